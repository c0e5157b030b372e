import { randomUUID } from 'node:crypto';
import { beforeAll, expect, it } from 'vitest';
import { beelCanonicalFailure, beelSuccess } from '../../support/envelopes.ts';
import { call } from '../../support/http.ts';
import { companyProfile, newKnownCompany, shownCompany, shownUnknownCompany } from './companies.ts';

const profile = companyProfile();
let own: Awaited<ReturnType<typeof newKnownCompany>>;

beforeAll(async () => {
  own = await newKnownCompany(profile);
});

const pathOf = (account: string) => `/api/v1/accounts/${account}/companies`;
const list = (query = '', { account, authorization } = own) =>
  call(`GET ${pathOf(account)}${query}`, { authorization });

const pagination = {
  current_page: 1,
  total_pages: 1,
  total_items: 1,
  items_per_page: 20,
  has_next: false,
  has_previous: false,
};

it('lists the one company of the account', async () => {
  const { status, body } = await list();
  const companies = [shownCompany(own.company, profile)];
  expect([status, body]).toEqual([200, beelSuccess({ companies, pagination })]);
});

it.each([
  ['?search=GARCIA', 1],
  ['?search=el%20hor', 1],
  [`?search=${profile.nif.toLowerCase()}`, 1],
  ['?search=', 1],
  ['?search=Gonz%C3%A1lez', 0],
])('finds by part of a name or the tax id, whatever the case and accents: %s', async (query, total_items) => {
  const companies = [shownCompany(own.company, profile)].slice(0, total_items);
  expect((await list(query)).body).toEqual(
    beelSuccess({ companies, pagination: { ...pagination, total_items } }),
  );
});

it('has nothing behind its last page', async () => {
  const { body } = await list('?page=2&limit=1');
  const behind = { ...pagination, current_page: 2, items_per_page: 1, has_previous: true };
  expect(body).toEqual(beelSuccess({ companies: [], pagination: behind }));
});

it('says on request whether a company can issue, and what is missing', async () => {
  const ready = { ...shownCompany(own.company, profile), readiness: { ready: true, blockers: [] } };
  expect((await list('?include=readiness')).body).toEqual(beelSuccess({ companies: [ready], pagination }));

  const unknown = await newKnownCompany();
  const readiness = {
    ready: false,
    blockers: ['PROFILE_INCOMPLETE'],
    missing_fields: ['entity_type', 'legal_name', 'address'],
  };
  expect((await list('?include=readiness', unknown)).body).toEqual(
    beelSuccess({ companies: [{ ...shownUnknownCompany(unknown.company), readiness }], pagination }),
  );
});

it('answers 403 for another account, whether it exists or not', async () => {
  const other = await newKnownCompany(profile);
  for (const account of [other.account, own.company, randomUUID()]) {
    const { status, body } = await list('', { ...own, account });
    expect([status, body]).toEqual([
      403,
      beelCanonicalFailure(
        'ACCOUNT_NOT_ACCESSIBLE',
        'You do not have permission to access this account',
        pathOf(account).slice('/api'.length),
      ),
    ]);
  }
});

it.each([
  ['?limit=0', 422, { limit: 'must be greater than or equal to 1' }],
  ['?limit=101', 422, { limit: 'must be less than or equal to 100' }],
  ['?page=-1', 422, { page: 'must be greater than or equal to 1' }],
  ['?page=one', 400, { field: 'page', invalid_value: 'one', expected_format: 'number' }],
  ['?page=1.5', 400, { field: 'page', invalid_value: '1.5', expected_format: 'number' }],
  ['?include=all', 400, { field: 'include', invalid_value: 'all', allowed_values: 'readiness' }],
  ['?sort=name', 400, { field: 'sort' }],
])('refuses %s', async (query, status, details) => {
  const answer = await list(query);
  const { error } = answer.body as { error: Record<string, unknown> };
  expect([answer.status, error.code, error.details]).toEqual([status, 'VALIDATION_ERROR', details]);
  if (status === 422) expect(error.message).toBe('Validation constraint violation.');
});
