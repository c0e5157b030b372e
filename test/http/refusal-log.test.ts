import type { Context } from 'aws-lambda';
import { expect, it } from 'vitest';
import * as z from 'zod/mini';
import { GaveUp } from '../../shared/dynamodb/gave-up.ts';
import { type Dialect, type HttpEvent, json, type Refusal } from '../../shared/http/dialect.ts';
import { Failure } from '../../shared/http/failure.ts';
import { lambda } from '../../shared/http/lambda.ts';
import type { Operation } from '../../shared/http/operation.ts';
import { loggedBy } from '../support/log.ts';

const operation = {
  name: 'towers/building/build-tower',
  route: 'POST /towers/{number}',
  access: 'open',
  grants: {},
  path: z.object({ number: z.string() }),
  body: z.object({ floors: z.int() }),
} as const satisfies Operation<'open'>;

const event = (body: unknown, headers: Record<string, string> = { authorization: 'Ada' }) =>
  ({
    rawPath: '/towers/7',
    headers: { 'content-type': 'application/json', ...headers },
    pathParameters: { number: '7' },
    body: JSON.stringify(body),
  }) as unknown as HttpEvent;

const contextWith = (left: number) =>
  ({
    awsRequestId: '11111111-1111-4111-8111-111111111111',
    getRemainingTimeInMillis: () => left,
  }) as Context;

interface Setting {
  readonly run?: () => unknown;
  readonly route?: Operation['route'];
  readonly keep?: () => Promise<void>;
  readonly body?: unknown;
  readonly headers?: Record<string, string>;
  readonly left?: number;
}

/** Calls an operation of a dialect that keeps refusals. @returns its status, and what was to be kept */
async function called({
  run = () => ({}),
  route,
  keep,
  body = { floors: 3 },
  headers,
  left = 15_000,
}: Setting) {
  const kept: Refusal<string>[] = [];
  const dialect: Dialect<'open', string, unknown> = {
    authenticate({ headers: { authorization } }) {
      if (!authorization) throw new Failure({ kind: 'unauthenticated' });
      return authorization;
    },
    success: (answer) => json((answer as { status?: number }).status ?? 200, answer),
    failure: (failure) => json(failure ? 422 : 500, {}),
    async keepRefusal(refusal) {
      kept.push(refusal);
      await keep?.();
    },
  };
  const handler = lambda<() => never>()(dialect, { ...operation, ...(route && { route }) }, run as never);
  const { answer, lines } = await loggedBy(() => handler(event(body, headers), contextWith(left)), 'warn');
  return { status: answer.statusCode, kept, lines };
}

const refuse = () => {
  throw new Failure({ kind: 'refused', status: 422, code: 'NO', message: 'no' });
};

it('lets a dialect keep a refused write, with what is known of it', async () => {
  const { status, kept } = await called({ run: refuse });
  expect(status).toBe(422);
  expect(kept).toEqual([
    {
      caller: 'Ada',
      origin: expect.objectContaining({ operation: operation.name, path: '/towers/7' }),
      body: { floors: 3 },
      response: expect.objectContaining({ statusCode: 422 }),
      failure: expect.any(Failure),
    },
  ]);
});

it('keeps one that the operation returns, and one that nobody foresaw', async () => {
  const returned = await called({ run: () => ({ status: 422 }) });
  expect(returned.kept).toEqual([expect.objectContaining({ failure: undefined })]);
  const failed = await called({ run: () => Promise.reject(new Error('broken')) });
  expect([failed.status, failed.kept]).toEqual([500, [expect.objectContaining({ failure: undefined })]]);
});

it('knows no body that is not what it must be', async () => {
  const { kept } = await called({ body: { floors: 'three' } });
  expect(kept).toEqual([expect.objectContaining({ body: undefined })]);
});

it.each<[string, Setting]>([
  ['a success', {}],
  ['what only reads', { run: refuse, route: 'GET /towers/{number}' }],
  ['a caller that nobody knows', { run: refuse, headers: {} }],
])('keeps nothing of %s', async (_, setting) => {
  expect((await called(setting)).kept).toEqual([]);
});

it('answers the same where it cannot be kept', async () => {
  const broken = await called({ run: refuse, keep: () => Promise.reject(new Error('not allowed')) });
  const line = { message: 'a refusal was not kept', operation: operation.name };
  expect([broken.status, broken.lines]).toEqual([
    422,
    [expect.objectContaining({ ...line, level: 'ERROR' })],
  ]);
  const busy = await called({ run: refuse, keep: () => Promise.reject(new GaveUp('throttled', 'busy')) });
  expect([busy.status, busy.lines]).toEqual([422, [expect.objectContaining({ ...line, level: 'WARN' })]]);
});

it('does not begin what there is no time for', async () => {
  const { status, kept, lines } = await called({ run: refuse, left: 1_400 });
  expect([status, kept]).toEqual([422, []]);
  expect(lines).toEqual([expect.objectContaining({ level: 'WARN', message: 'a refusal was not kept' })]);
});
