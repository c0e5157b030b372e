import { expect, it } from 'vitest';
import { handler as applyBatchesHandler } from '../../../functions/workers/apply-batches.ts';
import { handler as recordChangesHandler } from '../../../functions/workers/record-changes.ts';
import { applyBatches, recordChanges } from '../../../functions/workers.ts';
import { runOwnWorkers, useOwnStream } from '../../support/own-stream.ts';
import { newClient } from '../client.ts';

await useOwnStream();
const workers = await runOwnWorkers([
  { worker: applyBatches, handler: applyBatchesHandler },
  { worker: recordChanges, handler: recordChangesHandler },
]);
const { createCustomers, listLogItems } = await newClient();

it('the log has the batch, and what became of each row', async () => {
  const { body } = await createCustomers([{ customerNo: 'ada', name: 'Ada' }, { customerNo: 'nameless' }]);
  const { batchUuid } = body as { batchUuid: string };
  await workers.drained();

  const answer = await listLogItems();
  const { logItems } = answer.body as { logItems: Record<string, unknown>[] };

  const told = logItems.map(({ entity, entityId, status, result }) => [entity, entityId, status, result]);
  expect(told.toSorted()).toEqual([
    ['batches', batchUuid, 'QUEUED', 'ACCEPTED'],
    ['customers', 'ada', 'PROCESSED', 'CREATED'],
    ['customers', 'nameless', 'FAILED', 'NAME_REQUIRED'],
  ]);
});
