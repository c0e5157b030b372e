import { GetCommand, PutCommand } from '@aws-sdk/lib-dynamodb';
import { failedCondition } from '../dynamodb/failed-condition.ts';
import { newEffort, nextRound, sendRead, sendWrite } from '../dynamodb/send.ts';
import type { Table } from '../dynamodb/tables.ts';

/** What is known of a tenant beside its credentials, in its dialect's terms: who it is, and where. */
export interface TenantRecord<Profile extends object> {
  /** Names the tenant: `<vendor>#<kind>#<id>`. */
  readonly id: string;
  readonly profile: Profile;
  readonly createdAt: string;
  readonly updatedAt: string;
  /** Grows with every change. */
  readonly revision: number;
}

/** The record as its last acknowledged write left it, or undefined where nothing is known of the tenant. */
export async function readTenantRecord<Profile extends object>(
  table: Table,
  id: string,
): Promise<TenantRecord<Profile> | undefined> {
  const get = new GetCommand({ TableName: table.name, Key: recordKey(id), ConsistentRead: true });
  const { Item } = await sendRead(table, get);
  return recordOf<Profile>(Item);
}

/**
 * Gives a tenant the profile that `change` makes of the one it has, or of none. Of two that change it at a time, the
 * later begins again with what the other wrote; so does one whose own write has landed without an answer.
 */
export async function saveTenantRecord<Profile extends object>(
  table: Table,
  id: string,
  change: (known: Profile | undefined) => Profile,
  now: Date,
): Promise<TenantRecord<Profile>> {
  const effort = newEffort(table);
  let seen = await readTenantRecord<Profile>(table, id);
  for (;;) {
    const updatedAt = now.toISOString();
    const record: TenantRecord<Profile> = {
      id,
      profile: change(seen?.profile),
      createdAt: seen?.createdAt ?? updatedAt,
      updatedAt,
      revision: (seen?.revision ?? 0) + 1,
    };
    const put = new PutCommand({
      TableName: table.name,
      Item: { ...recordKey(id), ...record },
      ConditionExpression: seen ? 'revision = :seen' : 'attribute_not_exists(pk)',
      ...(seen && { ExpressionAttributeValues: { ':seen': seen.revision } }),
      ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
    });
    try {
      await sendWrite(table, put, effort);
      return record;
    } catch (error) {
      seen = recordOf<Profile>(failedCondition<object>(error).old);
    }
    await nextRound(effort, `changing ${id}`);
  }
}

function recordOf<Profile extends object>(item: object | undefined): TenantRecord<Profile> | undefined {
  if (!item) return undefined;
  const { pk: _, sk: __, ...record } = item as TenantRecord<Profile> & { pk: string; sk: string };
  return record;
}

/** No credential has this sort key: to revoke one leaves its tenant's record alone. */
const recordKey = (id: string) => ({ pk: id, sk: 'TENANT' });
