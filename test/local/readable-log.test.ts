import { describe, expect, it } from 'vitest';
import { readable } from '../../infra/local/readable-log.ts';

const timestamp = new Date(2026, 10, 21, 20, 45, 13).toISOString();
const request = {
  timestamp,
  level: 'INFO',
  message: 'request',
  operation: 'enkash/customers/delete-customer',
  statusCode: 200,
  durationMs: 12,
  requestId: '5b0c0a4e-6f3c-4a53-9f0c-0d4a7d8f1b11',
  traceId: '6b0202d93e796e205ca1d18140c98cf8',
  route: 'DELETE /api/v0/customer/{customerId}',
  caller: 'ada@example.com',
  tenant: 'CEKFOWV7UQ',
  ids: { customerId: 'KCMW2U9R4H9HPNKC' },
};
const trace = `trace ${request.traceId}`;

describe('a request on a terminal is one line', () => {
  it.each([
    [
      'that succeeds',
      { ...request, outcome: 'removed' },
      `20:45:13 DELETE /api/v0/customer/KCMW2U9R4H9HPNKC 200 12 ms ada@example.com/CEKFOWV7UQ removed ${trace}`,
    ],
    [
      'that is refused',
      { ...request, statusCode: 422, outcome: 'linked', refusal: 'it has 1 live invoice(s)' },
      `20:45:13 DELETE /api/v0/customer/KCMW2U9R4H9HPNKC 422 12 ms ada@example.com/CEKFOWV7UQ linked ` +
        `(it has 1 live invoice(s)) ${trace}`,
    ],
    [
      'with wrong fields, of nobody known',
      {
        ...request,
        caller: undefined,
        tenant: undefined,
        ids: { customerId: 'a/b c' },
        outcome: 'invalid',
        refusal: 'invalid',
        fields: ['customerId', 'parentCompanyId'],
      },
      `20:45:13 DELETE /api/v0/customer/a%2Fb%20c 200 12 ms invalid customerId, parentCompanyId ${trace}`,
    ],
    [
      'that decides many',
      {
        ...request,
        route: 'DELETE /api/v1/customers/bulk',
        ids: undefined,
        outcomes: { removed: 3, linked: 1 },
      },
      `20:45:13 DELETE /api/v1/customers/bulk 200 12 ms ada@example.com/CEKFOWV7UQ removed=3 linked=1 ${trace}`,
    ],
    [
      'that no route takes',
      {
        ...request,
        route: '$default',
        ids: undefined,
        caller: undefined,
        tenant: undefined,
        method: 'GET',
        path: '/nowhere',
        statusCode: 404,
        outcome: 'routeNotFound',
        refusal: 'routeNotFound',
      },
      `20:45:13 GET /nowhere 404 12 ms routeNotFound ${trace}`,
    ],
  ])('%s', (_, line, text) => {
    expect(readable(line)).toBe(`${text}\n`);
  });

  it('in which nothing of a client moves the cursor', () => {
    const line = { ...request, caller: 'a\u001b[2K\r\nb\u202e', outcome: 'removed' };
    expect(readable(line)).toContain(' a\\u{1b}[2K\\u{d}\\u{a}b\\u{202e}/CEKFOWV7UQ removed');
    expect(readable(line).split('\n')).toHaveLength(2);
  });
});

it('an error follows its line with its stack and its cause', () => {
  const error = new Error('broken', { cause: new Error('worn') });
  const lines = readable({ ...request, level: 'ERROR', statusCode: 500, outcome: 'failed', error }).split(
    '\n',
  );
  expect(lines[0]).toBe(
    `20:45:13 ERROR DELETE /api/v0/customer/KCMW2U9R4H9HPNKC 500 12 ms ada@example.com/CEKFOWV7UQ failed ${trace}`,
  );
  expect(lines[1]).toBe('  Error: broken');
  expect(lines[2]).toMatch(/^ {6}at .*readable-log\.test\.ts:\d+:\d+/);
  expect(lines.join('\n')).toContain('[cause]: Error: worn');
  expect(lines.at(-1)).toBe('');
});

it('what is no request is its message and its fields', () => {
  const line = { timestamp, level: 'DEBUG', message: 'sent', command: 'GetItem', attempts: 2, of: { a: 1 } };
  expect(readable(line)).toBe('20:45:13 DEBUG sent command=GetItem attempts=2 of={"a":1}\n');
});

it('a call of a worker is one line', () => {
  const line = {
    timestamp,
    level: 'INFO',
    message: 'records',
    worker: 'workers/apply-batches',
    records: 3,
    done: 2,
    durationMs: 12,
    requestId: request.requestId,
    outcomes: { applied: 1, repeated: 1 },
  };
  expect(readable(line)).toBe('20:45:13 workers/apply-batches 2 of 3 records 12 ms applied=1 repeated=1\n');
});
