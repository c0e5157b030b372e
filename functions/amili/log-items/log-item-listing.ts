import type { Listing } from '../../../shared/receivables/lists/listing.ts';
import {
  all,
  asked,
  hasTexts,
  marked,
  marksOf,
  seconds,
  type Texts,
} from '../../../shared/receivables/lists/row-values.ts';
import type { RecordItem, RecordRef } from '../../../shared/receivables/records/record.ts';
import { caseless } from '../dialect/identifiers.ts';
import type { Filters } from './log-item-filters.ts';
import { idsOfSecond, LIFETIME, ordered } from './log-item-ids.ts';

interface Listable {
  readonly entity: string;
  readonly entityId?: string | undefined;
  readonly status: string;
  readonly result: string;
}

/** What lists know of a log item. Their order is that of its id, which is that of time. */
export const listingOf = ({ id }: Pick<RecordRef, 'id'>, item: Listable, by: string): Listing => ({
  values: marksOf(textsOf(item, by)),
  order: ordered(Number(id)),
});

/** What is asked for whole, by the filters that ask for it. */
function textsOf({ entity, entityId, status, result }: Listable, by: string): Texts {
  const texts = { entity, entityid: entityId, status, result, subject: by };
  return Object.fromEntries(Object.entries(texts).map(([name, text]) => [name, [text && caseless(text)]]));
}

/** The list that a client asks for, newest first. DynamoDB removes items some time after their lifetime is over. */
export function listOf({ logdatetimefrom, logdatetimeto, ...query }: Filters, now: Date) {
  const { entity, entityid, status, result, subject } = query;
  const texts = { entity, entityid, status, result, subject };
  const wanted = asked(
    Object.fromEntries(Object.entries(texts).map(([name, text]) => [name, text && caseless(text)])),
  );
  const keptSince = seconds(now.toISOString()) - LIFETIME;
  const [from] = idsOfSecond(Math.max(keptSince, logdatetimefrom ?? 0));
  return {
    kind: 'LOG_ITEM',
    states: ['LIVE'],
    descending: true,
    range: { from, to: logdatetimeto === undefined ? undefined : idsOfSecond(logdatetimeto)[1] },
    filter: all([marked(wanted)]),
    confirm: <Item extends RecordItem<Listable>>(items: readonly Item[]) =>
      items.filter(({ fields, creation }) => hasTexts(wanted, textsOf(fields, creation.by))),
  } as const;
}
