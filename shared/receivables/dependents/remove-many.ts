import type { Table } from '../../dynamodb/tables.ts';
import { eachRow } from '../each-row.ts';
import type { DependentItem } from '../items.ts';
import type { DependentRef } from '../keys.ts';
import type { RowFailure } from '../row-failure.ts';
import type { Stamp } from '../stamp.ts';
import { type DependentRemovalOutcome, removeDependent } from './remove.ts';

/**
 * Deletes many dependents, each decided on its own, until the table's deadline: a row that it leaves no time for is not
 * begun. One after the other, because dependents of one customer would be in conflict over its count.
 * @returns an outcome for each ref, in order
 */
export const removeDependents = <Fields extends object = Record<string, unknown>>(
  table: Table,
  refs: readonly DependentRef[],
  removable: (dependent: DependentItem<Fields>) => boolean,
  stamp: Stamp,
): Promise<(DependentRemovalOutcome<Fields> | RowFailure)[]> =>
  eachRow(table, refs, 1, (ref) => removeDependent(table, ref, removable, stamp));
