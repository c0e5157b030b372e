import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Table } from '../../shared/dynamodb/tables.ts';
import { readCustomer } from '../../shared/receivables/customers/read.ts';
import { removeCustomer } from '../../shared/receivables/customers/remove.ts';
import { listKey } from '../../shared/receivables/lists/listing.ts';
import { newScene } from '../support/scenes.ts';
import { newStamp, storeCustomer, storedCustomer } from '../support/store.ts';

/** Sends an answer in place of DynamoDB's, whose body it is given. */
type Mangling = (response: ServerResponse, body: string) => unknown;

const withBody =
  (status: number, body: string): Mangling =>
  (response) =>
    response.writeHead(status, { 'content-type': 'application/x-amz-json-1.0' }).end(body);

const PAGE = '<html><body>Bad gateway</body></html>';

const manglings: readonly (readonly [string, Mangling])[] = [
  ['half a JSON text', (response, body) => response.end(body.slice(0, body.length / 2))],
  [
    'an answer that breaks off',
    (response, body) => {
      response.writeHead(200, { 'content-length': body.length });
      response.write(body.slice(0, -1), () => response.destroy());
    },
  ],
  [
    'an answer that does not end',
    (response, body) => {
      response.writeHead(200, { 'content-length': body.length });
      response.write(body.slice(0, -1));
    },
  ],
  ['a page with 200', withBody(200, PAGE)],
  ['a page with 400', withBody(400, PAGE)],
  ['a page with 502', withBody(502, PAGE)],
  ['nothing with 200', withBody(200, '')],
  [
    'nothing with 200, in chunks',
    (response) => {
      response.flushHeaders();
      response.end();
    },
  ],
  ['null', withBody(200, 'null')],
  ['a list', withBody(200, '[]')],
  ['a text', withBody(200, '"{}"')],
  ['a broken status line', (response) => response.socket?.end('HTTP/1.1 OK\r\n\r\n')],
  ['what is no HTTP at all', (response) => response.socket?.end('\u0000\u0001\u0002\r\n\r\n')],
  ['no byte', (response) => response.socket?.end()],
  ['408', withBody(408, '{"message":"Request Timeout"}')],
  ['408 as a page', withBody(408, PAGE)],
];

/** What becomes of the next answer. */
let mangle: Mangling | undefined;
const requests: string[] = [];

/** Stands between the client and DynamoDB. */
const proxy = createServer(async (request, response) => {
  const { host: _, connection: __, 'content-length': ___, ...headers } = request.headers;
  requests.push(String(headers['x-amz-target']).split('.')[1] as string);
  const sent = { method: 'POST', headers: headers as Record<string, string>, body: await text(request) };
  const answer = await fetch(engine, sent);
  const body = await answer.text();
  const mangling = mangle ?? withBody(answer.status, body);
  mangle = undefined;
  mangling(response, body);
});

let engine: string;
let table: Table;

beforeAll(async () => {
  engine = process.env.AWS_ENDPOINT_URL_DYNAMODB as string;
  await new Promise<void>((resolve) => proxy.listen(0, '127.0.0.1', resolve));
  // The client asks the environment where DynamoDB is when it sends its first request.
  const { receivables } = await import('../../shared/dynamodb/tables.ts');
  process.env.AWS_ENDPOINT_URL_DYNAMODB = `http://127.0.0.1:${(proxy.address() as AddressInfo).port}`;
  table = receivables();
  await readCustomer(table, newScene().customer());
});

afterAll(() => {
  proxy.closeAllConnections();
  proxy.close();
});

describe.each(manglings)('%s in place of an answer', (_, mangling) => {
  it('is a lost answer: a removal that landed is known to have landed', async () => {
    const ref = newScene().customer();
    const before = await storeCustomer(ref);
    const stamp = newStamp();
    requests.length = 0;
    mangle = mangling;

    const result = await removeCustomer(table, ref, 'deletion', stamp);

    const key = listKey(ref, 'CUSTOMER', 'DELETED');
    const after = { ...before, listKey: key, deletion: stamp, update: stamp, version: 2 };
    expect(result).toEqual({ outcome: 'removed', customer: after });
    expect(requests).toEqual(['UpdateItem', 'UpdateItem']);
    expect(await storedCustomer(ref)).toEqual(after);
  });

  it('is read again: a customer that is there is found', async () => {
    const ref = newScene().customer();
    const customer = await storeCustomer(ref);
    requests.length = 0;
    mangle = mangling;

    expect(await readCustomer(table, ref)).toEqual(customer);

    expect(requests).toEqual(['GetItem', 'GetItem']);
  });
});
