import type { Table } from '../../dynamodb/tables.ts';
import type { TransactionWrite } from '../../dynamodb/transaction-write.ts';
import { type DependentRef, dependentItemKey, type Tenant } from '../keys.ts';
import { type ListAttributes, type Listing, listAttributes } from '../lists/listing.ts';
import type { Stamp } from '../stamp.ts';

/** Names a record. `kind` is none of the DEPENDENT_KINDS: see keys. */
export interface RecordRef extends Tenant {
  readonly kind: string;
  readonly id: string;
}

/**
 * What is stored beside customers and their dependents and blocks nothing: a line of the general ledger, a file, a
 * setting. It refers to no customer in the guard's sense, so it counts `revision`, not `version`.
 */
export interface RecordItem<Fields extends object = Record<string, unknown>> extends Partial<ListAttributes> {
  readonly pk: string;
  readonly sk: string;
  /** The vendor-shaped fields. */
  readonly fields: Readonly<Fields>;
  readonly creation: Stamp;
  readonly update: Stamp;
  /** Grows with every change. */
  readonly revision: number;
  /** Epoch seconds from which it is not known any more. DynamoDB removes it some time later. */
  readonly expiresAt?: number;
}

export interface NewRecord<Fields extends object = Record<string, unknown>> {
  readonly ref: RecordRef;
  readonly fields: Fields;
  /** What lists know of it; without, it is in none. */
  readonly listing?: Listing | undefined;
  /** Seconds for which it is kept, from its stamp on; for good when not said. */
  readonly lifetime?: number;
}

export const recordItemKey = (ref: RecordRef) => dependentItemKey(ref as DependentRef);

/** The item of a new record. */
export const recordItem = <Fields extends object>(
  { ref, fields, listing, lifetime }: NewRecord<Fields>,
  stamp: Stamp,
): RecordItem<Fields> => ({
  ...recordItemKey(ref),
  ...listAttributes(ref, ref.kind, 'LIVE', listing),
  ...{ fields, creation: stamp, update: stamp, revision: 1 },
  ...(lifetime !== undefined && { expiresAt: Math.floor(Date.parse(stamp.at) / 1000) + lifetime }),
});

/** Stores a record under a key that nobody has: alone, or as a part of a transaction. */
export const putRecord = ({ name }: Table, Item: RecordItem<object>) =>
  ({
    Put: {
      TableName: name,
      Item,
      ConditionExpression: 'attribute_not_exists(pk)',
      ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
    },
  }) satisfies TransactionWrite;
