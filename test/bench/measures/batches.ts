import { randomUUID } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import { marshall } from '@aws-sdk/util-dynamodb';
import type { DynamoDBRecord } from 'aws-lambda';
import { handler as applyBatches } from '../../../functions/workers/apply-batches.ts';
import { lambdaContext } from '../../../infra/local/lambda-context.ts';
import { callOperation, eventOf, invoke } from '../../../infra/local/operation-events.ts';
import { documentClient } from '../../../shared/dynamodb/client.ts';
import { receivables } from '../../../shared/dynamodb/tables.ts';
import { type Batch, readBatch } from '../../../shared/receivables/batches/read.ts';
import { storeCustomers } from '../customers.ts';
import { callers } from '../deletes.ts';
import { metered } from '../meter.ts';
import { alternate } from '../statistics.ts';
import type { Taken } from './uploads.ts';

/** What it took, with milliseconds of this process's processor. */
export interface BatchTaken extends Taken {
  readonly cpu: number;
}

/** By what was made; then by the way, a batch or a request for each row: one value for each round. */
export type Batches = ReadonlyMap<string, ReadonlyMap<string, readonly BatchTaken[]>>;

/**
 * Makes so many customers and documents through the same handlers: by a batch, which the worker applies, and by a request
 * for each, which one client sends one after the other. The worker is called as the stream would call it, without the
 * time until the stream tells of something. The embedded engine writes an item as fast in a transaction of a hundred as in one
 * of two, and answers at once: so requests wait a while, as they do on AWS.
 */
export async function measureBatches(rows: number, rounds: number): Promise<Batches> {
  const { amili } = await callers();
  const path = { clientno: String(amili.clientNos[0]) };
  const headers = { authorization: amili.authorization };
  const ids = await storeCustomers('amili', path.clientno, rows);
  const cases = [
    ['customers', (_: number) => ({ customerNo: randomUUID(), name: 'Owe Armstrong', ...CUSTOMER })],
    ['documents', (n: number) => ({ documentNo: randomUUID(), customerNo: ids[n], ...DOCUMENT })],
  ] as const;
  const batches = new Map<string, ReadonlyMap<string, readonly BatchTaken[]>>();
  for (const [entity, newRow] of cases) {
    const route = `POST /clients/{clientno}/${entity}`;
    const newRows = () => Array.from({ length: rows }, (_, n) => newRow(n));
    const single = async () => {
      const events = newRows().map((json) => eventOf(route, { path, headers, json }));
      return taken(async () => {
        for (const event of events) {
          const { statusCode, body } = await invoke(event);
          if (statusCode !== 200) throw new Error(body);
        }
      });
    };
    const batch = async () => {
      const json = { [entity]: newRows() };
      return taken(async () => {
        const submitted = { path, headers, json };
        const { batchUuid } = await callOperation<{ batchUuid: string }>(`${route}/batches`, submitted);
        await applyWhole(path.clientno, batchUuid);
      });
    };
    const ways = new Map([
      ['batch', batch],
      ['one after the other', single],
    ]);
    batches.set(entity, await alternate(rounds, ways));
  }
  return batches;
}

const CUSTOMER = {
  ...{ customerCategory: 'CONS', phoneNo: '99887766', language: 'no', currency: 'NOK', dueDays: 10 },
  emailAddressDocument: ['amili@testarmrest.no'],
};

const DOCUMENT = {
  ...{ documentType: 'IN', documentDate: '2025-02-27', dueDate: '2025-03-11', currency: 'NOK' },
  ...{ kid: '500221850000200350786', currencyAmounts: { exclVat: 5200, vat: 1300, inclVat: 6500 } },
  documentLines: [{ lineNo: 1, lineType: 'PLH', articleNo: '1300', quantity: 1, price: 200 }],
};

/** Calls the worker for each time that the batch was written, until all its rows are applied. */
async function applyWhole(tenant: string, batchUuid: string): Promise<void> {
  const read = async () =>
    (await readBatch(receivables(), { vendor: 'amili', tenant }, batchUuid, new Date())) as Batch;
  for (let { batch } = await read(); ; { batch } = await read()) {
    const { place, chunks } = batch.fields;
    if (place === chunks.length) break;
    const image = marshall(batch) as NonNullable<DynamoDBRecord['dynamodb']>['NewImage'];
    const Keys = { pk: { S: batch.pk }, sk: { S: batch.sk } };
    const dynamodb = { Keys, NewImage: image!, SequenceNumber: String(place) };
    const record = { eventID: randomUUID(), eventName: 'MODIFY', dynamodb } as const;
    const { batchItemFailures } = await applyBatches({ Records: [record] }, lambdaContext('apply-batches'));
    if (batchItemFailures.length > 0) throw new Error('the worker failed');
  }
  const { outcomes } = await read();
  const failed = outcomes.find((outcome) => outcome.failed);
  if (failed) throw new Error(JSON.stringify(failed.answer));
}

/** Milliseconds that each request to DynamoDB waits: about as long as one is under way within a region of AWS. */
const WAY = 5;

async function taken(make: () => Promise<void>): Promise<BatchTaken> {
  let [clock, cpu] = [0, 0];
  const requests = await metered(() =>
    onItsWay(async () => {
      const [start, before] = [performance.now(), process.cpuUsage()];
      await make();
      const { user, system } = process.cpuUsage(before);
      [clock, cpu] = [performance.now() - start, (user + system) / 1000];
    }),
  );
  return { clock, cpu, requests: requests.length };
}

/** Lets each request of this process to DynamoDB wait while `use` runs. */
async function onItsWay(use: () => Promise<void>): Promise<void> {
  const name = 'bench-way';
  documentClient.middlewareStack.add(
    (next) => async (args) => {
      await delay(WAY);
      return next(args);
    },
    { name, step: 'initialize' },
  );
  try {
    await use();
  } finally {
    documentClient.middlewareStack.remove(name);
  }
}
