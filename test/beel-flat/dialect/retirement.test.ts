import { randomUUID } from 'node:crypto';
import { beforeAll, describe, expect, it } from 'vitest';
import { operations as today } from '../../../functions/beel/operations.ts';
import { successorOf } from '../../../functions/beel-flat/dialect/successor.ts';
import { operations } from '../../../functions/beel-flat/operations.ts';
import { newCompany, storedBeelCustomer } from '../../beel/samples.ts';
import { beelFailure } from '../../support/envelopes.ts';
import { call } from '../../support/http.ts';
import { storedCustomer } from '../../support/store.ts';

let own: Awaited<ReturnType<typeof newCompany>>;

beforeAll(async () => {
  own = await newCompany();
});

const C = '/v1/companies/{company_id}';

/** What the vendor has in the place of each flat route: the path alone, as methods may differ. */
const SUCCESSORS: Readonly<Record<string, string | undefined>> = {
  'GET /api/v1/customers': `${C}/customers`,
  'POST /api/v1/customers': `${C}/customers`,
  'GET /api/v1/customers/{customer_id}': `${C}/customers/{customer_id}`,
  'PUT /api/v1/customers/{customer_id}': undefined,
  'PATCH /api/v1/customers/{customer_id}': `${C}/customers/{customer_id}`,
  'DELETE /api/v1/customers/{customer_id}': `${C}/customers/{customer_id}`,
  'POST /api/v1/customers/bulk': `${C}/customers/bulk`,
  'DELETE /api/v1/customers/bulk': `${C}/customers/bulk`,
  'POST /api/v1/customers/templates/csv': '/v1/templates/customer-import',
  'POST /api/v1/customers/import-csv-preview': `${C}/customers/imports/preview`,
  'GET /api/v1/invoices': `${C}/invoices`,
  'POST /api/v1/invoices': `${C}/invoices`,
  'GET /api/v1/invoices/{invoice_id}': `${C}/invoices/{invoice_id}`,
  'PUT /api/v1/invoices/{invoice_id}': `${C}/invoices/{invoice_id}`,
  'DELETE /api/v1/invoices/{invoice_id}': `${C}/invoices/{invoice_id}`,
};

const RETIRING = { deprecation: 'true', sunset: 'Wed, 09 Dec 2026 00:00:00 GMT' };

describe('every answer of a flat route', () => {
  it.each(operations.map(({ operation }) => operation.route))('names what takes the place of %s', (route) => {
    expect(Object.keys(SUCCESSORS)).toContain(route);
    expect(successorOf(route)).toBe(SUCCESSORS[route]);
  });

  it('says when the route retires: a success, a refusal, and a path that no route takes', async () => {
    const ref = await storedBeelCustomer(own.ref());
    const path = `/api/v1/customers/${ref.id}`;
    const link = `<${C}/customers/{customer_id}>; rel="successor-version"`;
    const shown = await call(`GET ${path}`, own);
    expect([shown.status, shown.headers]).toMatchObject([200, { ...RETIRING, link }]);
    const nobody = await call(`DELETE ${path}`);
    expect([nobody.status, nobody.headers]).toMatchObject([401, { ...RETIRING, link }]);
    const missing = await call(`GET /api/v1/customers/${randomUUID()}`, own);
    expect([missing.status, missing.headers]).toMatchObject([404, { ...RETIRING, link }]);
    const nowhere = await call('GET /api/v1/customer', own);
    expect([nowhere.status, nowhere.headers]).toMatchObject([404, RETIRING]);
    expect(nowhere.headers).not.toHaveProperty('link');
    const current = await call(`GET /api/v1/companies/${own.company}/customers/${ref.id}`, own);
    expect(current.status).toBe(200);
    for (const name of ['deprecation', 'sunset', 'link']) expect(current.headers).not.toHaveProperty(name);
  });
});

describe('a query parameter that is not known', () => {
  it.each([...operations, ...today].map(({ operation }) => operation))('is refused by $name', ({ query }) => {
    const { error } = query?.safeParse({ unheard_of: '1' }) ?? {};
    expect(error?.issues).toContainEqual(
      expect.objectContaining({ code: 'unrecognized_keys', keys: ['unheard_of'] }),
    );
  });

  it('is a 400 on flat routes since 3 September 2026, and nothing is written', async () => {
    const ref = await storedBeelCustomer(own.ref());
    const answer = await call(`DELETE /api/v1/customers/${ref.id}?force=true`, own);
    const message = "Invalid parameter 'force': unknown";
    expect([answer.status, answer.body]).toEqual([400, beelFailure('BAD_REQUEST', message)]);
    expect((await storedCustomer(ref))?.version).toBe(1);
  });
});
