import { describe, expect, it } from 'vitest';
import type { Origin } from '../../shared/http/operation.ts';
import { stampOf } from '../../shared/receivables/stamp.ts';

const origin = {
  operation: 'enkash/customers/delete-customer',
  requestId: '11111111-1111-4111-8111-111111111111',
  receivedAt: new Date('2026-11-25T10:00:00.123Z'),
} as Origin;

describe('the stamp of a request', () => {
  const stamp = {
    at: '2026-11-25T10:00:00.123Z',
    by: 'ada@example.com',
    requestId: '11111111-1111-4111-8111-111111111111',
    operation: 'enkash/customers/delete-customer',
  };

  it('says who, when, in which request, and by which operation', () => {
    expect(stampOf(origin, 'ada@example.com')).toStrictEqual(stamp);
  });

  it('says why, where somebody said so', () => {
    const reason = 'asked for by the customer';
    expect(stampOf(origin, 'ada@example.com', reason)).toStrictEqual({ ...stamp, reason });
  });
});
