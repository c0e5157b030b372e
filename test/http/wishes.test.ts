import type { Context } from 'aws-lambda';
import { describe, expect, it } from 'vitest';
import * as z from 'zod/mini';
import { operations } from '../../functions/operations.ts';
import { type Dialect, type HttpEvent, json, type Refusal } from '../../shared/http/dialect.ts';
import { Failure, type Problem } from '../../shared/http/failure.ts';
import { lambda } from '../../shared/http/lambda.ts';
import type { Operation } from '../../shared/http/operation.ts';
import { writes } from '../../shared/http/wishes.ts';
import { tagOf } from '../../shared/receivables/customers/tag.ts';
import { stampOf } from '../../shared/receivables/stamp.ts';

const operation = {
  name: 'towers/building/raze-tower',
  route: 'DELETE /towers/{number}',
  access: 'open',
  grants: { receivables: ['UpdateItem'] },
  path: z.object({ number: z.string() }),
} as const satisfies Operation<'open'>;

const context = {
  awsRequestId: '11111111-1111-4111-8111-111111111111',
  getRemainingTimeInMillis: () => 15_000,
} as Context;

interface Setting {
  readonly deletes?: 'one' | 'many';
  readonly route?: Operation['route'];
  readonly grants?: Operation['grants'];
  readonly run?: () => unknown;
  readonly authorization?: string;
  readonly number?: string;
}

/** Calls an operation with these headers. @returns its answer, what it was called with, and the refusals that were kept */
async function called(headers: Record<string, string>, setting: Setting = {}) {
  const { run = () => ({}), authorization = 'Ada', number = '7', ...others } = setting;
  const requests: { wishes?: unknown; origin: Parameters<typeof stampOf>[0] }[] = [];
  const kept: Refusal<string>[] = [];
  const dialect: Dialect<'open', string, unknown> = {
    authenticate(event) {
      if (!event.headers.authorization) throw new Failure({ kind: 'unauthenticated' });
      return event.headers.authorization;
    },
    success: (body) => json(200, body),
    failure: (failure) => json(400, { problem: failure?.problem }),
    async keepRefusal(refusal) {
      kept.push(refusal);
    },
  };
  const handler = lambda<() => never>()(dialect, { ...operation, ...others }, ((request: never) => {
    requests.push(request);
    return run();
  }) as never);
  const event = {
    rawPath: '/towers/7',
    headers: { ...(authorization && { authorization }), ...headers },
    pathParameters: { number },
  };
  const answer = await handler(event as unknown as HttpEvent, context);
  const { problem } = JSON.parse(answer.body ?? '') as { readonly problem?: Problem };
  const issues = problem?.kind === 'invalid' ? problem.issues : [];
  return { answer, requests, kept, problems: issues.map(({ field, message }) => `${field}: ${message}`) };
}

const isEcho = ({ answer }: Awaited<ReturnType<typeof called>>) => answer.headers?.['offboard-dry-run'];

describe('Offboard-Reason', () => {
  it.each([
    ['x', 'x'],
    ['Asked for by the customer, ticket #42', 'Asked for by the customer, ticket #42'],
    ['r'.repeat(200), 'r'.repeat(200)],
    ['ó'.repeat(200), 'ó'.repeat(200)],
    ['😀'.repeat(200), '😀'.repeat(200)],
    [Buffer.from('Éxito: pidió la baja').toString('latin1'), 'Éxito: pidió la baja'],
  ])('%j is the reason %j in what a request writes', async (sent, reason) => {
    const { requests } = await called({ 'Offboard-Reason': sent });
    expect(requests.map(({ origin }) => stampOf(origin, 'Ada').reason)).toEqual([reason]);
    expect(stampOf(requests[0]!.origin, 'Ada', 'of a field').reason).toBe('of a field');
  });

  it('may be left out', async () => {
    const { requests } = await called({});
    expect(requests.map(({ origin }) => Object.keys(stampOf(origin, 'Ada')))).toEqual([
      ['at', 'by', 'requestId', 'operation'],
    ]);
  });

  it.each([
    '',
    ' ',
    'r'.repeat(201),
    'two\nlines',
    'tab\t',
    'null\0',
    'next\u0085line',
    'right\u202eleft',
    'half \ud800',
    'line\u2028end',
  ])('%j is refused', async (reason) => {
    const { problems, requests } = await called({ 'offboard-reason': reason });
    expect(problems).toEqual(['Offboard-Reason: must be 1 to 200 printable characters']);
    expect(requests).toEqual([]);
  });

  it('is not looked at where nothing is written', async () => {
    const reads = { route: 'POST /towers/{number}', grants: { receivables: ['Query'] } } as const;
    const { requests } = await called({ 'offboard-reason': '', 'offboard-dry-run': 'true' }, reads);
    expect(requests).toHaveLength(1);
    expect(requests[0]?.origin.reason).toBe(undefined);
  });
});

describe('Offboard-Dry-Run', () => {
  it.each(['one', 'many'] as const)(
    'true is a wish of a delete of %s, and in its answer',
    async (deletes) => {
      const result = await called({ 'Offboard-Dry-Run': 'true' }, { deletes });
      expect(result.requests.map(({ wishes }) => wishes)).toEqual([{ dryRun: true, seen: undefined }]);
      expect(isEcho(result)).toBe('true');
      const real = await called({}, { deletes });
      expect(real.requests.map(({ wishes }) => wishes)).toEqual([{ dryRun: false, seen: undefined }]);
      expect(isEcho(real)).toBe(undefined);
    },
  );

  it.each(['', 'false', 'TRUE', '1', 'true,true', 'true;q=1', 'yes'])('%j is refused', async (value) => {
    const result = await called({ 'offboard-dry-run': value }, { deletes: 'one' });
    expect(result.problems).toEqual(['Offboard-Dry-Run: must be true, where it is sent']);
    expect([result.requests, isEcho(result)]).toEqual([[], undefined]);
  });

  it('is refused by every other write, because that has none', async () => {
    const result = await called({ 'offboard-dry-run': 'true' });
    expect(result.problems).toEqual(['Offboard-Dry-Run: is taken by deletes alone: nothing was done']);
    expect([result.requests, isEcho(result)]).toEqual([[], undefined]);
  });

  it('is in every refusal, none of which is kept', async () => {
    const refuse = () => {
      throw new Failure({ kind: 'routeNotFound' });
    };
    const dry = { 'offboard-dry-run': 'true' };
    const refusals = [
      await called(dry, { deletes: 'one', run: refuse }),
      await called(dry, { deletes: 'one', authorization: '' }),
      await called({ ...dry, 'offboard-reason': '' }, { deletes: 'one' }),
    ];
    expect(refusals.map(isEcho)).toEqual(['true', 'true', 'true']);
    const meant = await called({ 'offboard-dry-run': 'yes' }, { deletes: 'one' });
    expect([...refusals, meant].flatMap(({ kept }) => kept)).toEqual([]);
    expect((await called({}, { deletes: 'one', run: refuse })).kept).toHaveLength(1);
  });
});

describe('If-Match', () => {
  const tag = tagOf({ version: 12, creation: { at: '', by: '', requestId: 'r 1' } });
  const nobody = { version: 0, createdIn: '' };

  it.each([
    ['*', undefined],
    [`"${tag}"`, { version: 12, createdIn: 'r 1' }],
    [`"${tag}.of-a-preview"`, { version: 12, createdIn: 'r 1' }],
    [`W/"${tag}"`, nobody],
    ['""', nobody],
    ['"no tag of ours"', undefined],
    ['"!"', nobody],
    [`"${'a'.repeat(4_000)}"`, nobody],
    ['"ÿ"', nobody],
  ])('%s', async (value, seen) => {
    const { requests, problems } = await called({ 'if-match': value }, { deletes: 'one' });
    if (value.includes(' ')) expect(problems).toEqual(['If-Match: must be one entity tag, or *']);
    else expect(requests.map(({ wishes }) => wishes)).toEqual([{ dryRun: false, seen }]);
  });

  it.each(['', tag, `'${tag}'`, `"${tag}", "b"`, `"${tag}",*`, `w/"${tag}"`, '**', '"a"b"', `"${tag}`])(
    '%j is refused',
    async (value) => {
      const { problems, requests } = await called({ 'if-match': value }, { deletes: 'one' });
      expect(problems).toEqual(['If-Match: must be one entity tag, or *']);
      expect(requests).toEqual([]);
    },
  );

  it.each(['*', `"${tag}"`])('%s is refused by deletes of many', async (value) => {
    const { problems, requests } = await called({ 'if-match': value }, { deletes: 'many' });
    expect(problems).toEqual(['If-Match: is taken by deletes of one alone: nothing was done']);
    expect(requests).toEqual([]);
  });

  it('is not looked at by other writes', async () => {
    expect((await called({ 'if-match': '"' })).requests).toHaveLength(1);
  });
});

it('everything that is wrong with the headers is told at once, before the path is looked at', async () => {
  const headers = { 'offboard-reason': '', 'offboard-dry-run': 'no', 'if-match': 'x' };
  const { problems } = await called(headers, { deletes: 'one', number: undefined as never });
  expect(problems.map((problem) => problem.split(':')[0])).toEqual([
    'Offboard-Reason',
    'Offboard-Dry-Run',
    'If-Match',
  ]);
});

it('every operation that is no GET writes, but logins, searches and previews', () => {
  const others = operations.filter(
    ({ operation }) => !operation.route.startsWith('GET ') && !writes(operation),
  );
  expect(others.map(({ operation: { name } }) => name.split('/').slice(1).join('/')).sort()).toEqual([
    'customers/create-template',
    'customers/preview-deletion',
    'customers/preview-import',
    'customers/search-customers',
    'invoices/search-invoices',
    'tokens/create-token',
    'tokens/create-token',
  ]);
});
