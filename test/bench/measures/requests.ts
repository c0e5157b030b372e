import { filledFixture } from '../../../infra/local/fixtures.ts';
import { invoke } from '../../../infra/local/operation-events.ts';
import type { HttpEvent } from '../../../shared/http/dialect.ts';
import { storeCustomers } from '../customers.ts';
import { callers, DELETES, newDelete } from '../deletes.ts';
import { type MeteredRequest, metered } from '../meter.ts';

/** What an operation asked of DynamoDB, and the status that it answered. */
export interface MeteredOperation {
  readonly name: string;
  readonly status: number;
  readonly requests: readonly MeteredRequest[];
}

export interface MeteredOperations {
  readonly allowed: readonly MeteredOperation[];
  readonly refused: readonly MeteredOperation[];
  readonly attach: readonly MeteredOperation[];
  readonly detach: readonly MeteredOperation[];
  /** By the number of ids. */
  readonly bulk: ReadonlyMap<number, MeteredOperation>;
  /** Deletes of customers, by the kilobytes of their items. */
  readonly bySize: ReadonlyMap<number, MeteredOperation>;
}

const SINGLE_DELETES = DELETES.filter((operation) => operation.endsWith('customer'));
const BULK_SIZES = [1, 25, 26, 240];
const KILOBYTES = [1, 2, 4];

/** Sends one request of each kind through the real handlers and tells what DynamoDB was asked. */
export async function measureRequests(): Promise<MeteredOperations> {
  const seeds = await callers();
  const fixture = (name: string) => measure(name, filledFixture(`events/${name}.json`, seeds));
  const ofLinked = (name: string) => measure(name, filledFixture(`events/${name}.json`, theLinked(seeds)));
  // The first request of a caller reads its credential; later ones have it cached.
  await invoke((await newDelete('beel-flat/customers/deactivate-customer')).event);
  return {
    allowed: await inTurn(SINGLE_DELETES, async (name) => measure(name, (await newDelete(name)).event)),
    refused: await inTurn(SINGLE_DELETES, ofLinked),
    attach: await inTurn(
      [
        'enkash/invoices/create-invoice',
        'amili/documents/create-document',
        'beel-flat/invoices/create-invoice',
      ],
      fixture,
    ),
    detach: await inTurn(['enkash/invoices/delete-invoices', 'beel-flat/invoices/delete-invoice'], fixture),
    bulk: new Map(await inTurn(BULK_SIZES, async (size) => [size, await deleteMany(size)] as const)),
    bySize: new Map(await inTurn(KILOBYTES, async (size) => [size, await deleteOf(size)] as const)),
  };
}

/** Makes the fixtures of deletes name linked customers. */
const theLinked = ({ enkash, amili, beel, ...others }: Awaited<ReturnType<typeof callers>>) => ({
  ...others,
  enkash: { ...enkash, customerId: enkash.linkedCustomerId },
  amili: { ...amili, customerNo: amili.linkedCustomerNo },
  beel: { ...beel, customerId: beel.linkedCustomerId },
});

async function measure(name: string, event: HttpEvent): Promise<MeteredOperation> {
  let status = 0;
  const requests = await metered(async () => {
    ({ statusCode: status = 0 } = await invoke(event));
  });
  return { name, status, requests };
}

/** Deletes so many customers with one request. */
async function deleteMany(count: number): Promise<MeteredOperation> {
  const { event, customer } = await newDelete('beel/customers/delete-customers');
  const ids = await storeCustomers('beel', customer.tenant, count);
  return measure('beel/customers/delete-customers', {
    ...event,
    queryStringParameters: { ids: ids.join(',') },
  });
}

/** Deletes a customer whose item costs so many write units: its kilobytes, rounded up. */
async function deleteOf(kilobytes: number): Promise<MeteredOperation> {
  const { event, customer } = await newDelete('enkash/customers/delete-customer');
  const more = 'x'.repeat((kilobytes - 1) * 1024);
  const [id] = await storeCustomers('enkash', customer.tenant, 1, more);
  const name = `enkash/customers/delete-customer of ${kilobytes} KB`;
  return measure(name, { ...event, pathParameters: { customerId: id as string } });
}

async function inTurn<Wanted, Result>(
  all: readonly Wanted[],
  measureOne: (wanted: Wanted) => Promise<Result>,
): Promise<Result[]> {
  const results: Result[] = [];
  for (const wanted of all) results.push(await measureOne(wanted));
  return results;
}
