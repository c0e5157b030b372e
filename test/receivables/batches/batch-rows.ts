import { receivables, type Table } from '../../../shared/dynamodb/tables.ts';
import { type AppliedBatch, applyBatch } from '../../../shared/receivables/batches/apply.ts';
import type { BatchFields, BatchItem } from '../../../shared/receivables/batches/batch.ts';
import type { BatchJob } from '../../../shared/receivables/batches/job.ts';
import { readBatch } from '../../../shared/receivables/batches/read.ts';
import { submitBatch } from '../../../shared/receivables/batches/submit.ts';
import { creationWrites, newItem } from '../../../shared/receivables/customers/create.ts';
import { readCustomers } from '../../../shared/receivables/customers/read-many.ts';
import { updateOf } from '../../../shared/receivables/customers/update.ts';
import { customerKey, dependentRefOf, type Tenant } from '../../../shared/receivables/keys.ts';
import { readRecord } from '../../../shared/receivables/records/read.ts';
import { newStamp } from '../../support/store.ts';

/** A row that makes a customer, or adds a note to it. */
export interface NoteRow {
  readonly id: string;
  readonly note: string;
  /** Nobody can decide on it. */
  readonly fails?: boolean;
}

/** Refused are rows of customers that are deleted. */
export const notesJob = (tenant: Tenant): BatchJob<NoteRow> => ({
  touches: ({ id }) => [id],
  async decide(table, rows) {
    const refOf = ({ id }: NoteRow) => ({ ...tenant, id });
    const customers = await readCustomers(
      table,
      rows.map(({ row }) => refOf(row)),
    );
    return rows.map(({ row, stamp }) => {
      if (row.fails) throw new Error('it fails');
      const ref = refOf(row);
      const seen = customers.get(customerKey(ref));
      if (seen?.deletion) return { writes: [], outcome: { failed: true, answer: { word: 'gone' } } };
      const before = (seen?.profile?.notes ?? []) as string[];
      const profile = { notes: [...before, row.note] };
      const wanted = { ref, profile, reference: {} };
      const writes = seen
        ? [{ Update: updateOf(table, ref, seen, { profile }, stamp).update }]
        : creationWrites(table, wanted, newItem(wanted, undefined, stamp), {});
      return { writes, outcome: { failed: false, answer: { word: seen ? 'noted' : 'made' } } };
    });
  },
  givenUp: () => ({ failed: true, answer: { word: 'given up' } }),
});

export const submitted = (tenant: Tenant, rows: readonly NoteRow[], stamp = newStamp()): Promise<BatchItem> =>
  submitBatch(receivables(), tenant, { task: { what: 'notes' }, rows }, stamp);

/** The batch as it is stored. */
export const storedBatch = async ({ pk }: Pick<BatchItem, 'pk'>): Promise<BatchItem> =>
  (await readRecord<BatchFields>(receivables(), dependentRefOf(pk))) as BatchItem;

/** A call of the worker that is told of the batch as it is. */
export async function apply(
  told: Pick<BatchItem, 'pk' | 'revision'>,
  table: Table = receivables(),
  at = new Date(),
  change: (job: BatchJob<NoteRow>) => BatchJob<NoteRow> = (job) => job,
): Promise<AppliedBatch> {
  const jobOf = ({ pk }: BatchItem) => {
    const { vendor, tenant } = dependentRefOf(pk);
    return change(notesJob({ vendor, tenant })) as BatchJob;
  };
  return applyBatch(table, told, jobOf, at);
}

/** Calls the worker as the stream does, until the batch is done. @returns what became of it each time */
export async function applyWhole(batch: Pick<BatchItem, 'pk'>, table?: Table): Promise<AppliedBatch[]> {
  const became: AppliedBatch[] = [];
  for (let calls = 0; calls < 50 && became.at(-1) !== 'finished'; calls++)
    became.push(await apply(await storedBatch(batch), table));
  return became;
}

/** The words that rows were answered with, by their numbers. */
export async function wordsOf({ pk }: Pick<BatchItem, 'pk'>): Promise<Record<number, unknown>> {
  const { vendor, tenant, id } = dependentRefOf(pk);
  const batch = await readBatch(receivables(), { vendor, tenant }, id, new Date());
  return Object.fromEntries((batch?.outcomes ?? []).map(({ rowNo, answer }) => [rowNo, answer.word]));
}
