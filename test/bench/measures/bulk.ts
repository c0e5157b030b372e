import { randomUUID } from 'node:crypto';
import { documentClient } from '../../../shared/dynamodb/client.ts';
import { receivables } from '../../../shared/dynamodb/tables.ts';
import { removeCustomer } from '../../../shared/receivables/customers/remove.ts';
import { removeCustomers } from '../../../shared/receivables/customers/remove-many.ts';
import type { CustomerRef } from '../../../shared/receivables/keys.ts';
import type { Stamp } from '../../../shared/receivables/stamp.ts';
import { storeCustomers } from '../customers.ts';
import { alternate } from '../statistics.ts';
import { NodeHttpHandler } from '../stub-transport.ts';
import type { Duration } from './initialization.ts';

/** As many ids as a request line of API Gateway holds. */
export const BULK_SIZE = 240;

const newStamp = (): Stamp => ({ at: new Date().toISOString(), by: 'bench', requestId: randomUUID() });

/** The two ways of deleting many customers, through the same client. */
const WAYS = {
  batches: (refs: readonly CustomerRef[]) => removeCustomers(receivables(), refs, 'deletion', newStamp()),
  'parallel updates': (refs: readonly CustomerRef[]) => {
    const stamp = newStamp();
    return Promise.all(refs.map((ref) => removeCustomer(receivables(), ref, 'deletion', stamp)));
  },
} as const;

/** One value for each way and round. */
type Durations = ReadonlyMap<string, readonly Duration[]>;

/** What it takes to delete many customers: the processor time is this process's, which is the client's share. */
export interface BulkDurations {
  readonly onEngine: Durations;
  /** With a DynamoDB that answers at once. */
  readonly stubbed: Durations;
}

export async function measureBulk(rounds: number): Promise<BulkDurations> {
  const tasks = new Map(Object.entries(WAYS).map(([name, remove]) => [name, () => durationOf(remove)]));
  const onEngine = await alternate(rounds, tasks);
  const { config } = documentClient;
  const { requestHandler } = config;
  config.requestHandler = new NodeHttpHandler() as unknown as typeof requestHandler;
  try {
    return { onEngine, stubbed: await alternate(rounds, tasks) };
  } finally {
    config.requestHandler = requestHandler;
  }
}

async function durationOf(remove: (typeof WAYS)[keyof typeof WAYS]): Promise<Duration> {
  const ids = await storeCustomers('beel', 'live:bulk', BULK_SIZE);
  const refs = ids.map((id) => ({ vendor: 'beel', tenant: 'live:bulk', id }));
  const before = process.cpuUsage();
  const start = performance.now();
  const outcomes = await remove(refs);
  const clock = performance.now() - start;
  const { user, system } = process.cpuUsage(before);
  if (outcomes.some(({ outcome }) => outcome !== 'removed')) throw new Error('a customer was not removed');
  return { clock, cpu: (user + system) / 1000 };
}
