import type { FailedCondition } from '../../dynamodb/failed-condition.ts';
import type { Table } from '../../dynamodb/tables.ts';
import type { TransactionWrite } from '../../dynamodb/transaction-write.ts';
import type { UniqueKeyItem } from '../customers/unique-keys.ts';
import type { CustomerItem, DependentItem } from '../items.ts';
import {
  type CustomerRef,
  customerKey,
  type DependentRef,
  dependentItemKey,
  dependentRefOf,
} from '../keys.ts';
import { type Listing, listAttributes } from '../lists/listing.ts';
import { type LookupChange, lookupWrite } from '../records/lookups.ts';
import { type NewRecord, putRecord, type RecordItem, recordItem } from '../records/record.ts';
import { isFence, shutOut } from '../repeats/fence.ts';
import { isDone, settledName } from '../repeats/settled-requests.ts';
import type { Stamp } from '../stamp.ts';
import { DEPENDENT_KINDS, isRecurring } from './kinds.ts';
import { countLinks } from './link-count.ts';
import { type NumberTaken, takeNumber } from './numbers.ts';
import { claimOwnKey, type OwnKey } from './own-keys.ts';
import { updateOf } from './update.ts';

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
  readonly uniqueKey?: OwnKey;
  /** A number that its fields have: it is counted on in the same transaction. */
  readonly number?: NumberTaken;
}

/** A change of the fields of a dependent that is there, provided that it is still at the version seen. */
export interface SeenChange {
  readonly seen: DependentItem<object>;
  /** Take the place of all fields. */
  readonly fields: object;
  readonly listing?: Listing;
}

/**
 * What one transaction writes: new dependents, each counted on the customer that it refers to, and what must change with
 * them. No item may be named twice. All writes together are at most 100, DynamoDB's limit: each dependent, unique key,
 * number, change, record and lookup is one, and so is each customer.
 */
export interface Attachment<Fields extends object = Record<string, unknown>> {
  /** A repeat knows itself by any of them, or of the changes. */
  readonly dependents: readonly NewUniqueDependent<Fields>[];
  readonly changes?: readonly SeenChange[];
  readonly records?: readonly NewRecord<object>[];
  readonly lookups?: readonly LookupChange[];
}

/** Why a transaction did not attach. */
export type AttachRefusal =
  | { readonly outcome: 'dependentExists'; readonly dependent: DependentItem }
  | { readonly outcome: 'customerNotFound'; readonly customer: CustomerRef }
  | { readonly outcome: 'customerDeactivated'; readonly customer: CustomerRef }
  /** The dependent with the key `owner` owns the unique key that the dependent with this ref was to have. */
  | { readonly outcome: 'duplicate'; readonly owner: string; readonly ref: DependentRef }
  /** Another request took the number: read the next one. */
  | { readonly outcome: 'numberTaken' }
  /** A dependent that was to change is no longer the one seen: read it again. */
  | { readonly outcome: 'changed'; readonly ref: DependentRef }
  /** A record has this key already. */
  | { readonly outcome: 'recordExists'; readonly pk: string };

/** A transaction, before it is sent. */
export interface PreparedAttachment<Fields extends object = Record<string, unknown>> {
  readonly writes: readonly TransactionWrite[];
  /** The new dependents as they will be stored. */
  readonly dependents: readonly DependentItem<Fields>[];
  /** The changed ones, in the order of the changes. */
  readonly changed: readonly DependentItem<object>[];
  /**
   * Why its writes failed, one place for each of them. `attached` where an earlier attempt of this request had landed.
   * @throws when a customer's linkCount is missing: what is unknown must be recounted before anything is added to it
   */
  refusal(failed: readonly (Failed | undefined)[]): AttachRefusal | { readonly outcome: 'attached' };
}

type Failed = FailedCondition<unknown>;

/** The refusals that stand without a fence: what they rest on never comes back. */
export const isForGood = ({ outcome }: AttachRefusal): boolean =>
  ['dependentExists', 'numberTaken', 'changed', 'recordExists'].includes(outcome);

/** The writes of a transaction that attaches, and what their failures mean. */
export function prepareAttachment<Fields extends object>(
  table: Table,
  { dependents: wanted, changes = [], records = [], lookups = [] }: Attachment<Fields>,
  stamp: Stamp,
): PreparedAttachment<Fields> {
  const dependents = wanted.map((dependent) => dependentItem(dependent, stamp));
  const claims = wanted.flatMap(({ ref, uniqueKey }) => (uniqueKey ? [{ ref, uniqueKey }] : []));
  const customers = linksByCustomer(wanted);
  const numbers = wanted.flatMap(({ number }) => (number ? [number] : []));
  const updates = changes.map(({ seen, fields, listing }) =>
    updateOf(table, dependentRefOf(seen.pk), seen, { fields, ...(listing && { listing }) }, undefined, stamp),
  );
  const stored = records.map((record) => recordItem(record, stamp));
  const parts = {
    dependents: dependents.map((item) => putNew(table, item, stamp)),
    claims: claims.map(({ ref, uniqueKey }) => claimOwnKey(table, ref, uniqueKey)),
    customers: customers.map(({ customer, links, recurring }) =>
      countLinks(table, customer, links, recurring),
    ),
    numbers: numbers.map((number) => takeNumber(table, number)),
    updates: updates.map(({ write }) => write),
    records: stored.map((item) => putRecord(table, item)),
    lookups: lookups.map((lookup) => lookupWrite(table, lookup)),
  };
  return {
    writes: Object.values(parts).flat(),
    dependents,
    changed: updates.map(({ updated }) => updated),
    refusal(failed) {
      const by = failuresByPart(parts, failed);
      const taken = by.dependents.find((failure) => failure?.old)?.old as DependentItem | undefined;
      const isOwn = taken?.creation.requestId === stamp.requestId;
      // A fence of this very request says that an earlier round of it was refused.
      if (taken && isOwn && !isFence(taken)) return { outcome: 'attached' };
      if (taken) return { outcome: 'dependentExists', dependent: taken };
      const changed = by.updates.findIndex((failure) => failure);
      const other = by.updates[changed]?.old as DependentItem | undefined;
      // All or nothing: one that an earlier attempt has changed stands for all.
      if (other && isDone(other, stamp)) return { outcome: 'attached' };
      if (changed >= 0) return { outcome: 'changed', ref: dependentRefOf(changes[changed]!.seen.pk) };
      const record = by.records.findIndex((failure) => failure);
      const own = by.records[record]?.old as RecordItem | undefined;
      // Where a conflict hides what the dependents and the changes would have told.
      if (own?.creation.requestId === stamp.requestId) return { outcome: 'attached' };
      if (record >= 0) return { outcome: 'recordExists', pk: stored[record]!.pk };
      const claim = by.claims.findIndex((failure) => failure);
      const owner = by.claims[claim]?.old as UniqueKeyItem | undefined;
      if (owner) return { outcome: 'duplicate', owner: owner.holder, ref: claims[claim]!.ref };
      const refused = refusedByCustomer(by.customers, customers);
      if (refused) return refused;
      if (by.numbers.some((failure) => failure)) return { outcome: 'numberTaken' };
      throw new Error('nothing explains why the dependents were not attached');
    },
  };
}

type Parts = Readonly<
  Record<
    'dependents' | 'claims' | 'customers' | 'numbers' | 'updates' | 'records' | 'lookups',
    readonly TransactionWrite[]
  >
>;

/** The failures of each part: a transaction has its writes part after part. */
function failuresByPart(parts: Parts, failed: readonly (Failed | undefined)[]) {
  const left = [...failed];
  const take = ({ length }: readonly TransactionWrite[]) => left.splice(0, length);
  return {
    dependents: take(parts.dependents),
    claims: take(parts.claims),
    customers: take(parts.customers),
    numbers: take(parts.numbers),
    updates: take(parts.updates),
    records: take(parts.records),
  };
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
  failed: readonly (Failed | undefined)[],
  customers: readonly CustomerLinks[],
): Extract<AttachRefusal, { customer: CustomerRef }> | undefined {
  for (const [index, { customer }] of customers.entries()) {
    const failure = failed[index] as FailedCondition<CustomerItem> | undefined;
    if (!failure) continue;
    if (!failure.old || failure.old.deletion) return { outcome: 'customerNotFound', customer };
    if (failure.old.deactivation) return { outcome: 'customerDeactivated', customer };
    throw new Error(`the linkCount of ${failure.old.pk} is missing: recount it before anything is attached`);
  }
  return undefined;
}

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
