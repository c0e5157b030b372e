import type { PutCommand } from '@aws-sdk/lib-dynamodb';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { documentClient } from '../../../shared/dynamodb/client.ts';
import { writesMeet } from '../../repeats/writes-meet.ts';
import { amiliAuthorization, newAmiliClient } from '../../support/credentials.ts';
import { amiliFailure } from '../../support/envelopes.ts';
import { failedBefore, inConflict, throttled } from '../../support/faults.ts';
import { type Answer, call } from '../../support/http.ts';
import { loggedBy } from '../../support/log.ts';
import { newClient } from '../client.ts';

// Functions that have just the time that is kept back: each write has one attempt.
vi.mock('../../../infra/functions/settings.ts', async (original) => ({
  ...(await original<object>()),
  FUNCTION_TIMEOUT_SECONDS: 4,
}));

afterEach(() => {
  vi.restoreAllMocks();
});

type Client = Awaited<ReturnType<typeof newClient>>;

const logged = async ({ listLogItems }: Pick<Client, 'listLogItems'>) =>
  ((await listLogItems()).body as { logItems: Record<string, unknown>[] }).logItems;

/** What every log item of a refused write has, and what this one has beside. */
const refusal = ({ clientNo }: Client, more: { path?: string } & Record<string, unknown>) => ({
  logItemId: expect.any(Number),
  clientNo,
  logDateTime: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/),
  subject: 'amili-client',
  entity: 'customers',
  status: 'FAILED',
  requestId: expect.stringMatching(/^[\w-]{36}$/),
  ...more,
  path: `/clients/${clientNo}${more.path ?? '/customers'}`,
});

describe('a write that is refused', () => {
  it('has one log item, in words that name nobody', async () => {
    const client = await newClient();
    const { clientNo, authorization, createCustomer, updateCustomer, createDocument, deleteCustomer } =
      client;
    const metadata = { userId: 'TestUser' };
    await createCustomer({ customerNo: 'C1', name: 'Ada' });
    await createDocument({ documentNo: 'D1', documentType: 'IN', customerNo: 'C1' });

    await createCustomer({ customerNo: 'C2', metadata });
    await createCustomer({ customerNo: 1, name: 'Ada', metadata });
    await updateCustomer({ customerNo: 'nobody', name: 'Ada' });
    await createDocument({ documentNo: 'd1', documentType: 'IN', customerNo: 'C1' });
    await deleteCustomer('c1');
    await deleteCustomer('C1', '?options=validateOnly');
    await deleteCustomer('x'.repeat(300));
    await call(`POST /clients/${clientNo}/customers`, { authorization, json: 'not JSON' });

    const linked = { method: 'DELETE', result: 'HAS_ATTACHMENTS', message: 'Refused: has attachments' };
    const invalid = { result: 'INVALID', message: 'Refused: the path, the query or the body breaks a rule' };
    const notFound = { result: 'NOT_FOUND', message: 'Refused: what the request names is not there' };
    const cutNo = `${'x'.repeat(200)}…`;
    expect(await logged(client)).toEqual([
      refusal(client, { method: 'POST', ...invalid }),
      refusal(client, {
        method: 'DELETE',
        path: `/customers/${'x'.repeat(200 - `/clients/${clientNo}/customers/`.length)}…`,
        entityId: cutNo,
        ...notFound,
      }),
      refusal(client, { ...linked, path: '/customers/C1', entityId: 'C1' }),
      refusal(client, { ...linked, path: '/customers/c1', entityId: 'C1' }),
      refusal(client, {
        method: 'POST',
        path: '/documents',
        entity: 'documents',
        entityId: 'd1',
        result: 'DUPLICATE_DOCUMENT',
        message: 'Refused: duplicate document',
      }),
      refusal(client, { method: 'PUT', entityId: 'nobody', ...notFound }),
      refusal(client, { method: 'POST', ...invalid }),
      refusal(client, {
        userId: 'TestUser',
        method: 'POST',
        entityId: 'C2',
        result: 'NAME_REQUIRED',
        message: 'Refused: name required',
      }),
    ]);
  });

  it('has none where nobody may act for the client, nor has what only reads', async () => {
    const client = await newClient();
    const other = newAmiliClient();
    const authorization = await amiliAuthorization([other]);
    const json = { customerNo: 'C1', name: 'Ada' };
    const statuses = [];
    for (const options of [{}, { authorization }])
      statuses.push((await call(`POST /clients/${client.clientNo}/customers`, { ...options, json })).status);
    statuses.push((await client.getCustomer('nobody')).status);
    statuses.push((await client.listCustomers('?unknown=1')).status);
    expect(statuses).toEqual([401, 403, 404, 400]);
    expect(await logged(client)).toEqual([]);
    const { body } = await call(`GET /clients/${other}/logitems`, { authorization });
    expect(body).toMatchObject({ logItems: [] });
  });

  it.each([
    [
      'that nobody knows what became of it',
      [failedBefore, failedBefore, failedBefore],
      'Failed: whether anything was changed is unknown',
    ],
    [
      'that others were in its way',
      [inConflict],
      'Not done: nothing was changed, as there were too many requests',
    ],
    ['that it was too much', [throttled], 'Not done: nothing was changed, as there were too many requests'],
  ])('says %s', async (_, fates, message) => {
    const client = await newClient();
    await client.createCustomer({ customerNo: 'C1', name: 'Ada' });
    writesMeet(...fates);
    const { answer } = await loggedBy(() => client.deleteCustomer('C1'));
    vi.restoreAllMocks();
    expect(answer.status).toBe(500);
    const more = { method: 'DELETE', path: '/customers/C1', entityId: 'C1', result: 'ERROR', message };
    expect(await logged(client)).toEqual([refusal(client, more)]);
  });

  it('gets the same answer where that cannot be kept, after one attempt', async () => {
    const client = await newClient();
    const send = documentClient.send.bind(documentClient);
    for (const [cause, level] of [
      [new Error('not allowed'), 'ERROR'],
      [Object.assign(new Error('reset'), { code: 'ECONNRESET' }), 'WARN'],
    ] as const) {
      let attempts = 0;
      vi.spyOn(documentClient, 'send').mockImplementation((async (command: PutCommand) => {
        if (command.input.Item?.sk !== 'LOG_ITEM') return send(command);
        attempts++;
        throw cause;
      }) as never);
      const { answer, lines } = await loggedBy(() => client.deleteCustomer('nobody'), 'warn');
      vi.restoreAllMocks();
      const { status, body } = answer as Answer;
      const numbers = { clientNo: client.clientNo, customerNo: 'nobody' };
      expect([status, body]).toEqual([
        404,
        amiliFailure('NOT_FOUND', 'There is no customer nobody', numbers),
      ]);
      const operation = 'amili/customers/delete-customer';
      expect(lines).toEqual([
        expect.objectContaining({ level, message: 'a refusal was not kept', operation }),
      ]);
      expect(attempts).toBe(1);
    }
    expect(await logged(client)).toEqual([]);
  });

  it('costs one write, and what succeeds costs none', async () => {
    const client = await newClient();
    const spy = vi.spyOn(documentClient, 'send');
    const puts = () =>
      spy.mock.calls.map(([command]) => command.constructor.name).filter((name) => name === 'PutCommand');
    await client.createCustomer({ customerNo: 'C1', name: 'Ada' });
    await client.updateCustomer({ customerNo: 'C1', name: 'Bo' });
    await client.deleteCustomer('C1', '?options=validateOnly');
    await client.deleteCustomer('C1');
    expect(puts()).toEqual([]);
    await client.deleteCustomer('C1');
    expect(puts()).toEqual(['PutCommand']);
  });
});
