import { once } from 'node:events';
import type { IncomingMessage } from 'node:http';
import { connect } from 'node:net';
import { describe, expect, it, vi } from 'vitest';
import { filled, filledStatement } from '../../infra/local/sandbox/filled-expression.ts';
import { RecordedRequests } from '../../infra/local/sandbox/recorded-requests.ts';
import { documentClient } from '../../shared/dynamodb/client.ts';
import { loggedBy } from '../support/log.ts';
import { useSandbox } from './sandbox.ts';

const { url, seeds, as, send, ask, newest } = await useSandbox();
const { enkash, amili, beel } = seeds;
const table = process.env.RECEIVABLES_TABLE;

const newCustomer = (legalName: string) => ({
  legalName,
  customerKeyContacts: [{ deleted: false, legalName, mobile: '9876543210', name: legalName }],
});

const done = { durationMs: expect.any(Number), outcome: 'done', table };

describe('a recorded request', () => {
  it('has its answer, and the condition that refused it with names and values filled in', async () => {
    const answer = await send(`DELETE /api/v0/customer/${enkash.linkedCustomerId}?x=1`, {
      authorization: as.enkash,
      headers: { cookie: 'session=1' },
    });

    const recorded = await newest();

    const traceId = answer.headers['x-request-id'];
    const key = `enkash#${enkash.companyId}#${enkash.linkedCustomerId} / CUSTOMER`;
    const entry = expect.stringMatching(/^enkash#\w+#HISTORY#.* \/ .*#000000000002#/);
    expect(answer.status).toBe(422);
    expect(recorded).toEqual({
      number: expect.any(Number),
      at: expect.stringMatching(/^20.*Z$/),
      requestId: expect.stringMatching(/^[0-9a-f-]{36}$/),
      traceId,
      method: 'DELETE',
      path: `/api/v0/customer/${enkash.linkedCustomerId}?x=1`,
      operation: 'enkash/customers/delete-customer',
      headers: {
        authorization: 'Bearer *** ($ENKASH)',
        connection: 'close',
        cookie: '***',
        host: new URL(url).host,
      },
      body: '',
      isOwn: false,
      status: 422,
      answerHeaders: {
        'cache-control': 'no-store',
        'content-type': 'application/json',
        'x-content-type-options': 'nosniff',
        'x-request-id': traceId,
      },
      answerBody: answer.body,
      durationMs: expect.any(Number),
      fault: null,
      dynamodb: [
        {
          ...{ ...done, action: 'UpdateItem', outcome: 'ConditionalCheckFailedException', keys: [key] },
          conditions: [
            {
              key,
              expression: expect.stringMatching(
                /^linkCount = 0 AND attribute_not_exists\(deletion\) AND attribute_not_exists\(protection\) AND NOT contains\(settled, "20.*"\)$/,
              ),
              isRefused: true,
            },
          ],
        },
        {
          ...done,
          action: 'Query',
          keys: [expect.stringMatching(/^customerKey = "enkash#/)],
          conditions: [],
        },
        {
          ...{ ...done, action: 'PutItem', keys: [entry] },
          conditions: [{ key: entry, expression: 'attribute_not_exists(pk)', isRefused: false }],
        },
        { ...done, action: 'BatchGetItem', keys: [expect.anything(), expect.anything()], conditions: [] },
      ],
      attemptsLeftOut: 0,
    });
    for (const id of [recorded.number, recorded.requestId, recorded.traceId])
      expect(await ask(`GET /sandbox/requests/${id}`)).toEqual(recorded);
  });

  it('tells of a transaction which of its items refused', async () => {
    const { documentNo, linkedCustomerNo: customerNo } = amili;
    const answer = await ask(`POST /clients/${amili.clientNos[0]}/documents`, {
      authorization: as.amili,
      json: { documentType: 'IN', documentNo, customerNo },
    });

    const { dynamodb } = await newest();

    const attempt = dynamodb.find(({ action }) => action === 'TransactWriteItems');
    const isNew = expect.stringMatching(/^attribute_not_exists\(pk\) OR \(creation.requestId = .*\)$/);
    const [ofDocument, ofArItem, ofCustomer] = attempt?.keys ?? [];
    expect(answer.result).toBe('DUPLICATE_DOCUMENT');
    expect([ofDocument, ofCustomer]).toEqual([
      `amili#2218#DOCUMENT#${documentNo} / DOCUMENT`,
      `amili#2218#${customerNo} / CUSTOMER`,
    ]);
    expect(attempt).toEqual({
      ...{ ...done, action: 'TransactWriteItems', outcome: 'TransactionCanceledException' },
      keys: [ofDocument, ofArItem, ofCustomer, expect.stringMatching(/^amili#2218#DOCUMENT_UUID#/)],
      conditions: [
        { key: ofDocument, expression: isNew, isRefused: true },
        { key: ofArItem, expression: isNew, isRefused: false },
        {
          key: ofCustomer,
          expression:
            'attribute_exists(linkCount) AND attribute_not_exists(deletion) AND attribute_not_exists(deactivation)',
          isRefused: false,
        },
      ],
    });
  });

  it('tells of a batch of statements what became of each', async () => {
    const ids = [beel.linkedCustomerId, beel.customerId];
    const { status } = await send(
      `DELETE /api/v1/companies/${beel.company}/customers/bulk?ids=${ids.join('&ids=')}`,
      { authorization: as.beel },
    );

    const { dynamodb } = await newest();

    const attempt = dynamodb.find(({ action }) => action === 'BatchExecuteStatement');
    const keyOf = (id: string) => `beel#live:${beel.company}#${id} / CUSTOMER`;
    const expression = expect.stringMatching(
      /^linkCount = 0 AND deletion IS MISSING AND .*protection IS MISSING AND NOT contains\(settled, "20.*"\)$/,
    );
    expect(status).toBe(200);
    expect(attempt).toEqual({
      ...{ ...done, action: 'BatchExecuteStatement', keys: ids.map(keyOf) },
      conditions: [
        { key: keyOf(beel.linkedCustomerId), expression, isRefused: true },
        { key: keyOf(beel.customerId), expression, isRefused: false },
      ],
    });
  });

  it('is there while it is carried out, and again when it is done', async () => {
    const { next } = await ask('GET /sandbox/requests');
    const path = '/health';
    const sending = send(`GET ${path}`, { headers: { 'offboard-fault': 'late=1000' } });
    const since = (after: number) => ask(`GET /sandbox/requests?after=${after}`);
    await expect
      .poll(async () => (await since(next)).items)
      .toEqual([
        expect.objectContaining({ method: 'GET', path, status: null, durationMs: null, answerBody: '' }),
      ]);
    const seen = await since(next);
    expect((await since(seen.next)).items).toEqual([]);

    const { body } = await sending;

    const after = await since(seen.next);
    expect(after.items).toEqual([
      expect.objectContaining({ number: seen.items[0].number, status: 200, answerBody: body }),
    ]);
    expect(await since(after.next)).toEqual({ items: [], next: after.next });
    // A number of an earlier start, which had more requests.
    expect((await since(1_000_000)).items).toContainEqual(after.items[0]);
  });

  it('comes oldest first, and no more at once than were asked for', async () => {
    const { next } = await ask('GET /sandbox/requests');
    for (const path of ['/a', '/b', '/c']) await send(`GET ${path}`);
    const pathsOf = ({ items }: { items: { path: string }[] }) => items.map(({ path }) => path);
    const first = await ask(`GET /sandbox/requests?after=${next}&limit=2`);
    expect(pathsOf(first)).toEqual(['/a', '/b']);
    expect(pathsOf(await ask(`GET /sandbox/requests?after=${first.next}&limit=2`))).toEqual(['/c']);
    expect(pathsOf(await ask('GET /sandbox/requests?limit=2'))).toEqual(['/b', '/c']);
    expect(await newest()).toMatchObject({ operation: null, status: 404 });
  });

  it.each([
    ['GET /sandbox/requests?after=x', 400, 'after: must be a whole number'],
    ['GET /sandbox/requests?limit=1001', 400, 'limit: must be at most 1000'],
    ['GET /sandbox/requests?x=1', 400, 'x: is none of after, limit'],
    ['GET /sandbox/requests/x', 404, 'no request x is kept: the newest 1,000 since the start are'],
    [
      'POST /sandbox/requests/999/repeat',
      404,
      'no request 999 is kept: the newest 1,000 since the start are',
    ],
    ['POST /sandbox/requests/x/repeat', 400, 'number: must be a whole number'],
  ])('is asked for in vain by %s', async (asked, status, message) => {
    const answer = await send(asked);
    expect([answer.status, JSON.parse(answer.body)]).toEqual([status, { message }]);
  });

  it('is kept of the console too, but for its asking for events', async () => {
    const headers = { 'offboard-console': '1' };
    await send('GET /operator/v1/events?limit=1', { authorization: as.operator });
    const other = await newest();
    await send('GET /operator/v1/events?limit=1', { authorization: as.operator, headers });
    expect(await newest()).toEqual(other);
    await send('GET /health', { headers });
    expect(await newest()).toMatchObject({ path: '/health', isOwn: true, status: 200 });
  });

  it('is felt by no request: not by one that it cannot be made of, a stream, or a body that is too large', async () => {
    const broken = vi.spyOn(RecordedRequests.prototype, 'begin').mockImplementation(() => {
      throw new Error('no memory');
    });
    const { answer, lines } = await loggedBy(() => send('GET /health'));
    broken.mockRestore();
    expect(answer.status).toBe(200);
    expect(lines).toMatchObject([{ message: 'a request was not recorded whole' }]);

    const leaving = new AbortController();
    const stream = await fetch(`${url}/operator/v1/events`, {
      headers: { authorization: as.operator, accept: 'text/event-stream' },
      signal: leaving.signal,
    });
    const { value } = (await stream.body?.getReader().read()) ?? {};
    expect(Buffer.from(value as Uint8Array).toString()).toContain('customer.created');
    leaving.abort();
    await expect
      .poll(newest)
      .toMatchObject({ path: '/operator/v1/events', status: 200, answerBody: '(a stream)' });

    const raw = 'x'.repeat(7 * 1024 * 1024);
    expect((await send('POST /api/v0/customer', { authorization: as.enkash, raw })).status).toBe(413);
    const { number, ...unread } = await newest();
    expect(unread).toMatchObject({ operation: null, status: 413, body: '' });
    expect(await ask(`POST /sandbox/requests/${number}/repeat`)).toEqual({
      message: `request ${number} was not read whole, and cannot be sent again`,
    });

    const broke = connect(Number(new URL(url).port), '127.0.0.1');
    broke.write('POST /api/v0/customer HTTP/1.1\r\nhost: localhost\r\ncontent-length: 9\r\n\r\nx');
    await expect.poll(newest).toMatchObject({ method: 'POST', status: null, durationMs: null });
    broke.destroy();
    await once(broke, 'close');
    await expect.poll(newest).toMatchObject({ status: null, durationMs: expect.any(Number) });
  });
});

describe('an expression', () => {
  it('has its names and values in their places, and long values cut', () => {
    const ExpressionAttributeNames = { '#update': 'update', '#a': ':b' };
    const values = { ':b': '#a', ':set': new Set(['x', 'y']), ':stamp': { by: 'z'.repeat(300) } };
    expect(
      filled('#update = :b AND #a IN (:set, :stamp, :unknown, #unknown)', {
        ...{ ExpressionAttributeNames, ExpressionAttributeValues: values },
      }),
    ).toBe(`update = "#a" AND :b IN (["x","y"], {"by":"${'z'.repeat(193)}…, :unknown, #unknown)`);
    expect(filledStatement(`UPDATE "a?" SET b = ? WHERE c = 'it''s ?' AND d = ?`, [1, null])).toBe(
      `UPDATE "a?" SET b = 1 WHERE c = 'it''s ?' AND d = null`,
    );
  });
});

describe('secrets', () => {
  const basicOf = (id: string, secret: string) =>
    `Basic ${Buffer.from(`${id}:${secret}`).toString('base64')}`;

  it('are in nothing that is shown', async () => {
    const form = (fields: Record<string, string>) => ({
      raw: String(new URLSearchParams(fields)),
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
    });
    const { username, password, clientId, clientSecret } = enkash;
    const basic = basicOf(clientId, clientSecret);
    const tokens = await ask('POST /oauth/token', {
      ...form({ grant_type: 'password', username, password }),
      authorization: basic,
    });
    const { number } = await newest();
    const refresh_token = tokens.refresh_token;
    await send('POST /oauth/token', {
      ...form({ grant_type: 'refresh_token', refresh_token }),
      authorization: basic,
    });
    const client_secret = amili.clientSecret;
    await send('POST /token', {
      ...form({ grant_type: 'client_credentials', client_id: amili.clientId, client_secret }),
    });
    // In places where they do not belong.
    await send('POST /token', { json: { grant_type: 'x', client_secret, [client_secret]: client_secret } });
    await send('POST /token', { raw: `{"client_secret":"${client_secret}` });
    await send('POST /token', { raw: client_secret });
    await send(`POST /oauth/token?password=${password}`, {});
    await send(`GET /api/v0/customer?access_token=${tokens.access_token}`, { authorization: password });
    await send(`POST /api/v0/customer?key=${beel.authorization.slice('Bearer '.length)}`, {
      authorization: as.operator,
      json: { password, note: as.operator, refresh_token, nested: { apiSecret: clientSecret } },
    });

    const { status, body } = await send('GET /sandbox/requests?limit=1000');

    expect(status).toBe(200);
    const authorizations = Object.values(as).map((header) => header.slice('Bearer '.length));
    const secrets = [
      ...[password, clientSecret, client_secret, tokens.access_token, refresh_token, ...authorizations],
      ...[basic.slice('Basic '.length)],
    ];
    expect(secrets.filter((secret) => body.includes(secret))).toEqual([]);
    expect(await ask(`GET /sandbox/requests/${number}`)).toMatchObject({
      headers: { authorization: 'Basic ***' },
      body: `grant_type=password&username=${username}&password=***`,
      answerBody: `{"access_token":"***","token_type":"bearer","refresh_token":"***","expires_in":3600,"scope":"read write trust"}`,
    });
    const again = await ask(`POST /sandbox/requests/${number}/repeat`);
    expect(again).toMatchObject({
      status: 200,
      body: `grant_type=password&username=${username}&password=***`,
    });
    // Of the credentials that were read, whose they are, and nothing else.
    const ofCredentials = again.dynamodb.filter(
      (each: { table: string }) => each.table === process.env.CREDENTIALS_TABLE,
    );
    expect(ofCredentials.map(({ keys }: { keys: string[] }) => keys[0])).toContain(
      `enkash#user#${username} / CREDENTIAL`,
    );
    expect(ofCredentials.flatMap(({ conditions }: { conditions: unknown[] }) => conditions)).toEqual([]);
  });

  it('tell whose they are where the samples have others of the same caller', async () => {
    const whose = async (authorization: string) => {
      await send('GET /health', { authorization });
      return (await newest()).headers.authorization;
    };
    const session = await ask('GET /sandbox/session');
    const of = (vendor: string) =>
      session.clients.find((client: { vendor: string }) => client.vendor === vendor).authorization;
    expect(of('enkash')).not.toBe(as.enkash);
    expect(await whose(of('enkash'))).toBe('Bearer *** ($ENKASH)');
    expect(await whose(of('amili'))).toBe('Bearer *** ($AMILI)');
    expect(await whose(of('beel'))).toBe('Bearer *** ($BEEL)');
    expect(await whose(session.operator)).toBe('Bearer *** ($OPERATOR)');
    expect(await whose('Bearer a.b.c')).toBe('Bearer ***');
    expect(await whose('nothing known')).toBe('***');
  });
});

describe('sending again', () => {
  it('sends method, path, headers and body as they were, and gives the record of what became of it', async () => {
    const json = newCustomer('Ünïcode & Sons');
    await send('POST /api/v0/customer', { authorization: as.enkash, headers: { 'x-twice': 'a' }, json });
    const first = await newest();

    const again = await ask(`POST /sandbox/requests/${first.number}/repeat`);

    expect(again).toEqual(await newest());
    const { method, path, body, headers, operation, status } = first;
    expect(again).toMatchObject({ method, path, body, operation, status: 200 });
    expect(again.headers).toEqual(headers);
    expect([status, again.number > first.number]).toEqual([200, true]);
    expect(JSON.parse(again.answerBody).payload.customerId).not.toBe(
      JSON.parse(first.answerBody).payload.customerId,
    );
  });

  it('gives the record too where the connection is dropped, or the answer is a stream', async () => {
    const dropped = send('GET /health', { headers: { 'offboard-fault': 'drop-after' } });
    await expect(dropped).rejects.toThrow('socket hang up');
    const { number } = await newest();
    expect(await ask(`POST /sandbox/requests/${number}/repeat`)).toMatchObject({
      ...{ path: '/health', status: null, answerBody: '' },
      fault: 'connection dropped in the place of the answer 200',
    });

    const leaving = new AbortController();
    const headers = { authorization: as.operator, accept: 'text/event-stream' };
    await fetch(`${url}/operator/v1/events?from=now`, { headers, signal: leaving.signal });
    const stream = await newest();
    leaving.abort();
    expect(await ask(`POST /sandbox/requests/${stream.number}/repeat`)).toMatchObject({
      path: '/operator/v1/events?from=now',
    });
  });
});

describe('what is kept', () => {
  const incoming = (body: string) =>
    ({
      method: 'POST',
      url: '/x',
      headers: {},
      rawHeaders: [],
      socket: {},
      body,
    }) as unknown as IncomingMessage;

  it('is the newest thousand requests, and no more than 64 MB of them', () => {
    const requests = new RecordedRequests();
    for (let count = 0; count < 1_005; count++)
      requests.end(requests.begin(incoming('')), { statusCode: 200 });
    const numbers = () => requests.newest(2_000).map(({ number }) => number);
    expect([numbers().length, numbers()[0], numbers().at(-1)]).toEqual([1_000, 6, 1_005]);
    for (let count = 0; count < 12; count++) {
      const recording = requests.begin(incoming(''));
      recording.original.body = Buffer.alloc(6_000_000);
      requests.end(recording, { statusCode: 200 });
    }
    // Eleven of these have 66 of the 67.1 million bytes.
    expect(numbers()).toEqual([1007, 1008, 1009, 1010, 1011, 1012, 1013, 1014, 1015, 1016, 1017]);
  });

  it('of a long body is its beginning, and of what is no text its length', async () => {
    await send('POST /nowhere', { raw: 'é'.repeat(70_000) });
    const { body } = await newest();
    expect(body).toBe(`${'é'.repeat(65_536)}… (cut: 140000 bytes)`);
    const key = beel.authorization.slice('Bearer '.length);
    await send('POST /nowhere', { raw: `${'x'.repeat(65_520)} ${key} ${'y'.repeat(9_000)}` });
    const { body: withKey } = await newest();
    expect(withKey).toMatch(/^x{65520} \*\*\* y{11}… \(cut: \d+ bytes\)$/);
    await fetch(`${url}/nowhere`, { method: 'POST', body: new Uint8Array([255, 254]) });
    expect((await newest()).body).toBe('(2 bytes that are no text)');
  });

  it('is not what commands ask of DynamoDB beside the requests', async () => {
    const before = await newest();
    await documentClient.send(
      new (await import('@aws-sdk/lib-dynamodb')).GetCommand({ TableName: table, Key: { pk: 'x', sk: 'y' } }),
    );
    expect(await newest()).toEqual(before);
  });
});

it('is for this machine alone', async () => {
  const answer = await send('GET /sandbox/requests', { headers: { host: 'elsewhere.example' } });
  expect([answer.status, JSON.parse(answer.body)]).toEqual([
    403,
    { message: 'the sandbox is for this machine alone' },
  ]);
});
