import { TransactWriteCommand, type TransactWriteCommandInput } from '@aws-sdk/lib-dynamodb';
import { type FailedCondition, failedConditions } from '../../dynamodb/failed-condition.ts';
import { type Effort, newEffort, send } from '../../dynamodb/send.ts';
import type { Table } from '../../dynamodb/tables.ts';
import {
  type CustomerItem,
  type CustomerRef,
  customerItemKey,
  customerKey,
  type HolderItem,
  type HolderRef,
  holderItemKey,
  type Stamp,
} from '../items.ts';
import { fence, shutOut } from '../repeats/fence.ts';
import { settledName } from '../repeats/settled-requests.ts';

export interface NewHolder {
  readonly ref: HolderRef;
  readonly fields: HolderItem['fields'];
  /** The customer it refers to and so protects from deletion, if any. */
  readonly customer?: CustomerRef;
}

export type AttachOutcome =
  | { readonly outcome: 'attached'; readonly holders: readonly HolderItem[] }
  | { readonly outcome: 'holderExists'; readonly holder: HolderItem }
  | { readonly outcome: 'customerNotFound'; readonly customer: CustomerRef }
  | { readonly outcome: 'customerDeactivated'; readonly customer: CustomerRef };

type Write = NonNullable<TransactWriteCommandInput['TransactItems']>[number];

/**
 * Stores holders (invoices, documents, AR items) and counts each on the customer it refers to, all or nothing, only
 * while every such customer is active. Different holders; with their customers at most 100, DynamoDB's limit.
 * @throws when a customer's linkCount is missing: what is unknown must be recounted before anything is added to it
 */
export async function attachLinks(
  table: Table,
  holders: readonly NewHolder[],
  stamp: Stamp,
): Promise<AttachOutcome> {
  const items = holders.map((holder) => holderItem(holder, stamp));
  // A transaction may name an item once: several links to one customer are one count.
  const counts = new Map<string, { customer: CustomerRef; links: number }>();
  for (const { customer } of holders) {
    if (!customer) continue;
    const key = customerKey(customer);
    counts.set(key, { customer, links: (counts.get(key)?.links ?? 0) + 1 });
  }
  const customers = [...counts.values()];
  const TransactItems = [
    ...items.map((item) => putNew(table, item, stamp)),
    ...customers.map(({ customer, links }) => countLinks(table, customer, links)),
  ];
  const effort = newEffort();
  try {
    await send(() => table.client.send(new TransactWriteCommand({ TransactItems })), effort);
    return { outcome: 'attached', holders: items };
  } catch (error) {
    const failed = failedConditions<HolderItem & CustomerItem>(error);
    const holder = failed.slice(0, items.length).find((failure) => failure?.old)?.old;
    if (holder?.creation.requestId === stamp.requestId) return { outcome: 'attached', holders: items };
    if (holder) return { outcome: 'holderExists', holder };
    const refusal = refusedByCustomer(failed.slice(items.length), customers);
    const landed = effort.unanswered && (await fenceAttach(table, items, stamp, effort));
    return landed ? { outcome: 'attached', holders: items } : refusal;
  }
}

function refusedByCustomer(
  failed: readonly (FailedCondition<CustomerItem> | undefined)[],
  customers: readonly { customer: CustomerRef }[],
): AttachOutcome {
  for (const [index, { customer }] of customers.entries()) {
    const failure = failed[index];
    if (!failure) continue;
    if (!failure.old || failure.old.deletion) return { outcome: 'customerNotFound', customer };
    if (failure.old.deactivation) return { outcome: 'customerDeactivated', customer };
    throw new Error(`the linkCount of ${failure.old.pk} is missing: recount it before anything is attached`);
  }
  throw new Error('nothing explains why the links were not attached');
}

/** One holder shut is enough: the transaction is all or nothing. */
const fenceAttach = (table: Table, [first]: readonly HolderItem[], stamp: Stamp, effort: Effort) =>
  fence<HolderItem>(table, first as HolderItem, stamp, effort);

function holderItem({ ref, fields, customer }: NewHolder, stamp: Stamp): HolderItem {
  const link = customer && { customerKey: customerKey(customer) };
  return { ...holderItemKey(ref), ...link, fields, creation: stamp, update: stamp, version: 1 };
}

const putNew = ({ name }: Table, Item: HolderItem, stamp: Stamp): Write => ({
  Put: {
    TableName: name,
    Item,
    // What one request both created and deleted never was a holder: it is the fence of another request.
    ConditionExpression: `attribute_not_exists(pk) OR (creation.requestId = deletion.requestId AND ${shutOut})`,
    ExpressionAttributeValues: { ':settled': settledName(stamp) },
    ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
  },
});

/** Adds links to an active customer, for the transaction that stores their holders. */
export const countLinks = ({ name }: Table, customer: CustomerRef, links: number): Write => ({
  Update: {
    TableName: name,
    Key: customerItemKey(customer),
    UpdateExpression: 'ADD linkCount :links',
    ConditionExpression:
      'attribute_exists(linkCount) AND attribute_not_exists(deletion) AND attribute_not_exists(deactivation)',
    ExpressionAttributeValues: { ':links': links },
    ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
  },
});
