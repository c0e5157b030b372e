import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { dialectNames } from '../../../infra/openapi/documents.ts';
import { problem } from '../../support/envelopes.ts';
import { call } from '../../support/http.ts';
import { newOperator } from '../worlds.ts';

it('gives every dialect’s document, whatever the key reaches', async () => {
  const operate = await newOperator({ scopes: ['read'], tenants: [] });
  for (const dialect of dialectNames) {
    const { status, headers, body } = await operate(`GET /openapi/${dialect}.json`);
    expect([dialect, status, headers['content-type']]).toEqual([dialect, 200, 'application/json']);
    expect(body).toEqual(JSON.parse(readFileSync(`functions/${dialect}/openapi.json`, 'utf8')));
  }
});

it.each([
  'sap.json',
  'enkash',
  'constructor',
  '__proto__',
  '%2e%2e%2fservice%2fopenapi.json',
  'a'.repeat(128),
])('has no document %s', async (name) => {
  const path = `/openapi/${name}`;
  const { status, body } = await (await newOperator())(`GET ${path}`);
  const missing = problem(404, 'not-found', 'Not found', 'there is no such document', path);
  expect([status, body]).toEqual([404, { ...missing, instance: expect.any(String) }]);
});

it('is for keys that may read, and for no vendor’s', async () => {
  const path = '/openapi/enkash.json';
  expect((await call(`GET ${path}`)).status).toBe(401);
  const writes = await (await newOperator({ scopes: ['write'] }))(`GET ${path}`);
  expect([writes.status, writes.body]).toEqual([
    403,
    problem(403, 'insufficient-scope', 'Insufficient scope', 'the key lacks the scope read', path),
  ]);
});
