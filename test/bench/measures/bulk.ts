import { randomUUID } from 'node:crypto';
import type { CustomerRef, Stamp } from '../../../shared/customers/items.ts';
import { removeCustomer } from '../../../shared/customers/remove-customer.ts';
import { removeCustomers } from '../../../shared/customers/remove-customers.ts';
import { receivables } from '../../../shared/dynamodb/tables.ts';
import { storeCustomers } from '../customers.ts';
import { alternate } from '../statistics.ts';
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

export type Way = keyof typeof WAYS;

/**
 * What it takes to delete many customers: milliseconds of the clock, and of this process's processor time, which is
 * the client's share of the work.
 */
export function measureBulk(rounds: number): Promise<Map<string, Duration[]>> {
  const tasks = Object.entries(WAYS).map(([name, remove]) => {
    const measure = async (): Promise<Duration> => {
      const ids = await storeCustomers('beel', 'live:bulk', BULK_SIZE);
      const refs = ids.map((id) => ({ vendor: 'beel', tenant: 'live:bulk', id }));
      const before = process.cpuUsage();
      const start = performance.now();
      const outcomes = await remove(refs);
      const clock = performance.now() - start;
      const { user, system } = process.cpuUsage(before);
      if (outcomes.some(({ outcome }) => outcome !== 'removed')) throw new Error(`${name} left some`);
      return { clock, cpu: (user + system) / 1000 };
    };
    return [name, measure] as const;
  });
  return alternate(rounds, new Map(tasks));
}
