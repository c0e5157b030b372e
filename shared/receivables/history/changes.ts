import { isDeepStrictEqual } from 'node:util';
import type { Change } from '../../streams/change.ts';
import { DEPENDENT_KINDS } from '../dependents/kinds.ts';
import type { CustomerItem, DependentItem } from '../items.ts';
import { dependentRefOf } from '../keys.ts';
import { isFence } from '../repeats/fence.ts';
import {
  type ChangeWord,
  CUSTOMER,
  entryOrder,
  type FieldChange,
  type HistoryEntry,
  historyEnd,
  historyKey,
  lifeOf,
  stamped,
} from './entry.ts';

type Told = Pick<Change, 'keys' | 'before' | 'after'>;

/**
 * The entry of a change that the table's stream tells of. Undefined where nothing is to be told of: links that come and go
 * on a customer, lists, fields of a dependent, and what was removed.
 */
export function entryOf({ keys, before, after }: Told): HistoryEntry | undefined {
  if (!after) return undefined;
  if (keys.sk === CUSTOMER)
    return entryOfCustomer(before as CustomerItem | undefined, after as unknown as CustomerItem);
  if (!DEPENDENT_KINDS.includes(keys.sk)) return undefined;
  return entryOfDependent(before as unknown as DependentItem | undefined, after as unknown as DependentItem);
}

function entryOfCustomer(seen: CustomerItem | undefined, after: CustomerItem): HistoryEntry | undefined {
  // Another life under the same id: what was there before is none of its history.
  const before = seen && isSameLife(seen, after) ? seen : undefined;
  if (isFence(after) || before?.version === after.version) return undefined;
  if (before && isOnlyCounted(before, after)) {
    const { requestKey: _, ...common } = base(after, CUSTOMER);
    return { ...common, change: 'fenced' };
  }
  const entry = { ...base(after, CUSTOMER), change: wordOf(before, after) };
  // What is erased is in no entry either.
  return after.profile ? { ...entry, ...changedIn(before?.profile ?? {}, after.profile) } : entry;
}

export const isSameLife = (
  one: Pick<CustomerItem, 'creation'>,
  other: Pick<CustomerItem, 'creation'>,
): boolean => lifeOf(one.creation) === lifeOf(other.creation);

/** A request that was shut out has counted the version, and changed nothing. */
const isOnlyCounted = (before: CustomerItem, after: CustomerItem): boolean =>
  isDeepStrictEqual(
    [before.update, before.deletion, before.deactivation, before.protection, before.profile],
    [after.update, after.deletion, after.deactivation, after.protection, after.profile],
  );

/** The strongest first. */
function wordOf(before: CustomerItem | undefined, after: CustomerItem): ChangeWord {
  if (!before) return 'created';
  if (after.deletion && !before.deletion) return 'deleted';
  if (before.deletion && !after.deletion) return 'restored';
  if (after.deactivation && !before.deactivation) return 'deactivated';
  if (before.deactivation && !after.deactivation) return 'reactivated';
  if (before.protection && !after.protection) return 'unprotected';
  // Also with another reason than before.
  if (!isDeepStrictEqual(before.protection, after.protection)) return 'protected';
  return 'updated';
}

/**
 * Bytes of values that an entry keeps. A profile may be as large as an item; DynamoDB takes 400 KB an item, and 4 MB a
 * transaction, which has some fifty entries.
 */
const MOST_BYTES = 64 * 1024;

/** The fields that are other than before; without their values, or at all, where these are too much. */
function changedIn(
  before: Readonly<Record<string, unknown>>,
  after: Readonly<Record<string, unknown>>,
): Pick<HistoryEntry, 'changed' | 'valuesLeftOut'> {
  const names = [...new Set([...Object.keys(before), ...Object.keys(after)])];
  const changed: Record<string, FieldChange> = {};
  for (const name of names.sort()) {
    if (isDeepStrictEqual(before[name], after[name])) continue;
    changed[name] = {
      ...(name in before && { before: before[name] }),
      ...(name in after && { after: after[name] }),
    };
  }
  if (Object.keys(changed).length === 0) return {};
  if (bytesOf(changed) <= MOST_BYTES) return { changed };
  const left = withoutValues(changed);
  return { ...(bytesOf(left) <= MOST_BYTES && { changed: left }), valuesLeftOut: 'size' };
}

const bytesOf = (value: unknown): number => Buffer.byteLength(JSON.stringify(value));

/** The names alone. */
export const withoutValues = (changed: Readonly<Record<string, FieldChange>>): Record<string, FieldChange> =>
  Object.fromEntries(Object.keys(changed).map((name) => [name, {}]));

/** Of what refers to customers only this is told: that it begins to, that it ends to, or that it turns to another. */
function entryOfDependent(before: DependentItem | undefined, after: DependentItem): HistoryEntry | undefined {
  const [from, to] = [before?.customerKey, after.customerKey];
  if (from === to) return undefined;
  const change = from === undefined ? 'attached' : to === undefined ? 'detached' : 'moved';
  return {
    ...base(after, after.sk),
    change,
    customerId: customerIdIn((to ?? from) as string),
    ...(change === 'moved' && { fromCustomerId: customerIdIn(from as string) }),
  };
}

/** Of a customer's key everything behind the tenant, which alone may contain '#'. */
function customerIdIn(customerKey: string): string {
  const { vendor, tenant } = dependentRefOf(customerKey);
  return customerKey.slice(vendor.length + tenant.length + 2);
}

const base = ({ pk, creation, update, version }: CustomerItem | DependentItem, kind: string) => ({
  pk: historyKey(pk),
  sk: entryOrder(creation, version),
  kind,
  // Items that version 0.1.0 wrote and nobody has changed have no other.
  ...stamped(pk, update ?? creation),
  version,
  expiresAt: historyEnd(),
});
