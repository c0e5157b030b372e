import type { Context } from 'aws-lambda';
import { expect, it } from 'vitest';
import * as z from 'zod/mini';
import { type Dialect, type HttpEvent, json } from '../../shared/http/dialect.ts';
import type { Documentation, Responses } from '../../shared/http/documentation.ts';
import { lambda } from '../../shared/http/lambda.ts';
import type { Operation } from '../../shared/http/operation.ts';

/** A dialect that answers with what an operation returns. */
const plain: Dialect<'public', string, unknown> = {
  authenticate: () => 'Ada',
  success: (body) => json(200, body),
  failure: (failure) => json(failure ? 400 : 500, { problem: failure?.problem }),
};

const responses = <Body extends z.ZodMiniType<unknown, unknown>>(
  schema: Body,
): Responses<z.output<Body>> => ({ 200: { description: 'OK', schema } });

const documentation = () =>
  ({
    operationId: 'buildTower',
    summary: 'Build a tower',
    source: 'ours',
    responses: responses(z.strictObject({ floors: z.int(), builder: z.string() })),
  }) satisfies Documentation;

const operation = {
  name: 'towers/building/build-tower',
  route: 'POST /towers/{number}',
  access: 'public',
  grants: {},
  path: z.object({ number: z.string() }),
  body: z.object({ floors: z.int() }),
} as const satisfies Operation<'public'>;

const event = (body: unknown, number = '7') =>
  ({
    rawPath: `/towers/${number}`,
    headers: { 'content-type': 'application/json' },
    pathParameters: { number },
    body: typeof body === 'string' ? body : JSON.stringify(body),
  }) as unknown as HttpEvent;

const context = {
  awsRequestId: '11111111-1111-4111-8111-111111111111',
  getRemainingTimeInMillis: () => 15_000,
} as Context;

it('hands an operation its parsed request, and gives its answer out', async () => {
  const seen: unknown[] = [];
  const handler = lambda<typeof documentation>()(plain, operation, ({ caller, path, body, origin }) => {
    seen.push({ caller, path, body, operation: origin.operation, requestId: origin.requestId });
    return { floors: body.floors, builder: caller };
  });

  const { statusCode, body } = await handler(event({ floors: 3 }), context);

  expect([statusCode, JSON.parse(body!)]).toEqual([200, { floors: 3, builder: 'Ada' }]);
  expect(seen).toEqual([
    {
      caller: 'Ada',
      path: { number: '7' },
      body: { floors: 3 },
      operation: 'towers/building/build-tower',
      requestId: context.awsRequestId,
    },
  ]);
});

it('does not compile an operation that returns another shape than it documents, or documents none', () => {
  const handlers = [
    // @ts-expect-error a member is missing
    lambda<typeof documentation>()(plain, operation, () => ({ floors: 3 })),
    // @ts-expect-error a member is of another type
    lambda<typeof documentation>()(plain, operation, () => ({ floors: '3', builder: 'Ada' })),
    // @ts-expect-error nothing is documented
    lambda()(plain, operation, () => ({ floors: 3, builder: 'Ada' })),
  ];
  expect(handlers.map((handler) => typeof handler)).toEqual(['function', 'function', 'function']);
});

const refused = async (body: unknown) => {
  const handler = lambda<typeof documentation>()(plain, operation, () => ({ floors: 1, builder: 'nobody' }));
  const answer = await handler(event(body), context);
  return JSON.parse(answer.body!).problem;
};

it('tells what is wrong with a body in words', async () => {
  expect(await refused('{"floors":')).toEqual({
    kind: 'malformedBody',
    message: 'the body is not valid JSON',
  });
  expect(await refused('{"__proto__":{}}')).toEqual({
    kind: 'malformedBody',
    message: 'the key __proto__ is not allowed',
  });
  const half = { kind: 'malformedBody', message: 'the body has half a surrogate pair' };
  expect(await refused('{"floors":"\\ud800"}')).toEqual(half);
  expect(await refused('{"\\udc00":[]}')).toEqual(half);
});

it('takes 25,000 values and no more, however deep they are', async () => {
  const many = (count: number) => `{"floors":1,"more":[${Array(count - 3).fill(0)}]}`;
  expect(await refused(many(25_000))).toBe(undefined);
  const tooMany = { kind: 'malformedBody', message: 'the body has more than 25000 values' };
  expect(await refused(many(25_001))).toEqual(tooMany);
  expect(await refused(`${'['.repeat(30_000)}${']'.repeat(30_000)}`)).toMatchObject({
    kind: 'malformedBody',
  });
});

it.each([
  [15_000, undefined, 8_000],
  [15_000, 10_000, 10_000],
  [11_000, 10_000, 7_000],
])(
  'gives a request with %d ms left and a patience of %s a deadline in %d ms',
  async (left, patience, expected) => {
    let deadline = 0;
    const patient = { ...operation, ...(patience !== undefined && { patience }) };
    const handler = lambda<typeof documentation>()(plain, patient, ({ origin, body, caller }) => {
      deadline = origin.deadline;
      return { floors: body.floors, builder: caller };
    });
    const before = performance.now();

    await handler(event({ floors: 3 }), { ...context, getRemainingTimeInMillis: () => left });

    expect(deadline).toBeGreaterThanOrEqual(before + expected);
    expect(deadline).toBeLessThanOrEqual(performance.now() + expected);
  },
);
