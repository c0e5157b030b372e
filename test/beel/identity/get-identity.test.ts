import { expect, it } from 'vitest';
import { SCOPES } from '../../../functions/beel/dialect/api-keys.ts';
import { beelCanonicalFailure, beelSuccess } from '../../support/envelopes.ts';
import { call } from '../../support/http.ts';
import { companyProfile, newKnownCompany } from '../companies/companies.ts';

const ME = '/api/v1/me/identity';

it('tells the account and what the key may do, and is kept by no cache', async () => {
  const profile = companyProfile();
  const { account, authorization } = await newKnownCompany(profile);

  const answer = await call(`GET ${ME}`, { authorization });

  const credential = { type: 'api_key', environment: 'PROD', scopes: [...SCOPES] };
  const { email, legal_name: name } = profile;
  expect([answer.status, answer.body]).toEqual([
    200,
    beelSuccess({ account_id: account, email, name, credential }),
  ]);
  expect(answer.headers['cache-control']).toBe('no-store');
});

it('answers a test key without any scope, of a company of which nothing is known, for the same account', async () => {
  const { account, key } = await newKnownCompany();
  const authorization = await key({ mode: 'test', scopes: [] });

  // Which company is active changes nothing.
  const headers = { 'beel-active-company': 'nonsense' };
  const answer = await call(`GET ${ME}`, { authorization, headers });

  const email = `${account}@accounts.invalid`;
  const credential = { type: 'api_key', environment: 'TEST', scopes: [] };
  expect([answer.status, answer.body]).toEqual([
    200,
    beelSuccess({ account_id: account, email, credential }),
  ]);
});

it('answers 401 without a key, and 400 to any query parameter', async () => {
  const { authorization } = await newKnownCompany();
  const nobody = await call(`GET ${ME}`);
  const message = 'Authentication is required to access this resource';
  expect([nobody.status, nobody.body]).toEqual([
    401,
    beelCanonicalFailure('UNAUTHORIZED', message, '/v1/me/identity'),
  ]);
  const { status, body } = await call(`GET ${ME}?a=1`, { authorization });
  const unknown = "Invalid parameter 'a': unknown";
  expect([status, body]).toEqual([
    400,
    beelCanonicalFailure('VALIDATION_ERROR', unknown, '/v1/me/identity', { field: 'a' }),
  ]);
});
