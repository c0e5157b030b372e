import { randomUUID } from 'node:crypto';
import { beforeAll, describe, expect, it } from 'vitest';
import { clientCredentialId, userCredentialId } from '../../../functions/enkash/tokens/credentials.ts';
import { writeCredential } from '../../../shared/auth/credential-store.ts';
import { hashPassword, hashRandomSecret } from '../../../shared/auth/secrets.ts';
import { credentials } from '../../../shared/dynamodb/tables.ts';
import { newEnkashCompany } from '../../support/credentials.ts';
import { enkashFailure } from '../../support/envelopes.ts';
import { type CallOptions, call } from '../../support/http.ts';

const company = newEnkashCompany();
const clientId = randomUUID();
const username = `${randomUUID()}@example.com`;

beforeAll(async () => {
  const createdAt = new Date().toISOString();
  const client = {
    id: clientCredentialId(clientId),
    secretHash: hashRandomSecret('s'),
    grant: { company },
    createdAt,
  };
  const grant = { company, companies: [company] };
  const user = { id: userCredentialId(username), secretHash: await hashPassword('p'), grant, createdAt };
  for (const credential of [client, user]) await writeCredential(credentials(), credential);
});

async function answerTo<Body>(methodAndPath: string, options: CallOptions) {
  const { status, body } = await call(methodAndPath, options);
  return { status, body: body as Body };
}

describe('the life of an EnKash customer, over HTTP', () => {
  it('ends only once its invoices are deleted, and nothing refers to it afterwards', async () => {
    const basic = Buffer.from(`${clientId}:s`).toString('base64');
    const token = await answerTo<{ access_token: string }>('POST /oauth/token', {
      authorization: `Basic ${basic}`,
      form: { grant_type: 'password', username, password: 'p', clientId: company },
    });
    const authorization = `Bearer ${token.body.access_token}`;
    const contact = { deleted: false, legalName: 'Ada', mobile: '9876543210', name: 'Ada' };
    const customer = await answerTo<{ payload: { customerId: string } }>('POST /api/v0/customer', {
      authorization,
      json: { legalName: 'Ada Ltd', customerKeyContacts: [contact] },
    });
    const { customerId } = customer.body.payload;
    const json = { customerId, baseAmount: 100, dueDate: '2027-01-31' };
    const createInvoice = () =>
      answerTo<{ payload: { invoiceId: string } }>('POST /api/v0/invoice', { authorization, json });
    const deleteCustomer = () =>
      answerTo<unknown>(`DELETE /api/v0/customer/${customerId}`, { authorization });
    const first = await createInvoice();
    const second = await createInvoice();
    const invoiceIds = [first, second].map(({ body }) => body.payload.invoiceId);

    const refusal = `customer ${customerId} cannot be deleted: it has 2 live invoice(s): ${invoiceIds.toSorted().join(', ')}`;
    expect(await deleteCustomer()).toEqual({
      status: 422,
      body: enkashFailure(422, 'UNPROCESSABLE_REQUEST', refusal),
    });
    const deletion = { authorization, json: { invoiceIds } };
    expect((await answerTo('POST /api/v0/invoice/bulk/delete', deletion)).body).toEqual({
      payload: {
        total_count: 2,
        success_count: 2,
        failure_count: 0,
        successRequests: invoiceIds.map((invoiceId) => ({ invoiceId })),
        failureRequests: [],
      },
      response_code: 0,
      response_message: '2 of 2 invoice(s) deleted',
    });
    expect(await deleteCustomer()).toEqual({
      status: 200,
      body: { payload: customerId, response_code: 0, response_message: 'Customer deleted' },
    });
    const gone = enkashFailure(404, 'RECORD_NOT_FOUND', `there is no customer ${customerId}`);
    expect(await createInvoice()).toEqual({ status: 404, body: gone });
    expect(await deleteCustomer()).toEqual({ status: 404, body: gone });
  });
});
