import { TransactWriteCommand } from '@aws-sdk/lib-dynamodb';
import { type FailedCondition, failedConditions } from '../../dynamodb/failed-condition.ts';
import { type Effort, newEffort, sendWrite } from '../../dynamodb/send.ts';
import type { Table } from '../../dynamodb/tables.ts';
import type { TransactionWrite } from '../../dynamodb/transaction-write.ts';
import type { UniqueKey, UniqueKeyItem } from '../customers/unique-keys.ts';
import type { CustomerItem, DependentItem } from '../items.ts';
import { type CustomerRef, customerKey, type DependentRef, dependentItemKey } from '../keys.ts';
import { type Listing, listAttributes } from '../lists/listing.ts';
import { fence, shutOut } from '../repeats/fence.ts';
import { settledName } from '../repeats/settled-requests.ts';
import type { Stamp } from '../stamp.ts';
import { DEPENDENT_KINDS, isRecurring } from './kinds.ts';
import { countLinks } from './link-count.ts';
import { type NumberTaken, takeNumber } from './numbers.ts';
import { claimOwnKey } from './own-keys.ts';

export interface NewDependent<Fields extends object = Record<string, unknown>> {
  readonly ref: DependentRef;
  readonly fields: Fields;
  /** The customer it refers to and so protects from deletion, if any. */
  readonly customer?: CustomerRef;
  /** What lists know of it, by the stamp of its creation; without, it is in none. */
  readonly listing?: (creation: Stamp) => Listing;
}

/** A dependent with something that others may want at the same time. */
export interface NewUniqueDependent<Fields extends object = Record<string, unknown>>
  extends NewDependent<Fields> {
  /** A value that only one live dependent of the tenant may have. */
  readonly uniqueKey?: UniqueKey;
  /** A number that its fields have: it is counted on in the same transaction. */
  readonly number?: NumberTaken;
}

export type AttachOutcome<Fields extends object = Record<string, unknown>> =
  | { readonly outcome: 'attached'; readonly dependents: readonly DependentItem<Fields>[] }
  | { readonly outcome: 'dependentExists'; readonly dependent: DependentItem<Fields> }
  | { readonly outcome: 'customerNotFound'; readonly customer: CustomerRef }
  | { readonly outcome: 'customerDeactivated'; readonly customer: CustomerRef };

export type UniqueAttachOutcome<Fields extends object = Record<string, unknown>> =
  | AttachOutcome<Fields>
  /** The dependent with the key `owner` owns the unique key. */
  | { readonly outcome: 'duplicate'; readonly owner: string }
  /** Another request took the number: read the next one. */
  | { readonly outcome: 'numberTaken' };

/**
 * Stores dependents (invoices, documents, AR items) and counts each on the customer it refers to: all or nothing, and
 * only while each of these customers is active. No dependent may be named twice; dependents and customers together are
 * at most 100, DynamoDB's limit.
 * @throws when a customer's linkCount is missing: what is unknown must be recounted before anything is added to it
 */
export const attachDependents = <Fields extends object>(
  table: Table,
  dependents: readonly NewDependent<Fields>[],
  stamp: Stamp,
): Promise<AttachOutcome<Fields>> => attach(table, dependents, stamp) as Promise<AttachOutcome<Fields>>;

/** The same for one dependent, which also claims its unique key and takes its number in the transaction. */
export const attachUniqueDependent = <Fields extends object>(
  table: Table,
  dependent: NewUniqueDependent<Fields>,
  stamp: Stamp,
): Promise<UniqueAttachOutcome<Fields>> => attach(table, [dependent], stamp);

async function attach<Fields extends object>(
  table: Table,
  dependents: readonly NewUniqueDependent<Fields>[],
  stamp: Stamp,
): Promise<UniqueAttachOutcome<Fields>> {
  const items = dependents.map((dependent) => dependentItem(dependent, stamp));
  const claims = dependents.flatMap(({ ref, uniqueKey }) =>
    uniqueKey ? [claimOwnKey(table, ref, uniqueKey)] : [],
  );
  const numbers = dependents.flatMap(({ number }) => (number ? [takeNumber(table, number)] : []));
  const customers = linksByCustomer(dependents);
  const TransactItems = [
    ...items.map((item) => putNew(table, item, stamp)),
    ...claims,
    ...customers.map(({ customer, links, recurring }) => countLinks(table, customer, links, recurring)),
    ...numbers,
  ];
  const effort = newEffort(table);
  try {
    await sendWrite(table, new TransactWriteCommand({ TransactItems }), effort);
    return { outcome: 'attached', dependents: items };
  } catch (error) {
    const failed = failedConditions<DependentItem<Fields> & CustomerItem & UniqueKeyItem>(error);
    const dependent = failed.slice(0, items.length).find((failure) => failure?.old)?.old;
    if (dependent?.creation.requestId === stamp.requestId) return { outcome: 'attached', dependents: items };
    if (dependent) return { outcome: 'dependentExists', dependent };
    const others = failed.slice(items.length);
    const claimed = others.slice(0, claims.length).find((failure) => failure);
    const refusal = claimed?.old
      ? ({ outcome: 'duplicate', owner: claimed.old.holder } as const)
      : refusedByCustomer(others.slice(claims.length), customers);
    // Its attempts asked for a number that is over: none of them can land any more.
    if (!refusal && numbers.length > 0 && others.at(-1)) return { outcome: 'numberTaken' };
    if (!refusal) throw new Error('nothing explains why the dependents were not attached');
    const landed = effort.unanswered && (await fenceAttach(table, items, stamp, effort));
    return landed ? { outcome: 'attached', dependents: items } : refusal;
  }
}

interface CustomerLinks {
  readonly customer: CustomerRef;
  readonly links: number;
  readonly recurring: number;
}

/** A transaction may name an item only once: several links to one customer are counted by one update. */
function linksByCustomer(dependents: readonly NewDependent<object>[]): CustomerLinks[] {
  const counts = new Map<string, CustomerLinks>();
  for (const { ref, customer } of dependents) {
    if (!customer) continue;
    const key = customerKey(customer);
    const { links, recurring } = counts.get(key) ?? { links: 0, recurring: 0 };
    counts.set(key, {
      customer,
      links: links + 1,
      recurring: recurring + (isRecurring(ref.kind) ? 1 : 0),
    });
  }
  return [...counts.values()];
}

function refusedByCustomer(
  failed: readonly (FailedCondition<CustomerItem> | undefined)[],
  customers: readonly CustomerLinks[],
): Extract<AttachOutcome, { customer: CustomerRef }> | undefined {
  for (const [index, { customer }] of customers.entries()) {
    const failure = failed[index];
    if (!failure) continue;
    if (!failure.old || failure.old.deletion) return { outcome: 'customerNotFound', customer };
    if (failure.old.deactivation) return { outcome: 'customerDeactivated', customer };
    throw new Error(`the linkCount of ${failure.old.pk} is missing: recount it before anything is attached`);
  }
  return undefined;
}

/** A fence at one of the dependents is enough: the transaction is all or nothing. */
const fenceAttach = (table: Table, [first]: readonly DependentItem<object>[], stamp: Stamp, effort: Effort) =>
  fence<DependentItem<object>>(table, first as DependentItem<object>, stamp, effort);

/** The item of a new dependent. @throws where a recount would not see that it refers to a customer */
export function dependentItem<Fields extends object>(
  { ref, fields, customer, listing }: NewDependent<Fields>,
  stamp: Stamp,
): DependentItem<Fields> {
  if (customer && !DEPENDENT_KINDS.includes(ref.kind))
    throw new Error(`${ref.kind} is none of the DEPENDENT_KINDS: a recount would miss its links`);
  return {
    ...dependentItemKey(ref),
    ...(customer && { customerKey: customerKey(customer) }),
    ...listAttributes(ref, ref.kind, 'LIVE', listing?.(stamp)),
    ...{ fields, creation: stamp, update: stamp, version: 1 },
  };
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
