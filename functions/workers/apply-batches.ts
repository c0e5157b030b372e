import { now } from '../../shared/clock.ts';
import { receivables } from '../../shared/dynamodb/tables.ts';
import { MANY_ROWS } from '../../shared/http/operation.ts';
import { applyBatch } from '../../shared/receivables/batches/apply.ts';
import type { BatchItem } from '../../shared/receivables/batches/batch.ts';
import { eachChange } from '../../shared/streams/each-change.ts';
import { jobOf } from '../batch-jobs.ts';
import { applyBatches } from '../workers.ts';

/** Applies the rows of asynchronous batches, a chunk for each time that the stream tells of a batch. */
export const handler = eachChange(applyBatches.name, async ({ after }, { deadline }) => {
  if (!after) return 'removed';
  // Batches take turns: rows that others are in the way of do not hold them up for long.
  const table = receivables({ deadline: Math.min(deadline, performance.now() + MANY_ROWS) });
  return applyBatch(table, after as unknown as BatchItem, jobOf, now());
});
