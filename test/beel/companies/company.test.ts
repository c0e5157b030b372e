import { randomUUID } from 'node:crypto';
import { expect, it } from 'vitest';
import { issuerOf, readCompany } from '../../../functions/beel/companies/company.ts';
import { credentials } from '../../../shared/dynamodb/tables.ts';
import { companyProfile, newKnownCompany } from './companies.ts';

it('issues invoices under its profile', async () => {
  const profile = companyProfile();
  const { company } = await newKnownCompany(profile);
  expect(issuerOf(await readCompany(credentials(), company))).toEqual(profile);
});

it('of which nothing is known has no more than its id and its account', async () => {
  const id = '550e8400-e29b-41d4-a716-446655440000';
  const company = await readCompany(credentials(), id);
  // Clients keep the account's id: it never changes.
  expect(company).toEqual({ id, account_id: '6a5794bc-b83f-5f0c-bef5-c0810f1e60b3' });
  expect(issuerOf(company)).toEqual({});
  expect((await readCompany(credentials(), randomUUID())).account_id).not.toBe(company.account_id);
});
