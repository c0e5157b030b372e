import { QueryCommand } from '@aws-sdk/lib-dynamodb';
import { sendRead } from '../../dynamodb/send.ts';
import type { Table } from '../../dynamodb/tables.ts';
import type { DependentItem } from '../items.ts';
import {
  type CustomerRef,
  customerKey,
  type DependentRef,
  dependentItemKey,
  dependentRefOf,
} from '../keys.ts';
import { DEPENDENT_KINDS } from './kinds.ts';
import { readDependents } from './read-many.ts';

/** Where a page of links ended. */
export type LinkPlace = Pick<DependentRef, 'kind' | 'id'>;

export interface LinkedPage {
  /** As they are stored now. They may be fewer than were asked for, although others follow. */
  readonly dependents: readonly DependentItem[];
  /** Where the next page begins; undefined behind the last one. */
  readonly next?: LinkPlace;
}

/**
 * Some of the dependents that refer to a customer, by kind and id. The index that finds them is some milliseconds late:
 * those that have ended since are left out, and one that came just now may be missing. It shows, and decides nothing.
 * @param most at most 100
 */
export async function readLinked(
  table: Table,
  customer: CustomerRef,
  { most, after }: { readonly most: number; readonly after?: LinkPlace | undefined },
): Promise<LinkedPage> {
  const key = customerKey(customer);
  const start = after && dependentItemKey({ vendor: customer.vendor, tenant: customer.tenant, ...after });
  const query = new QueryCommand({
    ...linksOf(table, key),
    Limit: most,
    ...(start && { ExclusiveStartKey: { customerKey: key, ...start } }),
  });
  const { Items = [], LastEvaluatedKey: last } = await sendRead(table, query);
  const refs = Items.map(({ pk }) => dependentRefOf(pk as string));
  const found = await readDependents<Record<string, unknown>>(table, refs);
  const dependents = [...found.values()].filter((item) => item.customerKey === key);
  return { dependents: inOrder(dependents), ...(last && { next: placeOf(last.pk as string) }) };
}

/** A batch read keeps no order. */
const inOrder = (dependents: DependentItem[]): DependentItem[] =>
  dependents.sort((one, other) => (one.pk < other.pk ? -1 : 1));

function placeOf(pk: string): LinkPlace {
  const { kind, id } = dependentRefOf(pk);
  return { kind, id };
}

/** Keys in one request: the embedded engine would read all of them at a time. */
const PAGE = 2_000;

/**
 * How many dependents of each kind refer to a customer, as the index knows it. It reads every link: ask only where they
 * are not too many.
 * @returns kinds as keys have them, without those of which there are none
 */
export async function countLinked(
  table: Table,
  customer: CustomerRef,
): Promise<Readonly<Record<string, number>>> {
  const counts = await Promise.all(
    DEPENDENT_KINDS.map(async (kind) => [kind, await countOfKind(table, customer, kind)] as const),
  );
  return Object.fromEntries(counts.filter(([, count]) => count > 0));
}

async function countOfKind(table: Table, customer: CustomerRef, kind: string): Promise<number> {
  const links = linksOf(table, customerKey(customer));
  const { vendor, tenant } = customer;
  let count = 0;
  let start: Record<string, unknown> | undefined;
  do {
    const query = new QueryCommand({
      ...links,
      KeyConditionExpression: `${links.KeyConditionExpression} AND begins_with(pk, :kind)`,
      ExpressionAttributeValues: {
        ...links.ExpressionAttributeValues,
        ':kind': `${vendor}#${tenant}#${kind}#`,
      },
      Select: 'COUNT',
      Limit: PAGE,
      ExclusiveStartKey: start,
    });
    const page = await sendRead(table, query);
    count += page.Count ?? 0;
    start = page.LastEvaluatedKey;
  } while (start);
  return count;
}

const linksOf = ({ name }: Table, key: string) => ({
  TableName: name,
  IndexName: 'links-by-customer',
  KeyConditionExpression: 'customerKey = :customer',
  ExpressionAttributeValues: { ':customer': key },
});
