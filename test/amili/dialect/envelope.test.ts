import { describe, expect, expectTypeOf, it } from 'vitest';
import * as z from 'zod/mini';
import { amili } from '../../../functions/amili/dialect/dialect.ts';
import { responsesByStatus, StatusAnswer } from '../../../functions/amili/dialect/envelope.ts';
import type { Documentation, SuccessOf } from '../../../shared/http/documentation.ts';
import type { Origin } from '../../../shared/http/operation.ts';

const origin = { pathParameters: {} } as unknown as Origin;
const headers = {
  'content-type': 'application/json',
  'cache-control': 'no-store',
  'x-content-type-options': 'nosniff',
};

const done = z.strictObject({ status: z.literal('PROCESSED') });
const part = z.strictObject({ status: z.literal('PARTIAL') });

const documentation = () =>
  ({
    operationId: 'storeRows',
    summary: 'Stores rows',
    source: 'ours',
    responses: responsesByStatus(
      { 200: { description: 'All', schema: done }, 207: { description: 'Some', schema: part } },
      [401, 500],
      ['TOO_MANY'],
    ),
  }) satisfies Documentation;

describe('a success', () => {
  it('is a body that is answered with 200', () => {
    const body = { status: 'PROCESSED' };
    expect(amili.success(body, origin)).toEqual({ statusCode: 200, headers, body: JSON.stringify(body) });
  });

  it('may have another status, and headers beside', () => {
    const body = { status: 'QUEUED' };
    expect(amili.success(new StatusAnswer(202, body, { location: '/batches/1' }), origin)).toEqual({
      statusCode: 202,
      headers: { ...headers, location: '/batches/1' },
      body: JSON.stringify(body),
    });
  });
});

describe('answers by status', () => {
  it('are documented beside the failures', () => {
    const { responses } = documentation();
    expect(Object.entries(responses).map(([status, { description }]) => [status, description])).toEqual([
      ['200', 'All'],
      ['207', 'Some'],
      ['401', 'Unauthorized'],
      ['422', 'Refused'],
      ['500', 'Server Error'],
    ]);
  });

  it('have each the body of their status', () => {
    expectTypeOf<SuccessOf<typeof documentation>>().toEqualTypeOf<
      StatusAnswer<200, { status: 'PROCESSED' }> | StatusAnswer<207, { status: 'PARTIAL' }>
    >();
    // @ts-expect-error: a 207 says PARTIAL
    const wrong: SuccessOf<typeof documentation> = new StatusAnswer(207, { status: 'PROCESSED' });
    expect(wrong.status).toBe(207);
  });
});
