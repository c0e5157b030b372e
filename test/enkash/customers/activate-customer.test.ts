import { afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { listKey } from '../../../shared/receivables/lists/listing.ts';
import { enkashAuthorization, newEnkashCompany } from '../../support/credentials.ts';
import { enkashFailure } from '../../support/envelopes.ts';
import { call } from '../../support/http.ts';
import { loggedBy } from '../../support/log.ts';
import { expectRemoved, storeRemovedCustomer } from '../../support/scenes.ts';
import { storeCustomer, storeDependent, storedCustomer } from '../../support/store.ts';

const company = newEnkashCompany();
const partner = newEnkashCompany();
let authorization: string;

beforeAll(async () => {
  authorization = await enkashAuthorization(company, { actsFor: [partner] });
});

afterEach(() => {
  vi.unstubAllEnvs();
});

let customers = 0;

const newRef = (tenant = company) => ({
  vendor: 'enkash',
  tenant,
  id: `KCABCDEFGHIJ${String(++customers).padStart(4, '0')}`,
});

const activate = (id: string, query = '') =>
  call(`PUT /api/v0/customer/activate/${id}${query}`, { authorization });

const success = (id: string) => ({ payload: id, response_code: 0, response_message: 'Customer activated' });

describe('PUT /api/v0/customer/activate/{customerId}', () => {
  it('takes a deactivation back and answers with the id', async () => {
    const ref = newRef();
    await storeCustomer(ref, { legalName: 'Ada Ltd', customerKeyContacts: [] });
    await storeDependent(ref);
    await call(`PUT /api/v0/customer/deactivate/${ref.id}`, { authorization });
    const { deactivation: _, ...before } = (await storedCustomer(ref))!;

    const answer = await activate(ref.id);

    expect(answer.status).toBe(200);
    expect(answer.body).toEqual(success(ref.id));
    const update = {
      at: expect.any(String),
      by: 'ada@example.com',
      requestId: expect.any(String),
      operation: 'enkash/customers/activate-customer',
    };
    expect(await storedCustomer(ref)).toEqual({
      ...before,
      listKey: listKey(ref, 'CUSTOMER', 'ACTIVE'),
      settled: expect.any(Set),
      update,
      version: 3,
    });
    const json = { customerId: ref.id, baseAmount: 100, dueDate: '2027-01-31' };
    expect((await call('POST /api/v0/invoice', { authorization, json })).status).toBe(200);
  });

  it('answers alike for a customer that is active, and leaves it as it is', async () => {
    const ref = newRef();
    const before = await storeCustomer(ref);

    const answer = await activate(ref.id);

    expect(answer.status).toBe(200);
    expect(answer.body).toEqual(success(ref.id));
    expect(await storedCustomer(ref)).toEqual(before);
  });

  it('acts for a company that the token may act for, when parentCompanyId names it', async () => {
    const ref = newRef(partner);
    await storeRemovedCustomer(ref, 'deactivation');

    const answer = await activate(ref.id, `?parentCompanyId=${partner}`);

    expect(answer.body).toEqual(success(ref.id));
    expect(await storedCustomer(ref)).not.toHaveProperty('deactivation');
  });

  it('brings no deleted customer back, and finds none that never was or is another company’s', async () => {
    const [inactive, deleted, others] = [newRef(), newRef(), newRef(newEnkashCompany())];
    await storeRemovedCustomer(inactive, 'deactivation');
    await expectRemoved(inactive, 'deletion');
    await storeRemovedCustomer(deleted, 'deletion');
    await storeRemovedCustomer(others, 'deactivation');

    for (const ref of [inactive, deleted, others, newRef()]) {
      const before = await storedCustomer(ref);
      const answer = await activate(ref.id);
      expect(answer.status).toBe(404);
      expect(answer.body).toEqual(enkashFailure(404, 'RECORD_NOT_FOUND', `there is no customer ${ref.id}`));
      expect(await storedCustomer(ref)).toEqual(before);
    }
  });

  it('refuses to act for any other company', async () => {
    const ref = newRef(newEnkashCompany());
    const before = await storeRemovedCustomer(ref, 'deactivation');

    const answer = await activate(ref.id, `?parentCompanyId=${ref.tenant}`);

    expect(answer.status).toBe(403);
    const message = `the token may not act for company ${ref.tenant}`;
    expect(answer.body).toEqual(enkashFailure(403, 'INVALID_ACCESS', message));
    expect(await storedCustomer(ref)).toEqual(before);
  });

  it('names what does not match its pattern', async () => {
    const answer = await activate('KC1');

    const issue = {
      field: 'customerId',
      rejectedValue: 'KC1',
      message: 'Invalid string: must match pattern /^KC[A-Z0-9]{14}$/',
    };
    const message = `${issue.field}: ${issue.message}`;
    expect(answer.status).toBe(400);
    expect(answer.body).toEqual(enkashFailure(400, 'VALIDATION_ERROR', message, [issue]));
  });

  it('answers 500, and says nothing of the cause, when the table does not answer', async () => {
    vi.stubEnv('RECEIVABLES_TABLE', 'gone');

    const { answer } = await loggedBy(() => activate(newRef().id));

    expect(answer.status).toBe(500);
    expect(answer.body).toEqual(enkashFailure(500, 'SYSTEM_ERROR', 'the request could not be processed'));
  });
});
