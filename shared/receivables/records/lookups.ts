import { hash } from 'node:crypto';
import { QueryCommand } from '@aws-sdk/lib-dynamodb';
import { sendRead } from '../../dynamodb/send.ts';
import type { Table } from '../../dynamodb/tables.ts';
import type { TransactionWrite } from '../../dynamodb/transaction-write.ts';
import type { Tenant } from '../keys.ts';

/**
 * A value by which items are found that several of them may have: a payment reference. An index could find them too, but
 * it is behind, and what is found here decides. Whoever finds an item asks it whether it has the value still.
 */
export interface Lookup extends Tenant {
  /** Of what the value is, in upper case, as kinds are. */
  readonly name: string;
  readonly value: string;
}

/** A value that leads to the item with this id, or does so no more. */
export interface LookupChange {
  readonly lookup: Lookup;
  readonly id: string;
  readonly leads: boolean;
}

/** A value may be longer than a key can be. */
const partition = ({ vendor, tenant, name, value }: Lookup): string =>
  `${vendor}#${tenant}#${name}#${hash('sha256', value, 'base64url')}`;

/** The same twice, or late, does no harm: it says what follows from the item that the same transaction writes. */
export const lookupWrite = ({ name }: Table, { lookup, id, leads }: LookupChange): TransactionWrite => {
  const key = { pk: partition(lookup), sk: `${lookup.name}#${id}` };
  return leads
    ? { Put: { TableName: name, Item: { ...key, id } } }
    : { Delete: { TableName: name, Key: key } };
};

/** The ids of items that a value leads to, as last acknowledged writes left them, `most` of them. */
export async function lookUp(table: Table, lookup: Lookup, most: number): Promise<string[]> {
  const query = new QueryCommand({
    TableName: table.name,
    KeyConditionExpression: 'pk = :partition',
    ExpressionAttributeValues: { ':partition': partition(lookup) },
    ConsistentRead: true,
    Limit: most,
  });
  const { Items = [] } = await sendRead(table, query);
  return Items.map(({ id }) => id as string);
}
