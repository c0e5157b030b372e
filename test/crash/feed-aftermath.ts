import { DEPENDENT_KINDS } from '../../shared/receivables/dependents/kinds.ts';
import { eventOf, type FeedEvent } from '../../shared/receivables/feed/event.ts';
import {
  counterKey,
  eventKey,
  type LaneCounter,
  laneKey,
  lanes,
} from '../../shared/receivables/feed/lanes.ts';
import { entryOrder, type HistoryEntry, historyKey } from '../../shared/receivables/history/entry.ts';
import type { CustomerItem, DependentItem } from '../../shared/receivables/items.ts';
import { isFence } from '../../shared/receivables/repeats/fence.ts';
import type { Item } from './aftermath.ts';

/** An event in its place in the feed. */
type Placed = FeedEvent & Item;

/**
 * What is wrong with histories and feed, by all that a table holds when its workers have caught up: a change without its
 * entry, an entry without its event or with two, numbers with gaps, events of an item out of their order.
 * @param but keys of dependents that did not refer to a customer from their first version to their last
 */
export function feedProblems(items: readonly Item[], but: ReadonlySet<string> = new Set()): string[] {
  const keyOf = ({ pk, sk }: Pick<Item, 'pk' | 'sk'>) => `${pk} ${sk}`;
  const byKey = new Map(items.map((item) => [keyOf(item), item]));
  const entries = items.filter(isEntry) as unknown as HistoryEntry[];
  const events = items.filter(
    ({ pk, sk }) => pk.startsWith('FEED#') && sk !== 'COUNTER',
  ) as unknown as Placed[];
  return [
    ...items
      .filter((item) => isSubject(item) && !but.has(item.pk))
      .flatMap((item) => unrecorded(item as never, (entry) => byKey.has(keyOf(entry)))),
    ...untold(entries, events),
    ...lanes.flatMap((lane) => {
      const counter = byKey.get(keyOf(counterKey(lane))) as unknown as LaneCounter | undefined;
      const inLane = events.filter(({ pk }) => pk === laneKey(lane)).sort((a, b) => (a.sk < b.sk ? -1 : 1));
      return [...gaps(lane, inLane, counter?.numbered ?? 0), ...outOfOrder(inLane)];
    }),
  ];
}

const isEntry = ({ pk }: Item): boolean => pk.split('#', 3)[2] === 'HISTORY';

/** Customers and what refers to them. The fence of a request that was refused never was one. */
const isSubject = (item: Item): boolean =>
  (item.sk === 'CUSTOMER' || DEPENDENT_KINDS.includes(item.sk)) && !isFence(item as never);

/** Each version of a customer has an entry; of a dependent the first, and the last where it has ended. */
function unrecorded(
  { pk, sk, creation, version, deletion }: CustomerItem | DependentItem,
  isThere: (entry: Pick<HistoryEntry, 'pk' | 'sk'>) => boolean,
): string[] {
  const all = Array.from({ length: version }, (_, index) => index + 1);
  const wanted = sk === 'CUSTOMER' ? all : deletion ? [1, version] : [1];
  return wanted
    .filter((each) => !isThere({ pk: historyKey(pk), sk: entryOrder(creation, each) }))
    .map((each) => `${pk}: version ${each} has no entry`);
}

/** Each entry has one event, each event an entry; that of a refusal has it once it is marked as told. */
function untold(entries: readonly HistoryEntry[], events: readonly Placed[]): string[] {
  const placesOf = Map.groupBy(events, ({ id }) => id);
  const ids = new Set<string>();
  const problems: string[] = [];
  for (const entry of entries) {
    const event = eventOf(entry);
    if (!event) continue;
    ids.add(event.id);
    const places = placesOf.get(event.id)?.length ?? 0;
    if (places !== 1) problems.push(`${entry.pk} ${entry.sk}: ${places} events`);
  }
  const strays = [...placesOf.keys()].filter((id) => !ids.has(id));
  return [...problems, ...strays.map((id) => `event ${id}: no entry`)];
}

function gaps(lane: number, events: readonly Placed[], last: number): string[] {
  const isInPlace = ({ sk }: Placed, index: number) => sk === eventKey(lane, index + 1).sk;
  return events.length === last && events.every(isInPlace)
    ? []
    : [`lane ${lane}: ${events.length} events, numbered up to ${last}`];
}

/** Changes of an item. A refusal is told when its entry is written, when the item may have gone on from what it met. */
function outOfOrder(events: readonly Placed[]): string[] {
  const last = new Map<string, number>();
  return events.flatMap(({ vendor, tenant, kind, itemId, sequence, type, sk }) => {
    const item = `${vendor}#${tenant}#${kind}#${itemId}`;
    if (type === 'customer.delete_refused') return [];
    const before = last.get(item) ?? 0;
    last.set(item, Math.max(before, sequence));
    return sequence > before ? [] : [`${item}: ${sequence} behind ${before}, at ${sk}`];
  });
}
