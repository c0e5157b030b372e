import { ConditionalCheckFailedException } from '@aws-sdk/client-dynamodb';
import { QueryCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import { sendRead, sendWrite } from '../../dynamodb/send.ts';
import type { Table } from '../../dynamodb/tables.ts';
import type { Change } from '../../streams/change.ts';
import type { CustomerItem } from '../items.ts';
import { isFence } from '../repeats/fence.ts';
import type { Stamp } from '../stamp.ts';
import { isSameLife, withoutValues } from './changes.ts';
import { CUSTOMER, type HistoryEntry, historyKey, lifeOf } from './entry.ts';

/** Whom a change has erased: the profile is gone, the item is, or another customer has its id. */
export function erasedBy({
  keys,
  before,
  after,
}: Pick<Change, 'keys' | 'before' | 'after'>): CustomerItem | undefined {
  const [was, is] = [before, after] as unknown as [CustomerItem | undefined, CustomerItem | undefined];
  if (keys.sk !== CUSTOMER || !was || isFence(was)) return undefined;
  const isErased = !is || !isSameLife(was, is) || (was.profile && !is.profile);
  return isErased ? was : undefined;
}

/**
 * Takes out of a customer's history what says anything of the customer: what fields held, and what referred to it. That
 * something was done, by whom, when and why, stays. The same again finds nothing left to do.
 */
export async function eraseHistory(
  table: Table,
  { pk, creation }: { readonly pk: string; readonly creation: Stamp },
): Promise<void> {
  for (let start: Record<string, unknown> | undefined; ; ) {
    const query = new QueryCommand({
      TableName: table.name,
      KeyConditionExpression: 'pk = :history AND begins_with(sk, :life)',
      ExpressionAttributeValues: { ':history': historyKey(pk), ':life': lifeOf(creation) },
      ConsistentRead: true,
      ...(start && { ExclusiveStartKey: start }),
    });
    const { Items = [], LastEvaluatedKey } = await sendRead(table, query);
    const entries = (Items as HistoryEntry[]).filter(holdsValues);
    for (const entry of entries) await erase(table, entry);
    if (!LastEvaluatedKey) return;
    start = LastEvaluatedKey;
  }
}

const holdsValues = ({ changed, valuesLeftOut, blockers }: HistoryEntry): boolean =>
  blockers !== undefined || (changed !== undefined && valuesLeftOut === undefined);

async function erase(table: Table, { pk, sk, changed, valuesLeftOut }: HistoryEntry): Promise<void> {
  const hasValues = changed !== undefined && valuesLeftOut === undefined;
  const command = new UpdateCommand({
    TableName: table.name,
    Key: { pk, sk },
    UpdateExpression: `${hasValues ? 'SET changed = :names, valuesLeftOut = :erased ' : ''}REMOVE blockers`,
    // One that has ended meanwhile must not come back as a stub.
    ConditionExpression: 'attribute_exists(pk)',
    ...(hasValues && {
      ExpressionAttributeValues: { ':names': withoutValues(changed), ':erased': 'erased' },
    }),
  });
  try {
    await sendWrite(table, command);
  } catch (error) {
    if (!(error instanceof ConditionalCheckFailedException)) throw error;
  }
}
