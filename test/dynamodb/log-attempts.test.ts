import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { afterEach, expect, it, vi } from 'vitest';
import { logAttempts } from '../../shared/dynamodb/log-attempts.ts';
import { receivables } from '../../shared/dynamodb/tables.ts';
import { createCustomer } from '../../shared/receivables/customers/create.ts';
import { readCustomer } from '../../shared/receivables/customers/read.ts';
import { loggedBy } from '../support/log.ts';
import { newScene } from '../support/scenes.ts';
import { newStamp } from '../support/store.ts';

afterEach(() => {
  vi.unstubAllEnvs();
});

/** The table, over a client of this test's own that logs at this level. */
function tableLogging(level: string) {
  vi.stubEnv('LOG_LEVEL', level);
  const client = DynamoDBDocumentClient.from(new DynamoDBClient({ maxAttempts: 1 }));
  logAttempts(client);
  return { ...receivables(), client };
}

it('says at level debug what was asked of DynamoDB, how it ended and how long it took, and no key or value', async () => {
  const table = tableLogging('debug');
  const wanted = { ref: newScene().customer(), profile: { name: 'Ada' }, reference: {} };

  const { lines } = await loggedBy(async () => {
    await createCustomer(table, wanted, newStamp());
    await createCustomer(table, wanted, newStamp());
    await readCustomer(table, wanted.ref);
  }, 'debug');

  const line = { timestamp: expect.any(String), level: 'DEBUG', message: 'DynamoDB', attempt: 1 };
  const durationMs = expect.any(Number);
  expect(lines).toEqual([
    { ...line, action: 'TransactWriteItems', durationMs, outcome: 'done' },
    { ...line, action: 'TransactWriteItems', durationMs, outcome: 'TransactionCanceledException' },
    { ...line, action: 'GetItem', table: table.name, durationMs, outcome: 'done' },
  ]);
});

it('counts the attempts of a request', async () => {
  const table = tableLogging('debug');
  let left = 2;
  table.client.middlewareStack.add(
    (next) => (args) => {
      if (left-- > 0)
        throw Object.assign(new Error('socket hang up'), { code: 'ECONNRESET', name: 'Dropped' });
      return next(args);
    },
    { step: 'finalizeRequest' },
  );

  const { lines } = await loggedBy(() => readCustomer(table, newScene().customer()), 'debug');

  expect(lines.map(({ attempt, outcome }) => [attempt, outcome])).toEqual([
    [1, 'Dropped'],
    [2, 'Dropped'],
    [3, 'done'],
  ]);
});

it('adds nothing to the client where that level is not written', () => {
  const { client } = tableLogging('info');
  expect(client.middlewareStack.identify().filter((name) => name.startsWith('logAttempts'))).toEqual([]);
});
