import { randomUUID } from 'node:crypto';
import type { Table } from '../../../shared/dynamodb/tables.ts';
import type { Stamp } from '../../../shared/receivables/stamp.ts';
import type { Samples } from './samples/samples.ts';
import { MOST_CUSTOMERS, storeSamples } from './store-samples.ts';

/** Transactions under way at a time: the embedded engine has no use for more. */
const LANES = 4;

export interface SeedOptions {
  readonly customers: number;
  /** The share of customers that are linked, from 0 to 1. */
  readonly links: number;
  /** Told after each transaction how many customers are stored. */
  readonly progress?: (stored: number) => void;
}

export interface Seeded {
  readonly customers: number;
  readonly linked: number;
  /** The ids of an unlinked and of a linked customer, where there are such. */
  readonly examples: { readonly unlinked: string | undefined; readonly linked: string | undefined };
}

/** Stores customers of one tenant, the linked ones evenly among them. What is in the table already stays as it is. */
export async function seed(
  table: Table,
  samples: Samples,
  { customers, links, progress }: SeedOptions,
): Promise<Seeded> {
  const stamp = newStamp();
  const isLinked = (index: number) => Math.floor((index + 1) * links) > Math.floor(index * links);
  let [begun, stored, linked] = [0, 0, 0];
  let examples: Seeded['examples'] = { unlinked: undefined, linked: undefined };
  const lane = async () => {
    while (begun < customers) {
      const [first, many] = [begun, Math.min(MOST_CUSTOMERS, customers - begun)];
      begun += many;
      const wanted = Array.from({ length: many }, (_, index) => isLinked(first + index));
      const made = await storeSamples(table, samples, wanted, stamp);
      examples = {
        unlinked: examples.unlinked ?? made.unlinked[0],
        linked: examples.linked ?? made.linked[0],
      };
      linked += made.linked.length;
      stored += many;
      progress?.(stored);
    }
  };
  await Promise.all(Array.from({ length: LANES }, lane));
  return { customers: stored, linked, examples };
}

/** Nobody logs in to run a command: it signs for itself. */
const newStamp = (): Stamp => ({
  at: new Date().toISOString(),
  by: 'seed',
  requestId: randomUUID(),
  operation: 'seed',
});
