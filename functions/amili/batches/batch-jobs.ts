import type { BatchItem } from '../../../shared/receivables/batches/batch.ts';
import type { BatchJob } from '../../../shared/receivables/batches/job.ts';
import { dependentRefOf } from '../../../shared/receivables/keys.ts';
import { customerRows } from '../customers/customer-rows.ts';
import { taskOf } from './batch.ts';
import { rowJob } from './row-job.ts';

/** What is done with the rows of a batch. */
export function jobOf(batch: BatchItem): BatchJob {
  const { vendor, tenant } = dependentRefOf(batch.pk);
  const clientNo = Number(tenant);
  return rowJob(clientNo, customerRows({ vendor, tenant }, taskOf(batch))) as BatchJob;
}
