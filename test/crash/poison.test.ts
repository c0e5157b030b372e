import { randomUUID } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { DynamoDBRecord } from 'aws-lambda';
import { beforeAll, expect, it, vi } from 'vitest';
import { handler } from '../../functions/workers/record-changes.ts';
import { recordChanges } from '../../functions/workers.ts';
import { localKeeper } from '../../infra/commands/redrive/local-keeper.ts';
import { redrive } from '../../infra/commands/redrive/redrive.ts';
import { givenUpDirectory } from '../../infra/local/streams/given-up.ts';
import { runWorkers } from '../../infra/local/streams/run-workers.ts';
import { documentClient } from '../../shared/dynamodb/client.ts';
import { receivables } from '../../shared/dynamodb/tables.ts';
import { changeCustomer } from '../../shared/receivables/customers/change.ts';
import { readFeed } from '../../shared/receivables/feed/read.ts';
import type { CustomerRef } from '../../shared/receivables/keys.ts';
import { newDirectory } from '../support/directories.ts';
import { loggedBy } from '../support/log.ts';
import { useOwnStream } from '../support/own-stream.ts';
import { newStamp, storeCustomer, storeDependent } from '../support/store.ts';

beforeAll(useOwnStream);

const newRef = (): CustomerRef => ({ vendor: 'enkash', tenant: 'CEK0000001', id: randomUUID() });

const rename = (ref: CustomerRef, name: string) =>
  changeCustomer(receivables(), ref, () => ({ profile: { name } }), newStamp());

/** `<item> <version>` of each event, in the order of the feed. */
async function told(): Promise<string[]> {
  const { events } = await readFeed(receivables(), undefined, { most: 100 });
  return events.map(({ itemId, sequence }) => `${itemId} ${sequence}`);
}

const of = (events: readonly string[], { id }: { readonly id: string }) =>
  events.filter((event) => event.startsWith(`${id} `));

it('a poison record is given up whole and alone, what is behind it is told, and at last it is too', async () => {
  const [poisoned, other] = [newRef(), newRef()];
  await storeCustomer(poisoned);
  await storeCustomer(other);
  await rename(poisoned, 'poison');
  const invoice = await storeDependent(other);
  await rename(poisoned, 'behind it');
  const poison = (input: unknown) => JSON.stringify(input).includes('"after":"poison"');
  const send = documentClient.send.bind(documentClient);
  const sent = vi.spyOn(documentClient, 'send').mockImplementation((async (command: { input: unknown }) => {
    if (poison(command.input)) throw Object.assign(new Error('never'), { name: 'ValidationException' });
    return send(command as never);
  }) as never);
  const dataDir = newDirectory();

  const { lines } = await loggedBy(async () => {
    const workers = await runWorkers([{ worker: recordChanges, handler }], {
      endpoint: process.env.AWS_ENDPOINT_URL_DYNAMODB as string,
      table: receivables().name,
      dataDir,
    });
    await workers.drained();
    await workers.close();
  });

  const events = await told();
  expect([of(events, poisoned), of(events, other), of(events, invoice)]).toEqual([
    [`${poisoned.id} 1`, `${poisoned.id} 3`],
    [`${other.id} 1`],
    [`${invoice.id} 1`],
  ]);
  expect(lines.at(-1)).toMatchObject({
    message: 'a record was given up',
    pk: `enkash#CEK0000001#${poisoned.id}`,
  });
  const [file, ...more] = readdirSync(givenUpDirectory(dataDir));
  expect(more).toEqual([]);
  const { payload } = JSON.parse(readFileSync(join(givenUpDirectory(dataDir), file as string), 'utf8'));
  const [record, ...others] = payload.Records as DynamoDBRecord[];
  expect(others).toEqual([]);
  expect([record?.dynamodb?.OldImage?.profile, record?.dynamodb?.NewImage?.profile]).toEqual([
    { M: { name: { S: 'Ada' } } },
    { M: { name: { S: 'poison' } } },
  ]);

  sent.mockRestore();
  const again = () => redrive(localKeeper(dataDir), { dryRun: false, report: () => {} });
  expect(await again()).toEqual({ found: 1, done: 1 });
  expect(await again()).toEqual({ found: 0, done: 0 });

  // Its place has gone: the order of this item ends there, and of no other.
  expect(of(await told(), poisoned).sort()).toEqual([1, 2, 3].map((version) => `${poisoned.id} ${version}`));
  expect((await told()).length).toBe(events.length + 1);
});
