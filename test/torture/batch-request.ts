import { GaveUp } from '../../shared/dynamodb/gave-up.ts';
import { applyBatch } from '../../shared/receivables/batches/apply.ts';
import type { BatchItem } from '../../shared/receivables/batches/batch.ts';
import type { BatchJob } from '../../shared/receivables/batches/job.ts';
import { readBatch } from '../../shared/receivables/batches/read.ts';
import { submitBatch } from '../../shared/receivables/batches/submit.ts';
import { creationWrites, newItem } from '../../shared/receivables/customers/create.ts';
import { readCustomers } from '../../shared/receivables/customers/read-many.ts';
import { updateOf } from '../../shared/receivables/customers/update.ts';
import type { CustomerItem } from '../../shared/receivables/items.ts';
import { type CustomerRef, customerKey, dependentRefOf } from '../../shared/receivables/keys.ts';
import type { CustomerRequest } from './customer-model.ts';
import { listingOf, type Request } from './requests.ts';

/** A row that updates a customer, or creates it where it is gone. */
interface Row {
  readonly id: string;
}

type Customer = CustomerItem<{ readonly updates: number }>;

const job = (tenant: Omit<CustomerRef, 'id'>): BatchJob<Row> => ({
  touches: ({ id }) => [id],
  async decide(table, rows) {
    const refOf = ({ id }: Row) => ({ ...tenant, id });
    const refs = rows.map(({ row }) => refOf(row));
    const customers = (await readCustomers(table, refs)) as Map<string, Customer>;
    return rows.map(({ row, stamp }) => {
      const ref = refOf(row);
      const seen = customers.get(customerKey(ref));
      if (!seen || seen.deletion) {
        const listing = () => listingOf(0);
        const wanted = { ref, profile: { updates: 0 }, reference: {}, listing };
        const writes = creationWrites(table, wanted, newItem(wanted, seen, stamp), { tombstone: seen });
        return { writes, outcome: { failed: false, answer: {} } };
      }
      const updates = Number(seen.profile?.updates) + 1;
      const change = { profile: { ...seen.profile, updates }, listing: listingOf(updates) };
      const { update } = updateOf(table, ref, seen, change, stamp);
      return { writes: [{ Update: update }], outcome: { failed: false, answer: { updates } } };
    });
  },
  givenUp: () => ({ failed: true, answer: {} }),
});

/** How often the stream tells the workers of the batch, at most. */
const CALLS = 8;

/** A batch with a row for each of the customers, of which two workers are told at once, again and again. */
export const batch = (refs: readonly CustomerRef[]): Request => {
  const perhaps = refs.flatMap(({ id }): [string, CustomerRequest][] => [
    [id, { did: 'create', answer: 'unknown' }],
    [id, { did: 'update', answer: 'unknown' }],
  ]);
  return {
    name: `batch of ${refs.map(({ id }) => id).join(', ')}`,
    async send(table, stamp) {
      const [{ vendor, tenant }] = refs as [CustomerRef];
      const rows = refs.map(({ id }) => ({ id }));
      const at = new Date(stamp.at);
      const { pk } = await submitBatch(table, { vendor, tenant }, { task: {}, rows }, stamp);
      const { id } = dependentRefOf(pk);
      const read = () => readBatch(table, { vendor, tenant }, id, at).catch(unknown);
      let now = await read();
      for (let calls = 0; calls < CALLS && now?.batch.fields.place === 0; calls++) {
        const told: BatchItem = now.batch;
        const tell = () => tolerant(applyBatch(table, told, () => job({ vendor, tenant }) as BatchJob, at));
        await Promise.all([tell(), tell()]);
        now = await read();
      }
      const done = new Map(now?.outcomes.map((outcome) => [outcome.rowNo, outcome]));
      const customers = refs.flatMap((ref, index): [string, CustomerRequest][] => {
        const outcome = done.get(index + 1);
        // It may land yet. Of a row that was given up it is certain that it has not, and never will.
        if (!outcome) return perhaps.filter(([id]) => id === ref.id);
        if (outcome.failed) return [];
        const { updates } = outcome.answer as { updates?: number };
        return updates === undefined
          ? [[ref.id, { did: 'create', answer: 'created' }]]
          : [[ref.id, { did: 'update', answer: { updates } }]];
      });
      const isWhole = done.size === refs.length;
      return { outcome: `batch ${isWhole ? 'done' : 'left'}`, customers, dependents: [] };
    },
    unknown: { customers: perhaps, dependents: [] },
  };
};

/** Who cannot read what became of a batch knows nothing: rows of it are applied all the same. */
function unknown(error: Error): never {
  throw error instanceof GaveUp ? new GaveUp('unknown', error.message, { cause: error }) : error;
}

/** A worker that gives up is told of the batch again. */
async function tolerant(applied: Promise<unknown>): Promise<void> {
  try {
    await applied;
  } catch (error) {
    if (!(error instanceof GaveUp)) throw error;
  }
}
