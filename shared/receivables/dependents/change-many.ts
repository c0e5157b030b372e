import { TransactWriteCommand } from '@aws-sdk/lib-dynamodb';
import { failedConditions } from '../../dynamodb/failed-condition.ts';
import { newEffort, nextRound, sendWrite } from '../../dynamodb/send.ts';
import type { Table } from '../../dynamodb/tables.ts';
import type { TransactionWrite } from '../../dynamodb/transaction-write.ts';
import type { DependentItem } from '../items.ts';
import { type DependentRef, dependentKey } from '../keys.ts';
import { isDone } from '../repeats/settled-requests.ts';
import type { Stamp } from '../stamp.ts';
import { readDependents } from './read-many.ts';
import { type DependentChange, STILL_AS_SEEN, updateOf } from './update.ts';

export type ManyChanged<Fields extends object = Record<string, unknown>> =
  /** All are as this request wants them, in order: by its write, or by none where each was so already. */
  | {
      readonly outcome: 'updated' | 'unchanged';
      readonly dependents: readonly DependentItem<Fields>[];
    }
  /** The first that there is none of, or that is deleted. Nothing was changed. */
  | { readonly outcome: 'notFound'; readonly ref: DependentRef }
  /** One transaction does not hold them. Nothing was changed. */
  | { readonly outcome: 'tooLarge' };

/** Bytes of JSON in a transaction. DynamoDB takes 4 MB as it keeps them, which is up to one and a half times as much. */
const MOST_BYTES = 2.5 * 1024 * 1024;

/**
 * Changes all of these dependents in one transaction, or none. What holds already is not written, but held to: the
 * change of one was decided while the others were as they were seen. Links and customers are left alone.
 * @param refs at most 100, DynamoDB's limit, and none of them twice
 * @param changeOf the fields and the listing that take the place of a dependent's own; undefined where it has them.
 * What it throws ends the request, and nothing was changed
 */
export async function changeDependents<Fields extends object = Record<string, unknown>>(
  table: Table,
  refs: readonly DependentRef[],
  changeOf: (
    dependent: DependentItem<Fields>,
  ) => Pick<DependentChange<Fields>, 'fields' | 'listing'> | undefined,
  stamp: Stamp,
): Promise<ManyChanged<Fields>> {
  const effort = newEffort(table);
  for (;;) {
    const found = await readDependents<Fields>(table, refs);
    const missing = refs.find((ref) => {
      const item = found.get(dependentKey(ref));
      return !item || item.deletion;
    });
    if (missing) return { outcome: 'notFound', ref: missing };

    let isChange = false;
    const rows = refs.map((ref): { write: TransactionWrite; updated: DependentItem<Fields> } => {
      const seen = found.get(dependentKey(ref)) as DependentItem<Fields>;
      const change = changeOf(seen);
      if (!change) return { write: check(table, seen), updated: seen };
      isChange = true;
      return updateOf(table, ref, seen, change, undefined, stamp);
    });
    const dependents = rows.map(({ updated }) => updated);
    if (!isChange) return { outcome: 'unchanged', dependents };
    if (Buffer.byteLength(JSON.stringify(dependents)) > MOST_BYTES) return { outcome: 'tooLarge' };

    try {
      const command = new TransactWriteCommand({ TransactItems: rows.map(({ write }) => write) });
      await sendWrite(table, command, effort);
      return { outcome: 'updated', dependents };
    } catch (error) {
      const failed = failedConditions<DependentItem>(error);
      // All or nothing: one that an earlier attempt has changed stands for all.
      if (failed.some((failure) => failure?.old && isDone(failure.old, stamp)))
        return { outcome: 'updated', dependents };
    }
    // The attempts so far asked for a version that is over: none of them can land any more.
    effort.unanswered = false;
    await nextRound(effort, `changing ${dependentKey(refs[0]!)} and others`);
  }
}

const check = ({ name }: Table, { pk, sk, version }: DependentItem<object>): TransactionWrite => ({
  ConditionCheck: {
    TableName: name,
    Key: { pk, sk },
    ConditionExpression: STILL_AS_SEEN,
    ExpressionAttributeValues: { ':version': version },
  },
});
