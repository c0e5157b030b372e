import { beforeAll, describe, expect, it } from 'vitest';
import { beelCanonicalFailure } from '../../support/envelopes.ts';
import { call } from '../../support/http.ts';
import { storedCustomer } from '../../support/store.ts';
import { newCompany, storedBeelCustomer } from '../samples.ts';

let own: Awaited<ReturnType<typeof newCompany>>;

beforeAll(async () => {
  own = await newCompany();
});

describe('an Accept header on the routes of today', () => {
  it('that takes no JSON is a 406, and nothing is written', async () => {
    const ref = await storedBeelCustomer(own.ref());
    const path = `/api/v1/companies/${own.company}/customers/${ref.id}`;
    const headers = { accept: 'text/html, application/xml' };
    const answer = await call(`DELETE ${path}`, { ...own, headers });
    const message = 'This operation answers with application/json, which the Accept header does not take';
    expect([answer.status, answer.body]).toEqual([
      406,
      beelCanonicalFailure('NOT_ACCEPTABLE', message, path.slice('/api'.length)),
    ]);
    expect((await storedCustomer(ref))?.version).toBe(1);
    const anything = await call(`GET ${path}`, { ...own, headers: { accept: 'text/html, */*;q=0.1' } });
    expect(anything.status).toBe(200);
    // Generations before today's know no 406.
    expect((await call(`GET /api/v1/customers/${ref.id}`, { ...own, headers })).status).toBe(200);
  });

  it('is looked at after the key and its scopes', async () => {
    const ref = own.ref();
    const path = `/api/v1/companies/${own.company}/customers/${ref.id}`;
    expect((await call(`GET ${path}`, { headers: { accept: 'text/html' } })).status).toBe(401);
  });
});
