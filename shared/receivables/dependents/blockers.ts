import { QueryCommand } from '@aws-sdk/lib-dynamodb';
import { GaveUp } from '../../dynamodb/gave-up.ts';
import { sendRead } from '../../dynamodb/send.ts';
import type { Table } from '../../dynamodb/tables.ts';
import type { DependentItem } from '../items.ts';
import { type CustomerRef, customerKey, type DependentRef, dependentRefOf } from '../keys.ts';

/** How many a refusal names. */
const MOST = 5;

/**
 * Some of the dependents that refer to a customer, to be named where its removal was refused. They come from the index,
 * some milliseconds late: they explain a refusal and decide nothing.
 */
export async function readBlockers(table: Table, customer: CustomerRef): Promise<DependentRef[]> {
  const keys = await readLinks(table, customer, MOST);
  return keys.map(({ pk }) => dependentRefOf(pk));
}

/** The same of a removal that was refused because of them; undefined of any other, and where they cannot be read in time. */
export const blockersIn = (
  table: Table,
  customer: CustomerRef,
  { outcome }: { readonly outcome: string },
): Promise<DependentRef[] | undefined> | undefined =>
  outcome === 'linked' ? ifReadable(readBlockers(table, customer)) : undefined;

/** What explains a refusal; undefined where it cannot be read in time: the refusal stands without it. */
export const ifReadable = <Explanation>(reading: Promise<Explanation>): Promise<Explanation | undefined> =>
  reading.catch((error) => {
    if (error instanceof GaveUp) return undefined;
    throw error;
  });

type Key = Pick<DependentItem, 'pk' | 'sk'>;

/** The keys of some of the dependents that refer to a customer, as far as the index knows them. */
export async function readLinks(table: Table, customer: CustomerRef, most: number): Promise<Key[]> {
  const query = new QueryCommand({
    TableName: table.name,
    IndexName: 'links-by-customer',
    KeyConditionExpression: 'customerKey = :customer',
    ExpressionAttributeValues: { ':customer': customerKey(customer) },
    Limit: most,
  });
  const { Items = [] } = await sendRead(table, query);
  return Items.map(({ pk, sk }) => ({ pk, sk }));
}
