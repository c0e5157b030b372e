import { UpdateCommand } from '@aws-sdk/lib-dynamodb';
import { afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { receivables } from '../../../shared/dynamodb/tables.ts';
import { removeCustomer } from '../../../shared/receivables/customers/remove.ts';
import { customerItemKey } from '../../../shared/receivables/keys.ts';
import { listKey } from '../../../shared/receivables/lists/listing.ts';
import { enkashAuthorization, newEnkashCompany } from '../../support/credentials.ts';
import { enkashFailure } from '../../support/envelopes.ts';
import { call } from '../../support/http.ts';
import { loggedBy } from '../../support/log.ts';
import { newStamp, storeCustomer, storeDependent, storedCustomer } from '../../support/store.ts';

const company = newEnkashCompany();
const partner = newEnkashCompany();
const customer = { vendor: 'enkash', tenant: company, id: 'KCABCDEFGHIJKL01' };
let authorization: string;

beforeAll(async () => {
  authorization = await enkashAuthorization(company, { actsFor: [partner] });
});

afterEach(() => {
  vi.unstubAllEnvs();
  vi.restoreAllMocks();
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
    const stamp = {
      at: expect.any(String),
      by: 'ada@example.com',
      requestId: expect.any(String),
      operation: 'enkash/customers/delete-customer',
    };
    const key = listKey(customer, 'CUSTOMER', 'DELETED');
    expect(after).toEqual({ ...before, listKey: key, version: 2, update: stamp, deletion: stamp });
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

  it('refuses while invoices refer to the customer, and says how many and which', async () => {
    const ref = { ...customer, id: 'KCABCDEFGHIJKL03' };
    await storeCustomer(ref);
    const invoices = [await storeDependent(ref), await storeDependent(ref)];
    const before = await storedCustomer(ref);

    const answer = await deleteCustomer(ref.id);

    const names = invoices.map(({ id }) => id).sort();
    const message = `customer ${ref.id} cannot be deleted: it has 2 live invoice(s): ${names.join(', ')}`;
    expect(answer.status).toBe(422);
    expect(answer.body).toEqual(enkashFailure(422, 'UNPROCESSABLE_REQUEST', message));
    expect(await storedCustomer(ref)).toEqual(before);
  });

  it('refuses when the count of invoices is missing, because unknown is not none', async () => {
    const ref = { ...customer, id: 'KCABCDEFGHIJKL07' };
    await storeCustomer(ref);
    const { client, name } = receivables();
    const Key = customerItemKey(ref);
    await client.send(new UpdateCommand({ TableName: name, Key, UpdateExpression: 'REMOVE linkCount' }));
    const before = await storedCustomer(ref);

    const answer = await deleteCustomer(ref.id);

    const message = `customer ${ref.id} cannot be deleted: it has invoices`;
    expect(answer.status).toBe(422);
    expect(answer.body).toEqual(enkashFailure(422, 'UNPROCESSABLE_REQUEST', message));
    expect(await storedCustomer(ref)).toEqual(before);
  });

  it('deletes a deactivated customer', async () => {
    const ref = { ...customer, id: 'KCABCDEFGHIJKL08' };
    await storeCustomer(ref);
    await removeCustomer(receivables(), ref, 'deactivation', newStamp());

    const answer = await deleteCustomer(ref.id);

    expect(answer.status).toBe(200);
    expect((await storedCustomer(ref))?.deletion?.by).toBe('ada@example.com');
  });

  it('answers 404 to a customer that never was', async () => {
    const answer = await deleteCustomer('KCABCDEFGHIJKL09');

    expect(answer.status).toBe(404);
    const message = 'there is no customer KCABCDEFGHIJKL09';
    expect(answer.body).toEqual(enkashFailure(404, 'RECORD_NOT_FOUND', message));
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

  it('answers 500, and says nothing of the cause, when the table does not answer', async () => {
    vi.stubEnv('RECEIVABLES_TABLE', 'gone');

    const { answer, lines } = await loggedBy(() => deleteCustomer(customer.id));

    expect(answer.status).toBe(500);
    expect(answer.body).toEqual(enkashFailure(500, 'SYSTEM_ERROR', 'the request could not be processed'));
    const error = expect.objectContaining({ name: 'ResourceNotFoundException' });
    expect(lines).toEqual([expect.objectContaining({ level: 'ERROR', error })]);
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
