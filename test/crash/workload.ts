import { randomInt } from 'node:crypto';
import type { Call, Tongue } from './clients.ts';

/** Clients at work at the same time, of each vendor. */
const CLIENTS = 4;
/** Customers and invoices that a client picks from: few, so that many requests meet on each. */
const LATEST = 4;

const pickLatest = (keys: readonly string[]): string | undefined => {
  const latest = keys.slice(-LATEST);
  return latest[randomInt(Math.max(1, latest.length))];
};

const keysOf = (calls: readonly Call[], tenant: string, action: Call['action']): string[] =>
  calls.flatMap(({ action: other, key }) => (other === action && key?.startsWith(`${tenant}#`) ? [key] : []));

/**
 * Lets clients work until `enough` more requests are done, then calls `strike` while others are under way.
 * @param calls every call so far; the new ones are added
 */
export async function workUntilStruck(
  tongues: readonly Tongue[],
  calls: Call[],
  enough: number,
  strike: () => Promise<void>,
): Promise<void> {
  let left = enough;
  let struck: Promise<void> | undefined;
  const client = async (tongue: Tongue) => {
    while (!struck) {
      const call = await nextCall(tongue, calls);
      calls.push(call);
      if (call.outcome === 'done' && --left === 0) struck = strike();
    }
  };
  await Promise.all(tongues.flatMap((tongue) => Array.from({ length: CLIENTS }, () => client(tongue))));
  await struck;
}

function nextCall(tongue: Tongue, calls: readonly Call[]): Promise<Call> {
  const { tenant, create, attach, detach, remove, restore } = tongue;
  const customer = pickLatest(keysOf(calls, tenant, 'create'));
  const invoice = pickLatest(keysOf(calls, tenant, 'attach'));
  const deleted = pickLatest(keysOf(calls, tenant, 'delete'));
  const draw = randomInt(12);
  if (!customer || draw === 0) return create();
  if (draw <= 4 || !invoice) return attach(customer);
  if (draw <= 7) return detach(invoice);
  return draw >= 10 && deleted ? restore(deleted) : remove(customer);
}
