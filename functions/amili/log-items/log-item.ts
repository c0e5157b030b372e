import { instant } from '../../../shared/fields/dates.ts';
import { idInKey } from '../../../shared/receivables/keys.ts';
import type { NewRecord, RecordItem, RecordRef } from '../../../shared/receivables/records/record.ts';
import { LIFETIME } from './log-item-ids.ts';
import { listingOf } from './log-item-listing.ts';
import type { Answered } from './log-item-response.ts';

/** What the log has of one write, as it is stored. When it was, who wrote and by which request stand in the stamps. */
export type LogItem = Pick<
  Answered,
  'userId' | 'method' | 'path' | 'entity' | 'entityId' | 'status' | 'result' | 'message'
>;

export const stored = (ref: RecordRef, item: LogItem, by: string): NewRecord<LogItem> => ({
  ref,
  fields: item,
  listing: listingOf(ref, item, by),
  lifetime: LIFETIME,
});

/** The vendor shows no log item: all of it is our choice. DynamoDB does not keep the order of a map. */
export function shown(clientNo: number, { pk, fields, creation }: RecordItem<LogItem>): Answered {
  const { userId, method, path, entity, entityId, status, result, message } = fields;
  return {
    logItemId: Number(idInKey(pk)),
    clientNo,
    logDateTime: instant(creation.at),
    ...(userId !== undefined && { userId }),
    subject: creation.by,
    ...{ method, path, entity },
    ...(entityId !== undefined && { entityId }),
    ...{ status, result, message },
    requestId: creation.requestId,
  };
}
