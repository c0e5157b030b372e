import { readItems } from '../../dynamodb/read-items.ts';
import type { Table } from '../../dynamodb/tables.ts';
import type { CustomerItem } from '../items.ts';
import { customerItemKey, customerKey } from '../keys.ts';
import { isFree, type NewCustomer } from './create.ts';
import { type UniqueKeyItem, uniqueItemKey } from './unique-keys.ts';

/** Why one of many customers cannot be created. */
export type RefusedCreation<Profile extends object = Record<string, unknown>> =
  | { readonly outcome: 'exists'; readonly customer: CustomerItem<Profile> }
  /** The customer with the key `owner` owns the unique key. */
  | { readonly outcome: 'duplicate'; readonly owner: string };

/** Nothing is in a customer's way, and what it takes over where it is created. */
export interface FreeCreation<Profile extends object = Record<string, unknown>> {
  readonly outcome: 'free';
  readonly tombstone?: CustomerItem<Profile>;
  readonly formerOwner?: string;
}

export type CheckedCreation<Profile extends object = Record<string, unknown>> =
  | FreeCreation<Profile>
  | RefusedCreation<Profile>;

/**
 * Looks whether these customers could be created: two rounds of batch reads, which decide nothing. No id and no unique
 * key may be there twice.
 * @returns what was found of each, in order
 */
export async function checkCreations<Profile extends object>(
  table: Table,
  wanted: readonly NewCustomer<Profile>[],
): Promise<CheckedCreation<Profile>[]> {
  const ids = wanted.map(({ ref }) => customerItemKey(ref));
  const keys = wanted.flatMap(({ ref, uniqueKey }) => (uniqueKey ? [uniqueItemKey(ref, uniqueKey)] : []));
  const items = await readItems<CustomerItem<Profile> | UniqueKeyItem>(table, [...ids, ...keys]);
  const ownerOf = ({ ref, uniqueKey }: NewCustomer<Profile>) =>
    uniqueKey && (items.get(uniqueItemKey(ref, uniqueKey).pk) as UniqueKeyItem | undefined)?.holder;
  const owners = [...new Set(wanted.flatMap((each) => ownerOf(each) ?? []))];
  const others = owners.filter((owner) => !items.has(owner)).map((pk) => ({ pk, sk: 'CUSTOMER' }));
  const read = await readItems<CustomerItem<Profile>>(table, others);
  const customer = (pk: string) => (items.get(pk) as CustomerItem<Profile> | undefined) ?? read.get(pk);
  return wanted.map((each): CheckedCreation<Profile> => {
    const old = customer(customerKey(each.ref));
    if (old && !isFree(old, each)) return { outcome: 'exists', customer: old };
    const owner = ownerOf(each);
    const lives = owner !== undefined && customer(owner)?.deletion === undefined && customer(owner);
    if (owner !== undefined && (lives || !each.uniqueKey?.freedByDeletion))
      return { outcome: 'duplicate', owner };
    return {
      outcome: 'free',
      ...(old && { tombstone: old }),
      ...(owner !== undefined && { formerOwner: owner }),
    };
  });
}
