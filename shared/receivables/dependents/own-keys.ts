import type { Table } from '../../dynamodb/tables.ts';
import type { TransactionWrite } from '../../dynamodb/transaction-write.ts';
import { readOwner } from '../customers/read-owner.ts';
import {
  claimFreeKey,
  releaseUniqueKey,
  takeOverKey,
  type UniqueKey,
  uniqueItemKey,
} from '../customers/unique-keys.ts';
import { customerKey, type DependentRef, dependentKey, dependentRefOf, type Tenant } from '../keys.ts';

/** A unique key of a dependent. */
export interface OwnKey extends UniqueKey {
  /** The key of who gives it up to the dependent; it must be free when not said. */
  readonly from?: string | undefined;
}

/**
 * Claims a key for a dependent. It must be free, unless its owner gives it up in this way: a dependent gives its key up in
 * the transaction that ends it, so none is left behind.
 */
export function claimOwnKey(table: Table, ref: DependentRef, key: OwnKey): TransactionWrite {
  const item = { ...uniqueItemKey(ref, key), holder: dependentKey(ref) };
  return key.from === undefined ? claimFreeKey(table, item) : takeOverKey(table, item, key.from);
}

export const releaseOwnKey = (table: Table, ref: DependentRef, key: UniqueKey): TransactionWrite =>
  releaseUniqueKey(table, ref, key, dependentKey(ref));

/** The dependent that a unique key is of. */
export async function readOwnOwner(
  table: Table,
  tenant: Tenant,
  key: UniqueKey,
): Promise<DependentRef | undefined> {
  const owner = await readOwner(table, tenant, key);
  return owner && dependentRefOf(customerKey(owner));
}
