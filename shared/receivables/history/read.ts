import { QueryCommand } from '@aws-sdk/lib-dynamodb';
import { readItems } from '../../dynamodb/read-items.ts';
import { sendRead } from '../../dynamodb/send.ts';
import type { IndexName } from '../../dynamodb/table-definitions.ts';
import type { Table } from '../../dynamodb/tables.ts';
import type { CustomerItem } from '../items.ts';
import { type CustomerRef, customerKey, type Tenant } from '../keys.ts';
import { CUSTOMER, type HistoryEntry, historyKey, lifeOf, placeIn, requestKey, traceKey } from './entry.ts';

/** What a history shows: an entry, or versions of which there is none. */
export type HistoryPart =
  | { readonly entry: HistoryEntry }
  | { readonly unrecorded: { readonly from: number; readonly to: number } };

export interface EntriesPage {
  /** The oldest first. */
  readonly entries: readonly HistoryEntry[];
  /** The `sk` behind which the next page begins; undefined on the last one. */
  readonly next?: string;
}

/** Behind every entry: each begins with a digit, and an item with another `sk` may have the same `pk`. */
const END = ':';

/** Entries of a customer, as last acknowledged writes left them: from a place on, or the newest. */
export async function readEntries(
  table: Table,
  ref: CustomerRef,
  { after, most, newest = false }: { after?: string | undefined; most: number; newest?: boolean },
): Promise<EntriesPage> {
  const query = new QueryCommand({
    TableName: table.name,
    KeyConditionExpression: 'pk = :history AND sk BETWEEN :after AND :end',
    ExpressionAttributeValues: {
      ':history': historyKey(customerKey(ref)),
      ':after': after === undefined ? '0' : `${after}\0`,
      ':end': END,
    },
    ConsistentRead: true,
    ScanIndexForward: !newest,
    Limit: most,
  });
  const { Items = [], LastEvaluatedKey } = await sendRead(table, query);
  // A customer whose id reads like the key of a dependent has its history where that has its own.
  const entries = (Items as HistoryEntry[]).filter(({ kind }) => kind === CUSTOMER);
  if (newest) return { entries: entries.reverse() };
  return { entries, ...(LastEvaluatedKey && { next: LastEvaluatedKey.sk as string }) };
}

/**
 * Entries, and between them what is missing: versions of which none is kept, any more, or yet. What became of them is not
 * known, so nothing is said of it.
 * @param after the `sk` of the entry before the first of these
 * @param customer as it was read before the entries, where these are the last
 */
export function recorded(
  entries: readonly HistoryEntry[],
  { after, customer }: { readonly after?: string | undefined; readonly customer?: CustomerItem | undefined },
): HistoryPart[] {
  const parts: HistoryPart[] = [];
  let last = after === undefined ? undefined : placeIn(after);
  const goTo = (life: string, version: number) => {
    const from = (last?.life === life ? last.version : 0) + 1;
    if (from <= version) parts.push({ unrecorded: { from, to: version } });
  };
  for (const entry of entries) {
    const place = placeIn(entry.sk);
    // A refusal has the version of the change before it.
    goTo(place.life, entry.change === 'delete_refused' ? place.version : place.version - 1);
    if (entry.change !== 'fenced') parts.push({ entry });
    last = place;
  }
  const life = customer && lifeOf(customer.creation);
  // Another life may have begun since the customer was read.
  if (customer && life && life >= (last?.life ?? '')) goTo(life, customer.version);
  return parts;
}

/**
 * What a request changed, and the deletes that were refused to it: by the indexes, some milliseconds late.
 * @param id of the request; or of its trace, as clients are told it, which leads to refusals alone
 */
export async function readEntriesOfRequest(
  table: Table,
  tenant: Tenant,
  id: string,
  part: Part,
): Promise<{ readonly entries: readonly HistoryEntry[]; readonly next?: Place }> {
  const byRequest = await placesIn(table, BY_REQUEST, requestKey(tenant, id), part);
  // No id names both a request and a trace, so a page of one never goes on in the other.
  const found =
    byRequest.places.length > 0 ? byRequest : await placesIn(table, BY_TRACE, traceKey(tenant, id), part);
  const { places, next } = found;
  return { entries: await readEach(table, places), ...(next && { next }) };
}

interface Part {
  /** The place behind which it begins. */
  readonly after?: Place | undefined;
  readonly most: number;
}

interface EntryIndex {
  readonly index: IndexName;
  readonly key: string;
}

const BY_REQUEST: EntryIndex = { index: 'changes-by-request', key: 'requestKey' };
const BY_TRACE: EntryIndex = { index: 'refusals-by-trace', key: 'traceKey' };

async function placesIn(table: Table, { index, key }: EntryIndex, value: string, { after, most }: Part) {
  const query = new QueryCommand({
    TableName: table.name,
    IndexName: index,
    KeyConditionExpression: `${key} = :value`,
    ExpressionAttributeValues: { ':value': value },
    Limit: most,
    ...(after && { ExclusiveStartKey: { [key]: value, ...after } }),
  });
  const { Items = [], LastEvaluatedKey: last } = await sendRead(table, query);
  const placeOf = ({ pk, sk }: Record<string, unknown>) => ({ pk, sk }) as Place;
  return { places: Items.map(placeOf), next: last && placeOf(last) };
}

interface Place {
  readonly pk: string;
  readonly sk: string;
}

/** In the order of their keys. One request may have several entries of one item: these are read one after the other. */
async function readEach(table: Table, keys: readonly Place[]): Promise<HistoryEntry[]> {
  const found: (HistoryEntry | undefined)[] = [];
  for (let left = keys; left.length > 0; ) {
    const distinct = new Map(left.map((key) => [key.pk, key]));
    const read = await readItems<HistoryEntry>(table, [...distinct.values()]);
    for (const [at, key] of keys.entries()) if (distinct.get(key.pk) === key) found[at] = read.get(key.pk);
    left = left.filter((key) => distinct.get(key.pk) !== key);
  }
  return found.filter((entry) => entry !== undefined);
}
