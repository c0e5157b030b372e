import { TransactWriteCommand } from '@aws-sdk/lib-dynamodb';
import { type FailedCondition, failedConditions } from '../../dynamodb/failed-condition.ts';
import { type Effort, newEffort, sendWrite } from '../../dynamodb/send.ts';
import type { Table } from '../../dynamodb/tables.ts';
import type { TransactionWrite } from '../../dynamodb/transaction-write.ts';
import type { CustomerItem, DependentItem } from '../items.ts';
import { type CustomerRef, customerKey, type DependentRef, dependentItemKey } from '../keys.ts';
import { fence, shutOut } from '../repeats/fence.ts';
import { settledName } from '../repeats/settled-requests.ts';
import type { Stamp } from '../stamp.ts';
import { countLinks } from './link-count.ts';

export interface NewDependent<Fields extends object = Record<string, unknown>> {
  readonly ref: DependentRef;
  readonly fields: Fields;
  /** The customer it refers to and so protects from deletion, if any. */
  readonly customer?: CustomerRef;
}

export type AttachOutcome<Fields extends object = Record<string, unknown>> =
  | { readonly outcome: 'attached'; readonly dependents: readonly DependentItem<Fields>[] }
  | { readonly outcome: 'dependentExists'; readonly dependent: DependentItem<Fields> }
  | { readonly outcome: 'customerNotFound'; readonly customer: CustomerRef }
  | { readonly outcome: 'customerDeactivated'; readonly customer: CustomerRef };

/**
 * Stores dependents (invoices, documents, AR items) and counts each on the customer it refers to: all or nothing, and
 * only while each of these customers is active. No dependent may be named twice; dependents and customers together are
 * at most 100, DynamoDB's limit.
 * @throws when a customer's linkCount is missing: what is unknown must be recounted before anything is added to it
 */
export async function attachDependents<Fields extends object>(
  table: Table,
  dependents: readonly NewDependent<Fields>[],
  stamp: Stamp,
): Promise<AttachOutcome<Fields>> {
  const items = dependents.map((dependent) => dependentItem(dependent, stamp));
  // A transaction may name an item only once: several links to one customer are counted by one update.
  const counts = new Map<string, { customer: CustomerRef; links: number }>();
  for (const { customer } of dependents) {
    if (!customer) continue;
    const key = customerKey(customer);
    counts.set(key, { customer, links: (counts.get(key)?.links ?? 0) + 1 });
  }
  const customers = [...counts.values()];
  const TransactItems = [
    ...items.map((item) => putNew(table, item, stamp)),
    ...customers.map(({ customer, links }) => countLinks(table, customer, links)),
  ];
  const effort = newEffort(table);
  try {
    await sendWrite(table, new TransactWriteCommand({ TransactItems }), effort);
    return { outcome: 'attached', dependents: items };
  } catch (error) {
    const failed = failedConditions<DependentItem<Fields> & CustomerItem>(error);
    const dependent = failed.slice(0, items.length).find((failure) => failure?.old)?.old;
    if (dependent?.creation.requestId === stamp.requestId) return { outcome: 'attached', dependents: items };
    if (dependent) return { outcome: 'dependentExists', dependent };
    const refusal = refusedByCustomer(failed.slice(items.length), customers);
    const landed = effort.unanswered && (await fenceAttach(table, items, stamp, effort));
    return landed ? { outcome: 'attached', dependents: items } : refusal;
  }
}

function refusedByCustomer(
  failed: readonly (FailedCondition<CustomerItem> | undefined)[],
  customers: readonly { customer: CustomerRef }[],
): Exclude<AttachOutcome, { outcome: 'attached' | 'dependentExists' }> {
  for (const [index, { customer }] of customers.entries()) {
    const failure = failed[index];
    if (!failure) continue;
    if (!failure.old || failure.old.deletion) return { outcome: 'customerNotFound', customer };
    if (failure.old.deactivation) return { outcome: 'customerDeactivated', customer };
    throw new Error(`the linkCount of ${failure.old.pk} is missing: recount it before anything is attached`);
  }
  throw new Error('nothing explains why the dependents were not attached');
}

/** A fence at one of the dependents is enough: the transaction is all or nothing. */
const fenceAttach = (table: Table, [first]: readonly DependentItem<object>[], stamp: Stamp, effort: Effort) =>
  fence<DependentItem<object>>(table, first as DependentItem<object>, stamp, effort);

/** The item of a new dependent. */
export function dependentItem<Fields extends object>(
  { ref, fields, customer }: NewDependent<Fields>,
  stamp: Stamp,
): DependentItem<Fields> {
  const link = customer && { customerKey: customerKey(customer) };
  return { ...dependentItemKey(ref), ...link, fields, creation: stamp, update: stamp, version: 1 };
}

const putNew = ({ name }: Table, Item: DependentItem<object>, stamp: Stamp): TransactionWrite => ({
  Put: {
    TableName: name,
    Item,
    // An item that one request both created and deleted is no dependent, but the fence of another request.
    ConditionExpression: `attribute_not_exists(pk) OR (creation.requestId = deletion.requestId AND ${shutOut})`,
    ExpressionAttributeValues: { ':settled': settledName(stamp) },
    ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
  },
});
