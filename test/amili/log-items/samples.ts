import type { LogItem } from '../../../functions/amili/log-items/log-item.ts';
import { logItemIds } from '../../../functions/amili/log-items/log-item-ids.ts';
import type { Stamp } from '../../../shared/receivables/stamp.ts';

/** A log item as it is stored. */
export const logItem = (more: Partial<LogItem> = {}): LogItem => ({
  method: 'DELETE',
  path: '/clients/2218/customers/C1',
  entity: 'customers',
  entityId: 'C1',
  status: 'PROCESSED',
  result: 'DELETED',
  message: 'Customer deleted',
  ...more,
});

/** The id that the log item of a request has, where no other request drew the same. */
export const firstId = (stamp: Stamp): number => logItemIds(stamp).next().value as number;
