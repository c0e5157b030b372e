import { afterEach, beforeAll, expect, it, vi } from 'vitest';
import { handler } from '../../functions/workers/record-changes.ts';
import { recordChanges } from '../../functions/workers.ts';
import { newEnkash, newOperator } from '../operator/worlds.ts';
import { call } from '../support/http.ts';
import { loggedBy } from '../support/log.ts';
import { runOwnWorkers, type TestWorkers, useOwnStream } from '../support/own-stream.ts';
import { startSignedServer } from '../support/signed-server.ts';

let workers: TestWorkers;
let bus: Awaited<ReturnType<typeof startSignedServer>> | undefined;

beforeAll(async () => {
  await useOwnStream();
  workers = await runOwnWorkers([{ worker: recordChanges, handler }]);
});

afterEach(() => {
  bus?.close();
  vi.unstubAllEnvs();
});

interface Entry {
  readonly EventBusName: string;
  readonly Detail: string;
}

/** The stage's bus, which refuses some requests for good. @returns what was put on it */
async function newBus(refusals = 0): Promise<unknown[]> {
  const details: unknown[] = [];
  let left = refusals;
  bus = await startSignedServer(({ content }, response) => {
    if (left-- > 0) return response.writeHead(400).end('{"__type":"AccessDeniedException"}');
    const { Entries } = JSON.parse(content.toString()) as { Entries: Entry[] };
    details.push(...Entries.map(({ Detail }) => JSON.parse(Detail)));
    return response.end(JSON.stringify({ Entries: Entries.map((_, index) => ({ EventId: `${index}` })) }));
  }, 'events');
  vi.stubEnv('EVENT_BUS', 'offboard-test');
  vi.stubEnv('EVENTS_URL', bus.url);
  return details;
}

/** What became of a customer of a company of its own, and what the feed says of it. */
async function lifeOfCustomer() {
  const company = await newEnkash();
  const { authorization, tenant } = company;
  const customer = await company.customer('Asha');
  const invoice = await company.invoice(customer);
  await call(`DELETE /api/v0/customer/${customer}`, { authorization });
  await call('POST /api/v0/invoice/bulk/delete', { authorization, json: { invoiceIds: [invoice] } });
  await call(`DELETE /api/v0/customer/${customer}`, { authorization });
  await workers.drained();
  const operate = await newOperator();
  const { body } = await operate(`GET /operator/v1/events?vendor=enkash&tenant=${tenant}`);
  return (body as { items: { id: string; type: string }[] }).items;
}

const byId = (events: readonly unknown[]) =>
  new Map((events as { id: string }[]).map((each) => [each.id, each]));

it('what the feed has is on the bus, as the feed shows it', async () => {
  const told = await newBus();
  const events = await lifeOfCustomer();
  expect(events.map(({ type }) => type).sort()).toEqual([
    'customer.created',
    'customer.delete_refused',
    'customer.deleted',
    'dependent.attached',
    'dependent.detached',
  ]);
  expect(byId(told)).toEqual(byId(events));
  expect(bus?.received.every(({ isSigned }) => isSigned)).toBe(true);
});

it('where the bus takes nothing, the same changes are told again, and are in the feed once', async () => {
  const told = await newBus(2);
  const { answer: events, lines } = await loggedBy(lifeOfCustomer);
  expect(lines).toContainEqual(expect.objectContaining({ message: 'a worker failed, and tries again' }));
  expect(new Set(events.map(({ id }) => id)).size).toBe(5);
  expect(events).toHaveLength(5);
  expect(byId(told)).toEqual(byId(events));
  expect(workers.givenUp).toEqual([]);
});

it('a stage without a bus needs none', async () => {
  expect(await lifeOfCustomer()).toHaveLength(5);
});
