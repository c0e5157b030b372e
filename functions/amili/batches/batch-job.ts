import type { BatchItem } from '../../../shared/receivables/batches/batch.ts';
import type { BatchJob } from '../../../shared/receivables/batches/job.ts';
import { dependentRefOf } from '../../../shared/receivables/keys.ts';
import { customerBatch } from '../customers/customer-batch.ts';
import { documentBatch } from '../documents/document-batch.ts';
import { taskOf } from './batch.ts';
import { rowJob } from './row-job.ts';

/** What is done with the rows of a batch. */
export function jobOf(batch: BatchItem): BatchJob {
  const { vendor, tenant: client, id } = dependentRefOf(batch.pk);
  const tenant = { vendor, tenant: client };
  const clientNo = Number(client);
  const { entity, method } = taskOf(batch);
  return entity === 'customers'
    ? (rowJob(clientNo, customerBatch(tenant, { method })) as BatchJob)
    : (rowJob(clientNo, documentBatch(tenant, id)) as BatchJob);
}
