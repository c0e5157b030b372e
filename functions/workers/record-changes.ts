import { receivables, type Table } from '../../shared/dynamodb/tables.ts';
import { countsOf } from '../../shared/http/outcome-counts.ts';
import { dependentRefOf } from '../../shared/receivables/keys.ts';
import { allChanges } from '../../shared/streams/all-changes.ts';
import type { Change } from '../../shared/streams/change.ts';
import { keepChange } from '../amili/log-items/changes.ts';
import { recordChanges } from '../workers.ts';

/** What is kept of a change, by vendor. The same change twice, or in two calls at once, is kept once. */
const KEEPERS: Readonly<Record<string, (table: Table, change: Change) => Promise<string>>> = {
  amili: keepChange,
};

/** Changes that are kept at a time: each is a write of its own, and none waits for another. */
const AT_A_TIME = 16;

/** Keeps what was written where its vendor's clients can read it later. It decides nothing. */
export const handler = allChanges(recordChanges.name, async (changes, { deadline }) => {
  const table = receivables({ deadline });
  const outcomes: string[] = [];
  const left = changes.values();
  const keepInTurn = async () => {
    for (const change of left) {
      const keep = KEEPERS[dependentRefOf(change.keys.pk).vendor];
      outcomes.push((await keep?.(table, change)) ?? 'none');
    }
  };
  const turns = await Promise.allSettled(Array.from({ length: AT_A_TIME }, keepInTurn));
  const failed = turns.find(({ status }) => status === 'rejected') as PromiseRejectedResult | undefined;
  if (failed) throw failed.reason;
  return countsOf(outcomes);
});
