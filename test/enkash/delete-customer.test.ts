import { beforeAll, describe, expect, it } from 'vitest';
import { enkashAuthorization, newEnkashCompany } from '../support/credentials.ts';
import { enkashFailure } from '../support/envelopes.ts';
import { call } from '../support/http.ts';
import { storeCustomer, storedCustomer, storeLink } from '../support/store.ts';

const company = newEnkashCompany();
const partner = newEnkashCompany();
const customer = { vendor: 'enkash', tenant: company, id: 'KCABCDEFGHIJKL01' };
let authorization: string;

beforeAll(async () => {
  authorization = await enkashAuthorization(company, { actsFor: [partner] });
});

const deleteCustomer = (id: string, query = '') =>
  call(`DELETE /api/v0/customer/${id}${query}`, { authorization });

describe('DELETE /api/v0/customer/{customerId}', () => {
  it('deletes a customer softly and answers with its id', async () => {
    const before = await storeCustomer(customer, { legalName: 'Ada Ltd' });

    const answer = await deleteCustomer(customer.id);

    expect(answer.status).toBe(200);
    expect(answer.body).toEqual({
      payload: customer.id,
      response_code: 0,
      response_message: 'Customer deleted',
    });
    const after = await storedCustomer(customer);
    const stamp = { at: expect.any(String), by: 'ada@example.com', requestId: expect.any(String) };
    expect(after).toEqual({ ...before, version: 2, update: stamp, deletion: stamp });
  });

  it('answers 404 the second time', async () => {
    const ref = { ...customer, id: 'KCABCDEFGHIJKL02' };
    await storeCustomer(ref);
    await deleteCustomer(ref.id);
    const deleted = await storedCustomer(ref);

    const answer = await deleteCustomer(ref.id);

    expect(answer.status).toBe(404);
    expect(answer.body).toEqual(enkashFailure(404, 'RECORD_NOT_FOUND', `there is no customer ${ref.id}`));
    expect(await storedCustomer(ref)).toEqual(deleted);
  });

  it('refuses while invoices refer to the customer, and says how many', async () => {
    const ref = { ...customer, id: 'KCABCDEFGHIJKL03' };
    await storeCustomer(ref);
    await storeLink(ref);
    await storeLink(ref);
    const before = await storedCustomer(ref);

    const answer = await deleteCustomer(ref.id);

    const message = `customer ${ref.id} cannot be deleted: it has 2 live invoice(s)`;
    expect(answer.status).toBe(422);
    expect(answer.body).toEqual(enkashFailure(422, 'UNPROCESSABLE_REQUEST', message));
    expect(await storedCustomer(ref)).toEqual(before);
  });

  it('acts for a company that the token may act for, when parentCompanyId names it', async () => {
    const ref = { vendor: 'enkash', tenant: partner, id: 'KCABCDEFGHIJKL04' };
    await storeCustomer(ref);

    const answer = await deleteCustomer(ref.id, `?parentCompanyId=${partner}`);

    expect(answer.status).toBe(200);
    expect((await storedCustomer(ref))?.deletion?.by).toBe('ada@example.com');
  });

  it('refuses to act for any other company, before it looks for the customer', async () => {
    const stranger = newEnkashCompany();
    const ref = { vendor: 'enkash', tenant: stranger, id: 'KCABCDEFGHIJKL05' };
    const before = await storeCustomer(ref);

    const answer = await deleteCustomer(ref.id, `?parentCompanyId=${stranger}`);

    expect(answer.status).toBe(403);
    const message = `the token may not act for company ${stranger}`;
    expect(answer.body).toEqual(enkashFailure(403, 'INVALID_ACCESS', message));
    expect(await storedCustomer(ref)).toEqual(before);
  });

  it("answers 404 to another company's customer, as if there were none", async () => {
    const ref = { vendor: 'enkash', tenant: newEnkashCompany(), id: 'KCABCDEFGHIJKL06' };
    const before = await storeCustomer(ref);

    const answer = await deleteCustomer(ref.id);

    expect(answer.status).toBe(404);
    expect(answer.body).toEqual(enkashFailure(404, 'RECORD_NOT_FOUND', `there is no customer ${ref.id}`));
    expect(await storedCustomer(ref)).toEqual(before);
  });

  it('names every parameter that does not match its pattern', async () => {
    const answer = await deleteCustomer('KC1', '?parentCompanyId=acme');

    expect(answer.status).toBe(400);
    const issues = [
      {
        field: 'customerId',
        rejectedValue: 'KC1',
        message: 'Invalid string: must match pattern /^KC[A-Z0-9]{14}$/',
      },
      {
        field: 'parentCompanyId',
        rejectedValue: 'acme',
        message: 'Invalid string: must match pattern /^CEK[A-Z0-9]{7}$/',
      },
    ];
    const message = issues.map((issue) => `${issue.field}: ${issue.message}`).join('; ');
    expect(answer.body).toEqual(enkashFailure(400, 'VALIDATION_ERROR', message, issues));
  });
});
