import type { Table } from '../../dynamodb/tables.ts';
import type { TransactionWrite } from '../../dynamodb/transaction-write.ts';
import { claimFreeKey, releaseUniqueKey, type UniqueKey, uniqueItemKey } from '../customers/unique-keys.ts';
import { type DependentRef, dependentKey } from '../keys.ts';

/**
 * Claims a key for a dependent. It must be free: a dependent gives its key up in the transaction that ends it, so none
 * is left behind.
 */
export const claimOwnKey = (table: Table, ref: DependentRef, key: UniqueKey): TransactionWrite =>
  claimFreeKey(table, { ...uniqueItemKey(ref, key), holder: dependentKey(ref) });

export const releaseOwnKey = (table: Table, ref: DependentRef, key: UniqueKey): TransactionWrite =>
  releaseUniqueKey(table, ref, key, dependentKey(ref));
