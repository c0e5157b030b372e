import { now } from '../../clock.ts';
import { readItems } from '../../dynamodb/read-items.ts';
import type { Table } from '../../dynamodb/tables.ts';
import type { Change } from '../../streams/change.ts';
import { eventOf, type FeedEvent } from '../feed/event.ts';
import { tell } from '../feed/tell.ts';
import type { CustomerItem } from '../items.ts';
import { customerItemKey } from '../keys.ts';
import { entryOf, withoutValues } from './changes.ts';
import { CUSTOMER, type HistoryEntry, lifeOf, placeIn, subjectOf } from './entry.ts';
import { erasedBy, eraseHistory } from './erase.ts';

/**
 * Keeps changes in the histories of what they changed, gives their events to the feed, and takes out what was personal of
 * customers that they have erased. The same changes again, or in two calls at once, add nothing.
 * @returns how many of them were new, and the events of all: whoever tells these on does so at least once
 */
export async function recordHistory(
  table: Table,
  changes: readonly Change[],
): Promise<{ readonly recorded: number; readonly events: readonly FeedEvent[] }> {
  const made = changes
    .map((change) => keptRefusal(change) ?? entryOf(change))
    .filter((entry) => entry !== undefined);
  const entries = await withoutErased(table, made);
  const recorded = await tell(table, entries);
  // Behind the entries: what they have just been given goes too.
  const erased = changes.map(erasedBy).filter((customer) => customer !== undefined);
  for (const customer of erased) await eraseHistory(table, customer);
  return { recorded, events: entries.map(eventOf).filter((event) => event !== undefined) };
}

/**
 * Milliseconds after which a change may be told out of its turn: what was given up and is done again. Until then no change
 * of its customer has overtaken it.
 */
const LATE = 30_000;

/** The entries, but without the values of customers that are erased by now: their erasure has passed already. */
async function withoutErased(
  table: Table,
  entries: readonly HistoryEntry[],
): Promise<readonly HistoryEntry[]> {
  const isLate = ({ kind, at, changed }: HistoryEntry) =>
    kind === CUSTOMER && changed !== undefined && now().getTime() - Date.parse(at) > LATE;
  const keys = new Map(entries.filter(isLate).map((entry) => [entry.pk, customerItemKey(subjectOf(entry))]));
  if (keys.size === 0) return entries;
  const stored = await readItems<CustomerItem>(table, [...keys.values()], ['pk', 'creation', 'profile']);
  return entries.map((entry) => {
    const customer = stored.get(keys.get(entry.pk)?.pk ?? '');
    const isKept = customer?.profile && lifeOf(customer.creation) === placeIn(entry.sk).life;
    if (!isLate(entry) || isKept) return entry;
    return { ...entry, changed: withoutValues(entry.changed ?? {}), valuesLeftOut: 'erased' };
  });
}

/** The entry of a refusal is what was written. */
const keptRefusal = ({ after }: Change): HistoryEntry | undefined =>
  after?.change === 'delete_refused' ? (after as unknown as HistoryEntry) : undefined;
