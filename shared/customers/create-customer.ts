import { TransactWriteCommand, type TransactWriteCommandInput } from '@aws-sdk/lib-dynamodb';
import { send } from '../dynamodb/send.ts';
import type { Table } from '../dynamodb/tables.ts';
import { failedConditions } from './failed-condition.ts';
import { formerRemovals } from './former-removals.ts';
import { type CustomerItem, type CustomerRef, customerItemKey, type Stamp } from './items.ts';
import { claimUniqueKey, type UniqueKey, type UniqueKeyItem } from './unique-keys.ts';

export interface NewCustomer {
  readonly ref: CustomerRef;
  readonly profile: CustomerItem['profile'] & {};
  readonly reference: CustomerItem['reference'];
  /** A value that only one customer of the tenant may have at a time. */
  readonly uniqueKey?: UniqueKey;
  /** Whether the id of an erased customer may be used again (Amili's customer numbers are the client's own). */
  readonly reuseErasedId?: boolean;
}

export type CreationOutcome =
  | { readonly outcome: 'created'; readonly customer: CustomerItem }
  | { readonly outcome: 'exists'; readonly customer: CustomerItem }
  /** The customer with the key `holder` has the unique value. */
  | { readonly outcome: 'duplicate'; readonly holder: string };

type Write = NonNullable<TransactWriteCommandInput['TransactItems']>[number];

/** Rounds of taking over what others left behind: each round lost means that another request won it. */
const ROUNDS = 8;

/**
 * Creates a customer and claims its unique key in one transaction. What a deleted customer left behind, its key or
 * its erased id, is taken over on the condition, part of the same transaction, that it is still the one seen.
 */
export async function createCustomer(
  table: Table,
  wanted: NewCustomer,
  stamp: Stamp,
): Promise<CreationOutcome> {
  const { ref, profile, reference, uniqueKey } = wanted;
  const stamps = { creation: stamp, update: stamp, version: 1 };
  const fresh: CustomerItem = { ...customerItemKey(ref), linkCount: 0, profile, reference, ...stamps };
  let tombstone: CustomerItem | undefined;
  let formerHolder: string | undefined;

  for (let round = 0; round < ROUNDS; round++) {
    const customer = tombstone?.deletion
      ? { ...fresh, formerRemovals: formerRemovals(tombstone, tombstone.deletion, stamp) }
      : fresh;
    const TransactItems: Write[] = [
      { Put: { TableName: table.name, Item: customer, ...absentOr(tombstone) } },
      ...(uniqueKey ? claimUniqueKey(table, ref, uniqueKey, formerHolder) : []),
    ];
    try {
      await send(() => table.client.send(new TransactWriteCommand({ TransactItems })));
      return { outcome: 'created', customer };
    } catch (error) {
      const [put, claim, holderIsDeleted] = failedConditions<CustomerItem & UniqueKeyItem>(error);
      const old = put?.old;
      if (old?.creation.requestId === stamp.requestId) return { outcome: 'created', customer: old };
      if (old && !(wanted.reuseErasedId && old.deletion)) return { outcome: 'exists', customer: old };
      if (put) tombstone = old;
      if (claim) formerHolder = claim.old?.holder;
      const taken = claim ? !uniqueKey?.freedByDeletion : holderIsDeleted;
      if (formerHolder !== undefined && taken) return { outcome: 'duplicate', holder: formerHolder };
    }
  }
  throw new Error(`creating ${fresh.pk} lost ${ROUNDS} rounds against other requests`);
}

/** Absent, or still the tombstone that was seen. */
const absentOr = (tombstone: CustomerItem | undefined) =>
  ({
    ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
    ...(tombstone
      ? {
          ConditionExpression: 'attribute_not_exists(pk) OR deletion.requestId = :deletion',
          ExpressionAttributeValues: { ':deletion': tombstone.deletion?.requestId },
        }
      : { ConditionExpression: 'attribute_not_exists(pk)' }),
  }) as const;
