import type { Table } from '../../../shared/dynamodb/tables.ts';
import { ifReadable } from '../../../shared/receivables/dependents/blockers.ts';
import { countLinked } from '../../../shared/receivables/dependents/linked.ts';
import type { CustomerItem } from '../../../shared/receivables/items.ts';
import type { CustomerRef } from '../../../shared/receivables/keys.ts';

/** Links that are counted by kind. Each is a row of the index to read: 10,000 of them are some 200 read units. */
const MOST_COUNTED = 10_000;

/** How many links of each kind a customer has; undefined where they are too many, or could not be read in time. */
export const linksByKind = async (table: Table, ref: CustomerRef, { linkCount }: CustomerItem) =>
  linkCount === undefined || linkCount <= MOST_COUNTED ? ifReadable(countLinked(table, ref)) : undefined;
