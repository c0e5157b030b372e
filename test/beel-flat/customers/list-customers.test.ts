import { beforeAll, describe, expect, it } from 'vitest';
import { type CompanyCustomers, dataOf, newCompanyCustomers } from '../../beel/customers/companies.ts';
import { address, newNif } from '../../beel/samples.ts';
import { beelFailure, beelSuccess } from '../../support/envelopes.ts';
import { call } from '../../support/http.ts';

let own: CompanyCustomers;

beforeAll(async () => {
  own = await newCompanyCustomers();
});

const list = (query = '', { authorization } = own) =>
  call(`GET /api/v1/customers${query}`, { authorization });

const pagination = (total_pages: number, total_items: number) => ({
  ...{ current_page: 1, total_pages, total_items, items_per_page: 20, has_next: false, has_previous: false },
});

describe('GET /api/v1/customers', () => {
  it('shows the customers of both generations as flat routes show them', async () => {
    const website = 'https://ada.es';
    const flat = dataOf(await own.createFlat({ legal_name: 'Ada SL', nif: newNif(), address, web: website }));
    const today = dataOf(await own.create({ legal_name: 'Àlber SL', nif: newNif(), address, website }));
    const inactive = dataOf(await own.createFlat({ legal_name: 'Zoe', nif: newNif(), address }));
    await call(`DELETE /api/v1/customers/${inactive.id}`, own);

    const answer = await list();

    expect(answer.status).toBe(200);
    const customers = [flat, { ...today, web: website }];
    expect(answer.body).toEqual(beelSuccess({ customers, pagination: pagination(1, 2) }));
    expect(answer.headers.sunset).toBe('Wed, 09 Dec 2026 00:00:00 GMT');
    const found = await list('?search=alber&sort_by=created_at');
    expect(dataOf(found).customers).toEqual([customers[1]]);
    const [gone] = dataOf(await list('?active=false')).customers as unknown[];
    expect(gone).toEqual({ ...inactive, active: false, updated_at: expect.any(String) });
  });

  it('has no page where there is no customer', async () => {
    const answer = await list('', await newCompanyCustomers());
    expect([answer.status, answer.body]).toEqual([
      200,
      beelSuccess({ customers: [], pagination: pagination(0, 0) }),
    ]);
  });

  it('refuses what is out of range, what it cannot read and what it does not know', async () => {
    const details = { limit: 'must be greater than or equal to 1' };
    const answers = [await list('?limit=0'), await list('?active=1'), await list('?status=1')];
    expect(answers.map(({ status, body }) => [status, body])).toEqual([
      [422, beelFailure('VALIDATION_ERROR', 'Validation constraint violation.', details)],
      [400, beelFailure('BAD_REQUEST', "Invalid parameter 'active': must be true or false")],
      [400, beelFailure('BAD_REQUEST', "Invalid parameter 'status': unknown")],
    ]);
  });
});
