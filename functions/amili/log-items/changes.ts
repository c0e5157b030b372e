import type { Table } from '../../../shared/dynamodb/tables.ts';
import { type DependentRef, dependentRefOf } from '../../../shared/receivables/keys.ts';
import type { Stamp } from '../../../shared/receivables/stamp.ts';
import { type StampedChange, stampedChange } from '../../../shared/receivables/stamped-change.ts';
import type { Change } from '../../../shared/streams/change.ts';
import type { ArItem } from '../ar-items/ar-item.ts';
import { entityOf, entityOfRows, methodOf, pathOf } from './entities.ts';
import type { LogItem } from './log-item.ts';
import { storeLogItem } from './log-item-store.ts';
import { done, refusal } from './words.ts';
import { type Kind, WRITES } from './writes.ts';

/**
 * Keeps a write that was carried out in the log of its client.
 * @returns what became of the change, for the log line
 */
export async function keepChange(
  table: Table,
  change: Pick<Change, 'keys' | 'before' | 'after'>,
): Promise<'stored' | 'known' | 'none'> {
  const stamped = stampedChange(change);
  const write = WRITES[stamped?.stamp.operation ?? ''];
  const kind = change.keys.sk.split('#', 1)[0] as Kind;
  if (!stamped || !write?.kinds.includes(kind)) return 'none';
  const key = dependentRefOf(change.keys.pk);
  const item = TOLD[kind]({ ...stamped, before: change.before }, write.route, key);
  return item ? storeLogItem(table, key, item, stamped.stamp) : 'none';
}

type Told = StampedChange & Pick<Change, 'before'>;

/** What the log says of an item of each kind; undefined where that is nothing new. */
const TOLD: Readonly<Record<Kind, (change: Told, route: string, key: DependentRef) => LogItem | undefined>> =
  {
    CUSTOMER({ item, stamp, isNew }, route, key) {
      const { reference, profile, deletion } = item as unknown as Customer;
      const result = deletion?.requestId === stamp.requestId ? 'DELETED' : isNew ? 'CREATED' : 'UPDATED';
      return doneItem(route, key, { result, id: reference.customerNo, userId: profile?.metadata?.userId });
    },
    DOCUMENT({ item, isNew }, route, key) {
      const { documentNo: id, metadata } = (item as unknown as Document).fields;
      return isNew ? doneItem(route, key, { result: 'CREATED', id, userId: metadata?.userId }) : undefined;
    },
    /** What a credit note makes beside is not told of again. */
    AR_ITEM({ item, before, isNew }, route, key) {
      const { fields } = item as unknown as Item;
      const isCredited = fields.creditedAmount !== (before as Item | undefined)?.fields.creditedAmount;
      const result = isCredited ? 'CREDITED' : 'UPDATED';
      return isNew
        ? undefined
        : doneItem(route, key, { result, id: key.id, userId: fields.metadata?.userId });
    },
    /** One call may store many: the first that is seen stands for all. A report is a file that the service made. */
    FILE({ item, isNew }, route, key) {
      const { fileType, userId } = (item as unknown as File).fields;
      const result = fileType === 'REPORT' ? 'CREATED' : 'UPLOADED';
      return isNew ? doneItem(route, key, { result, id: undefined, userId }) : undefined;
    },
    BATCH({ isNew }, route, key) {
      const item = doneItem(route, key, { result: 'ACCEPTED', id: key.id });
      return isNew ? { ...item, status: 'QUEUED' } : undefined;
    },
    /** Each row has stored what it was answered with. Where it failed, nothing of it was written. */
    OUTCOME({ item }, route, key) {
      const { status, result, customerNo, documentNo } = (item as unknown as Outcome).answer;
      const entity = entityOfRows(route);
      const row = { ...doneItem(route, key, { result, id: documentNo ?? customerNo }), entity, status };
      return { ...row, message: status === 'FAILED' ? refusal(result) : done(entity, result) };
    },
  };

interface ByUser {
  readonly metadata?: { readonly userId?: string };
}

interface Customer {
  readonly reference: { readonly customerNo: string };
  readonly profile?: ByUser;
  readonly deletion?: Stamp;
}

interface Document {
  readonly fields: ByUser & { readonly documentNo: string };
}

interface Item {
  readonly fields: Pick<ArItem, 'creditedAmount' | 'metadata'>;
}

interface File {
  readonly fields: { readonly fileType: string; readonly userId?: string };
}

interface Outcome {
  readonly answer: Pick<LogItem, 'status' | 'result'> & {
    readonly customerNo?: string;
    readonly documentNo?: string;
  };
}

interface Done {
  readonly result: string;
  readonly id: string | undefined;
  readonly userId?: string | undefined;
}

function doneItem(route: string, { tenant }: DependentRef, { result, id, userId }: Done): LogItem {
  const entity = entityOf(route);
  return {
    ...(userId && { userId }),
    method: methodOf(route),
    path: pathOf(route, tenant, id),
    entity,
    ...(id !== undefined && { entityId: id }),
    status: 'PROCESSED',
    result,
    message: done(entity, result),
  };
}
