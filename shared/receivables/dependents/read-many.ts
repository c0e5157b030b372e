import { readItems } from '../../dynamodb/read-items.ts';
import type { Table } from '../../dynamodb/tables.ts';
import type { DependentItem } from '../items.ts';
import { type DependentRef, dependentItemKey } from '../keys.ts';

/**
 * Different dependents by their keys, as their last acknowledged writes left them, deleted ones included.
 * @throws GaveUp when DynamoDB leaves keys unprocessed until the time is over
 */
export const readDependents = <Fields extends object>(
  table: Table,
  refs: readonly DependentRef[],
): Promise<Map<string, DependentItem<Fields>>> => readItems(table, refs.map(dependentItemKey));
