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
  const item = TOLD[kind](stamped, write.route, key);
  return item ? storeLogItem(table, key, item, stamped.stamp) : 'none';
}

/** What the log says of an item of each kind; undefined where that is nothing new. */
const TOLD: Readonly<
  Record<Kind, (change: StampedChange, route: string, key: DependentRef) => LogItem | undefined>
> = {
  AR_ITEM({ item, before, isNew }, route, key) {
    // One that the request has made is that of a credit note, which is told with what it credits.
    if (isNew) return undefined;
    if (entityOf(route) === 'paymentreservations') return doneItem(route, key, { result: 'CREATED' });
    const { creditedAmount, metadata } = fieldsOf<CreditedItem>(item);
    const isCredited = creditedAmount !== (before && fieldsOf<CreditedItem>(before).creditedAmount);
    const result = isCredited ? 'CREDITED' : 'UPDATED';
    return doneItem(route, key, { result, id: key.id, userId: metadata?.userId });
  },
  BATCH({ isNew }, route, key) {
    const item = doneItem(route, key, { result: 'ACCEPTED', id: key.id });
    return isNew ? { ...item, status: 'QUEUED' } : undefined;
  },
  CUSTOMER({ item, stamp, isNew }, route, key) {
    const { reference, profile, deletion } = item as unknown as Customer;
    const result = deletion?.requestId === stamp.requestId ? 'DELETED' : isNew ? 'CREATED' : 'UPDATED';
    // Who wrote the profile last is not who deletes it: a DELETE does not say.
    const userId = deletion ? undefined : profile?.metadata?.userId;
    return doneItem(route, key, { result, id: reference.customerNo, userId });
  },
  DOCUMENT({ item, isNew }, route, key) {
    const { documentNo: id, metadata } = fieldsOf<Document>(item);
    return isNew ? doneItem(route, key, { result: 'CREATED', id, userId: metadata?.userId }) : undefined;
  },
  /** One call may upload several. */
  FILE({ item }, route, key) {
    const { userId } = fieldsOf<{ readonly userId?: string }>(item);
    return doneItem(route, key, { result: entityOf(route) === 'files' ? 'UPLOADED' : 'CREATED', userId });
  },
  /** One call may make several vouchers. The event is the method that its path names. */
  GL_ITEM({ item }, route, key) {
    const { event, userId } = fieldsOf<{ readonly event: string; readonly userId?: string }>(item);
    return doneItem(route.replace('{autopostingmethod}', event), key, { result: 'CREATED', userId });
  },
  GL_PERIOD: (_, route, key) => doneItem(route, key, { result: 'DONE' }),
  PAYMENT_RESERVATION: ({ isNew }, route, key) =>
    isNew ? doneItem(route, key, { result: 'CREATED' }) : undefined,
  /** Each row has stored what it was answered with. Where it failed, nothing of it was written. */
  OUTCOME({ item }, route, key) {
    const { status, result, customerNo, documentNo } = (item as unknown as Outcome).answer;
    const entity = entityOfRows(route);
    const row = { ...doneItem(route, key, { result, id: documentNo ?? customerNo }), entity, status };
    return { ...row, message: status === 'FAILED' ? refusal(result) : done(entity, result) };
  },
};

const fieldsOf = <Fields>(item: StampedChange['item']): Fields => item.fields as Fields;

interface ByUser {
  readonly metadata?: { readonly userId?: string };
}

interface Customer {
  readonly reference: { readonly customerNo: string };
  readonly profile?: ByUser;
  readonly deletion?: Stamp;
}

interface Document extends ByUser {
  readonly documentNo: string;
}

type CreditedItem = Pick<ArItem, 'creditedAmount' | 'metadata'>;

interface Outcome {
  readonly answer: Pick<LogItem, 'status' | 'result'> & {
    readonly customerNo?: string;
    readonly documentNo?: string;
  };
}

interface Told {
  readonly result: string;
  readonly id?: string | undefined;
  readonly userId?: string | undefined;
}

function doneItem(route: string, { tenant }: DependentRef, { result, id, userId }: Told): LogItem {
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
