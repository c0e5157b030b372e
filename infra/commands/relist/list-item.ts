import { UpdateCommand } from '@aws-sdk/lib-dynamodb';
import { type Listings, listingOf } from '../../../functions/listings.ts';
import { failedCondition } from '../../../shared/dynamodb/failed-condition.ts';
import { newEffort, nextRound, sendWrite } from '../../../shared/dynamodb/send.ts';
import type { Table } from '../../../shared/dynamodb/tables.ts';
import type { CustomerItem, DependentItem } from '../../../shared/receivables/items.ts';
import {
  type ListAttributes,
  type ListState,
  listAttributes,
  stateOf,
} from '../../../shared/receivables/lists/listing.ts';
import { isFence } from '../../../shared/receivables/repeats/fence.ts';

export type StoredItem = CustomerItem | DependentItem;

/** The vendor, the tenant and the rest of a key; in an id there may be more of '#'. */
const KEY = /^([^#]+)#([^#]+)#(.+)$/;

/** How lists have this item; undefined where they do not: a tombstone without a profile, a fence, a kind without lists. */
export function placeOf(item: StoredItem, by?: Listings): ListAttributes | undefined {
  const { pk, sk } = item;
  const [, vendor, tenant, rest] = (KEY.exec(pk) ?? []) as (string | undefined)[];
  const isBare = 'fields' in item ? isFence(item) : item.profile === undefined;
  if (!vendor || !tenant || !rest || isBare) return undefined;
  const isCustomer = sk === 'CUSTOMER';
  const state: ListState = isCustomer ? stateOf(item) : item.deletion ? 'DELETED' : 'LIVE';
  const id = isCustomer ? rest : rest.slice(sk.length + 1);
  return listAttributes({ vendor, tenant, id }, sk, state, listingOf(vendor, sk, item, by));
}

/**
 * Gives an item its place in lists, provided that it is still as it was read. Its version, stamps and time
 * to live stay, so that no request takes this for a change.
 * @returns whether it has one then; false where it is not to have one any more
 */
export async function listItem(table: Table, read: StoredItem, by?: Listings): Promise<boolean> {
  const effort = newEffort(table);
  let item: StoredItem | undefined = read;
  for (;;) {
    const place = placeOf(item, by);
    if (!place) return false;
    const { listed, listKey, listOrder } = place;
    const command = new UpdateCommand({
      TableName: table.name,
      Key: { pk: item.pk, sk: item.sk },
      UpdateExpression: 'SET listed = :listed, listKey = :listKey, listOrder = :listOrder',
      // The version alone could also be that of another customer, created under this id after this one was deleted.
      ConditionExpression: 'version = :version AND creation.requestId = :creation',
      ExpressionAttributeValues: {
        ':listed': listed,
        ':listKey': listKey,
        ':listOrder': listOrder,
        ':version': item.version,
        ':creation': item.creation.requestId,
      },
      ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
    });
    try {
      await sendWrite(table, command, effort);
      return true;
    } catch (error) {
      item = failedCondition<StoredItem>(error).old;
    }
    if (!item) return false;
    // Another request has listed it.
    if (item.listOrder !== undefined) return true;
    await nextRound(effort, `listing ${item.pk}`);
  }
}
