import type { Table } from '../../dynamodb/tables.ts';
import { eachRow } from '../each-row.ts';
import type { DependentItem } from '../items.ts';
import type { DependentRef } from '../keys.ts';
import type { RowFailure } from '../row-failure.ts';
import { readDependent } from './read.ts';

export type CheckedDependentRemoval<Fields extends object> =
  /** Nothing is in the removal's way. */
  | { readonly outcome: 'removable'; readonly dependent: DependentItem<Fields> }
  | { readonly outcome: 'notFound' }
  /** `removable` said no. */
  | { readonly outcome: 'refused'; readonly dependent: DependentItem<Fields> };

/** What the removal of a dependent would be told now. It writes nothing and promises nothing. */
export async function checkDependentRemoval<Fields extends object = Record<string, unknown>>(
  table: Table,
  ref: DependentRef,
  removable: (dependent: DependentItem<Fields>) => boolean,
): Promise<CheckedDependentRemoval<Fields>> {
  const dependent = await readDependent<Fields>(table, ref);
  if (!dependent) return { outcome: 'notFound' };
  return { outcome: removable(dependent) ? 'removable' : 'refused', dependent };
}

/** Dependents that are read at a time. */
const AT_A_TIME = 16;

/** What each of many removals would be told now. @returns an outcome for each ref, in order */
export const checkDependentRemovals = <Fields extends object = Record<string, unknown>>(
  table: Table,
  refs: readonly DependentRef[],
  removable: (dependent: DependentItem<Fields>) => boolean,
): Promise<(CheckedDependentRemoval<Fields> | RowFailure)[]> =>
  eachRow(table, refs, AT_A_TIME, (ref) => checkDependentRemoval(table, ref, removable));
