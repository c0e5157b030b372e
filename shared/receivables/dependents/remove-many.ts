import { hasTime, newEffort } from '../../dynamodb/send.ts';
import type { Table } from '../../dynamodb/tables.ts';
import type { DependentItem } from '../items.ts';
import type { DependentRef } from '../keys.ts';
import { type RowFailure, rowFailure, unreached } from '../row-failure.ts';
import type { Stamp } from '../stamp.ts';
import { type DependentRemovalOutcome, removeDependent } from './remove.ts';

/**
 * Deletes many dependents, each decided on its own, until the table's deadline: a row that it leaves no time for is not
 * begun. One after the other, because dependents of one customer would be in conflict over its count.
 * @returns an outcome for each ref, in order
 */
export async function removeDependents<Fields extends object = Record<string, unknown>>(
  table: Table,
  refs: readonly DependentRef[],
  removable: (dependent: DependentItem<Fields>) => boolean,
  stamp: Stamp,
): Promise<(DependentRemovalOutcome<Fields> | RowFailure)[]> {
  const { until } = newEffort(table);
  const outcomes: (DependentRemovalOutcome<Fields> | RowFailure)[] = [];
  for (const [index, ref] of refs.entries()) {
    if (index > 0 && !hasTime({ until })) outcomes.push(unreached());
    else outcomes.push(await removeDependent(table, ref, removable, stamp).catch(rowFailure));
  }
  return outcomes;
}
