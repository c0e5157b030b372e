import type { Table } from '../../../shared/dynamodb/tables.ts';
import type { Tenant } from '../../../shared/receivables/keys.ts';
import { changeRecord } from '../../../shared/receivables/records/change.ts';
import { storeRecord } from '../../../shared/receivables/records/store.ts';
import type { Stamp } from '../../../shared/receivables/stamp.ts';
import { type LogItem, stored } from './log-item.ts';
import { logItemIds, logItemRef } from './log-item-ids.ts';

/**
 * Stores the log item of a request: one, however often it is told, and in whatever order. Only what nobody knew gives
 * way to what is known:
 *
 *     the function               the worker
 *     answers 500
 *     ERROR, unknown             …
 *                                CREATED: takes the place of ERROR. It stays where it came first
 *
 * @param stamp of the request that the log item is about
 */
export async function storeLogItem(
  table: Table,
  tenant: Tenant,
  item: LogItem,
  stamp: Stamp,
): Promise<'stored' | 'known'> {
  for (const id of logItemIds(stamp)) {
    const ref = logItemRef(tenant, id);
    const record = stored(ref, item, stamp.by);
    const { outcome, record: found } = await storeRecord(table, record, stamp);
    if (outcome === 'exists') continue;
    if (found.fields === item) return 'stored';
    if (!isUnknown(found.fields) || isUnknown(item)) return 'known';
    const correction = { ...stamp, requestId: `${stamp.requestId} found` };
    await changeRecord<LogItem>(
      table,
      ref,
      (seen) => (seen && isUnknown(seen.fields) ? record : undefined),
      correction,
    );
    return 'stored';
  }
  throw new Error(`request ${stamp.requestId} found no log item id that is free`);
}

const isUnknown = ({ result }: LogItem): boolean => result === 'ERROR';
