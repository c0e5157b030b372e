import { describe, expect, it } from 'vitest';
import { operatorKeyId } from '../../../functions/operator/dialect/api-keys.ts';
import { makeOperatorCredential } from '../../../infra/commands/credentials/make-credentials.ts';
import { revokeCredential } from '../../../shared/auth/credential-store.ts';
import { hashRandomSecret } from '../../../shared/auth/secrets.ts';
import { credentials } from '../../../shared/dynamodb/tables.ts';
import {
  amiliAuthorization,
  beelAuthorization,
  enkashAuthorization,
  newEnkashCompany,
  operatorAuthorization,
} from '../../support/credentials.ts';
import { problem } from '../../support/envelopes.ts';
import { call } from '../../support/http.ts';
import { storedCredential } from '../../support/stored-credential.ts';
import { customersPath } from '../worlds.ts';

const company = newEnkashCompany();
const path = customersPath('enkash', company);
const unauthenticated = problem(
  401,
  'unauthenticated',
  'No valid key',
  'a valid access token is required',
  path,
);

const ask = (authorization: string) => call(`GET ${path}`, { authorization });

describe('a key of the operator', () => {
  it('is stored as its hash, with what it may do', async () => {
    const grant = { name: 'ops', scopes: ['read'], tenants: ['amili:2218'] } as const;
    const { ids, key, authorization } = await makeOperatorCredential(grant);
    expect(key).toMatch(/^offboard_operator_[0-9a-f]{32}$/);
    expect(ids).toEqual([operatorKeyId(hashRandomSecret(key))]);
    expect(authorization).toBe(`Bearer ${key}`);
    const stored = await storedCredential(ids[0] as string);
    expect(stored).toEqual({
      ...{ pk: ids[0], sk: 'CREDENTIAL', id: ids[0], grant },
      createdAt: expect.any(String),
    });
  });

  it('is refused within five seconds after it was revoked, and for good', async () => {
    const { ids, authorization } = await makeOperatorCredential({ name: 'ops', scopes: ['read'] });
    expect((await ask(authorization)).status).toBe(200);
    await revokeCredential(credentials(), ids[0] as string, new Date());
    const until = Date.now() + 6_000;
    let answer = await ask(authorization);
    while (answer.status === 200 && Date.now() < until) answer = await ask(authorization);
    expect(answer.status).toBe(401);
    expect(answer.body).toEqual(unauthenticated);
  }, 10_000);

  it('needs the scope read to look', async () => {
    const answer = await ask(await operatorAuthorization({ scopes: ['write'] }));
    expect(answer.status).toBe(403);
    expect(answer.body).toEqual(
      problem(403, 'insufficient-scope', 'Insufficient scope', 'the key lacks the scope read', path),
    );
  });

  it.each([
    ['of EnKash', () => enkashAuthorization(company)],
    ['of Amili', () => amiliAuthorization([2218])],
    ['of BeeL', () => beelAuthorization()],
    ['that was revoked', () => operatorAuthorization({ revokedAt: '2026-01-01T00:00:00.000Z' })],
    ['that has expired', () => operatorAuthorization({ validUntil: '2026-01-01T00:00:00.000Z' })],
    ['that nobody made', async () => `Bearer offboard_operator_${'0'.repeat(32)}`],
    ['in another scheme', async () => (await operatorAuthorization()).replace('Bearer', 'Basic')],
  ])('is none %s', async (_, authorization) => {
    const answer = await ask(await authorization());
    expect(answer.status).toBe(401);
    expect(answer.headers['www-authenticate']).toBe('Bearer');
    expect(answer.headers['content-type']).toBe('application/problem+json');
    expect(answer.body).toEqual(unauthenticated);
  });

  it.each([
    'GET /api/v0/invoice/1',
    'GET /clients/2218/customers/1',
    'GET /api/v1/me/identity',
    'GET /api/v1/customers',
  ])('opens no route of a vendor: %s', async (route) => {
    const answer = await call(route, { authorization: await operatorAuthorization() });
    expect(answer.status).toBe(401);
  });
});
