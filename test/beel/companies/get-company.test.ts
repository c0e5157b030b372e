import { randomUUID } from 'node:crypto';
import { expect, it } from 'vitest';
import { beelCanonicalFailure, beelSuccess } from '../../support/envelopes.ts';
import { call } from '../../support/http.ts';
import { address } from '../samples.ts';
import {
  companyProfile,
  newKnownCompany,
  notAccessible,
  shownCompany,
  shownUnknownCompany,
} from './companies.ts';

const pathOf = (company: string) => `/api/v1/companies/${company}`;

it('shows the company, alike to its live and its test key', async () => {
  const profile = companyProfile();
  const { company, key } = await newKnownCompany(profile);

  for (const authorization of [await key(), await key({ mode: 'test' })]) {
    const answer = await call(`GET ${pathOf(company.toUpperCase())}`, { authorization });
    expect([answer.status, answer.body]).toEqual([200, beelSuccess(shownCompany(company, profile))]);
  }
});

it('shows the legal name as trade name where there is none, and knows a person by the tax id', async () => {
  const profile = { legal_name: 'Ada García', nif: '12345678Z', address };
  const { company, authorization } = await newKnownCompany(profile);

  const answer = await call(`GET ${pathOf(company)}`, { authorization });

  const shown = { ...shownCompany(company, profile), trade_name: 'Ada García', entity_type: 'INDIVIDUAL' };
  expect(answer.body).toEqual(beelSuccess(shown));
});

it('shows no more than the id of a company whose keys an earlier version made', async () => {
  const { company, authorization } = await newKnownCompany();
  const answer = await call(`GET ${pathOf(company)}`, { authorization });
  expect([answer.status, answer.body]).toEqual([200, beelSuccess(shownUnknownCompany(company))]);
});

it('answers 403 for another company, whether it exists or not', async () => {
  const { authorization } = await newKnownCompany();
  const { company } = await newKnownCompany(companyProfile());
  for (const path of [pathOf(company), pathOf(randomUUID())]) {
    const answer = await call(`GET ${path}`, { authorization });
    expect([answer.status, answer.body]).toEqual([403, notAccessible(path)]);
  }
});

it('answers 400 to an id that is no UUID and to any query parameter', async () => {
  const { company, authorization } = await newKnownCompany();
  const malformed = await call(`GET ${pathOf('42')}`, { authorization });
  const message = "Invalid parameter 'company_id': must be a UUID";
  const details = { field: 'company_id', invalid_value: '42', expected_format: 'UUID' };
  expect([malformed.status, malformed.body]).toEqual([
    400,
    beelCanonicalFailure('VALIDATION_ERROR', message, '/v1/companies/42', details),
  ]);
  const unknown = await call(`GET ${pathOf(company)}?include=readiness`, { authorization });
  expect([unknown.status, unknown.body]).toEqual([
    400,
    beelCanonicalFailure(
      'VALIDATION_ERROR',
      "Invalid parameter 'include': unknown",
      pathOf(company).slice('/api'.length),
      { field: 'include' },
    ),
  ]);
});
