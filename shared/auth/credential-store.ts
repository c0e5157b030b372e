import { GetCommand, PutCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import { sendRead, sendWrite } from '../dynamodb/send.ts';
import type { Table } from '../dynamodb/tables.ts';

/** A user, client or API key. Its secret is kept as a hash only; `grant` says what it may do, in its dialect's terms. */
export interface Credential<Grant> {
  /** Names the credential and holds no secret: `enkash#user#ada@example.com`, `beel#key#<SHA-256>`. */
  readonly id: string;
  readonly secretHash?: string;
  readonly grant: Grant;
  readonly createdAt: string;
  /** ISO 8601, UTC. */
  readonly validUntil?: string;
  readonly revokedAt?: string;
}

/** The credential, or undefined where there is none or it is revoked or expired: callers cannot tell these apart. */
export async function readCredential<Grant>(
  table: Table,
  id: string,
  now: Date,
): Promise<Credential<Grant> | undefined> {
  const get = new GetCommand({ TableName: table.name, Key: itemKey(id), ConsistentRead: true });
  const { Item } = await sendRead(table, get);
  const credential = Item as Credential<Grant> | undefined;
  return credential && isValid(credential, now) ? credential : undefined;
}

export const isValid = ({ revokedAt, validUntil }: Credential<unknown>, now: Date): boolean =>
  !revokedAt && (!validUntil || now < new Date(validUntil));

/** Stores a new credential. @throws ConditionalCheckFailedException when the id is taken */
export async function writeCredential(table: Table, credential: Credential<unknown>): Promise<void> {
  const put = new PutCommand({
    TableName: table.name,
    Item: { ...itemKey(credential.id), ...credential },
    ConditionExpression: 'attribute_not_exists(pk)',
  });
  await sendWrite(table, put);
}

/**
 * Gives a credential whose grant is empty this one; again is no harm.
 * @throws ConditionalCheckFailedException when there is none with this id, or its grant is another
 */
export async function completeGrant(table: Table, id: string, grant: object): Promise<void> {
  const update = new UpdateCommand({
    TableName: table.name,
    Key: itemKey(id),
    UpdateExpression: 'SET #grant = :grant',
    ConditionExpression: '#grant = :empty OR #grant = :grant',
    ExpressionAttributeNames: { '#grant': 'grant' },
    ExpressionAttributeValues: { ':grant': grant, ':empty': {} },
  });
  await sendWrite(table, update);
}

/** Ends a credential for good. @throws ConditionalCheckFailedException when there is none with this id */
export async function revokeCredential(table: Table, id: string, now: Date): Promise<void> {
  const update = new UpdateCommand({
    TableName: table.name,
    Key: itemKey(id),
    UpdateExpression: 'SET revokedAt = if_not_exists(revokedAt, :now)',
    ConditionExpression: 'attribute_exists(pk)',
    ExpressionAttributeValues: { ':now': now.toISOString() },
  });
  await sendWrite(table, update);
}

export const itemKey = (id: string) => ({ pk: id, sk: 'CREDENTIAL' });
