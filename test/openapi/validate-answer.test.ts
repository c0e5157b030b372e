import { describe, expect, it } from 'vitest';
import { validateAnswer } from '../support/openapi.ts';

const headers = { 'content-type': 'application/json' };
const body = {
  status: 'PROCESSED',
  result: 'DELETED',
  message: 'Customer deleted',
  clientNo: 2218,
  accountNo: 500002,
  customerNo: '543210',
};

const problemsOf = (answer: { status?: number; headers?: Record<string, string>; body?: unknown }) =>
  validateAnswer('amili/customers/delete-customer', { status: 200, headers, body, ...answer });

describe('an answer', () => {
  it('may be as documented', () => {
    expect(problemsOf({})).toEqual([]);
  });

  it('may have no status that is not documented', () => {
    expect(problemsOf({ status: 418, body: 'teapot' })).toEqual([
      'status 418 is not documented; the body is "teapot"',
    ]);
  });

  it('may have no other content type', () => {
    expect(problemsOf({ headers: { 'content-type': 'text/html' } })).toEqual([
      'content type text/html is not documented',
    ]);
    expect(problemsOf({ headers: {} })).toEqual(['content type none is not documented']);
  });

  it('may have no other body', () => {
    expect(problemsOf({ body: { ...body, clientNo: '2218', extra: true } })).toEqual([
      'body must NOT have additional properties {"additionalProperty":"extra"}',
      'body/clientNo must be integer {"type":"integer"}',
    ]);
    expect(problemsOf({ body: '' })).toEqual(['body must be object {"type":"object"}']);
  });

  it('is held to what operations share', () => {
    const refusal = { status: 'FAILED', result: 'UNAUTHORIZED', message: 'Who?' };
    const challenged = { ...headers, 'www-authenticate': 'Bearer' };
    expect(problemsOf({ status: 401, headers: challenged, body: refusal })).toEqual([]);
    expect(problemsOf({ status: 401, body: refusal })).toEqual([
      'the documented header WWW-Authenticate is missing',
    ]);
  });
});

it('may have no body where none is documented', () => {
  const deleted = (body: unknown) =>
    validateAnswer('beel/customers/delete-customer', { status: 204, headers: {}, body });
  expect(deleted('')).toEqual([]);
  expect(deleted('bye')).toEqual(['no body is documented; it is "bye"']);
});

it('knows the operations of the table only', () => {
  const unknown = () => validateAnswer('amili/delete-everything', { status: 200, headers, body });
  expect(unknown).toThrow('there is no operation amili/delete-everything');
});
