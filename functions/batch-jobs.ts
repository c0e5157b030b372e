import type { BatchItem } from '../shared/receivables/batches/batch.ts';
import type { BatchJob } from '../shared/receivables/batches/job.ts';
import { dependentRefOf } from '../shared/receivables/keys.ts';
import { jobOf as amiliJobOf } from './amili/batches/batch-job.ts';

/** What is done with the rows of batches, by vendor. */
const jobs: Readonly<Record<string, (batch: BatchItem) => BatchJob>> = { amili: amiliJobOf };

/** @throws for a vendor that has no batches */
export function jobOf(batch: BatchItem): BatchJob {
  const { vendor } = dependentRefOf(batch.pk);
  const of = jobs[vendor];
  if (!of) throw new Error(`${vendor} has no batches`);
  return of(batch);
}
