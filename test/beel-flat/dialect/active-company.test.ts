import { randomUUID } from 'node:crypto';
import { beforeAll, describe, expect, it } from 'vitest';
import { newCompany, storedBeelCustomer } from '../../beel/samples.ts';
import { beelAuthorization } from '../../support/credentials.ts';
import { beelFailure, beelSuccess } from '../../support/envelopes.ts';
import { call } from '../../support/http.ts';
import { storedCustomer } from '../../support/store.ts';

let own: Awaited<ReturnType<typeof newCompany>>;

beforeAll(async () => {
  own = await newCompany();
});

const deactivate = (id: string, activeCompany: string, authorization = own.authorization) =>
  call(`DELETE /api/v1/customers/${id}`, {
    authorization,
    headers: { 'BeeL-Active-Company': activeCompany },
  });

describe('the header BeeL-Active-Company of flat routes', () => {
  it('may name the company of the key', async () => {
    const ref = await storedBeelCustomer(own.ref());

    const answer = await deactivate(ref.id, own.company.toUpperCase());

    expect(answer.status).toBe(200);
    expect(answer.body).toEqual(beelSuccess({ message: 'Customer deactivated successfully' }));
  });

  it.each(['', 'mine', '0', `${randomUUID()},${randomUUID()}`])('answers 400 to %j', async (unreadable) => {
    const ref = await storedBeelCustomer(own.ref());

    const answer = await deactivate(ref.id, unreadable);

    expect(answer.status).toBe(400);
    const message = 'The BeeL-Active-Company header must be a UUID';
    expect(answer.body).toEqual(beelFailure('ACTIVE_COMPANY_HEADER_INVALID', message));
    expect((await storedCustomer(ref))?.version).toBe(1);
  });

  it('answers 403 to another company, whether it exists or not', async () => {
    const ref = await storedBeelCustomer(own.ref());
    for (const company of [(await newCompany()).company, randomUUID()]) {
      const answer = await deactivate(ref.id, company);
      expect(answer.status).toBe(403);
      const message = 'The API key does not reach the active company';
      expect(answer.body).toEqual(beelFailure('ACTIVE_COMPANY_NOT_ACCESSIBLE', message));
    }
    expect((await storedCustomer(ref))?.version).toBe(1);
  });

  it.each([
    [['customers:write'], 'companies:read', 'companies:read'],
    [['customers:read'], 'customers:write, companies:read', 'customers:write,companies:read'],
  ])(
    'needs the scope companies:read beside the operation’s own: %j',
    async (scopes, lacking, missing_scopes) => {
      const authorization = await beelAuthorization({ company: own.company, scopes });

      const answer = await deactivate(randomUUID(), own.company, authorization);

      expect(answer.status).toBe(403);
      const details = { missing_scopes, required_scopes: 'customers:write,companies:read' };
      const message = `The API key lacks the scope ${lacking}`;
      expect(answer.body).toEqual(beelFailure('INSUFFICIENT_SCOPE', message, details));
    },
  );

  it('says nothing on routes that name the company', async () => {
    const ref = await storedBeelCustomer(own.ref());
    const authorization = await beelAuthorization({ company: own.company, scopes: ['customers:write'] });

    const answer = await call(`DELETE /api/v1/companies/${own.company}/customers/${ref.id}`, {
      authorization,
      headers: { 'BeeL-Active-Company': 'ignored' },
    });

    expect(answer.status).toBe(204);
  });
});
