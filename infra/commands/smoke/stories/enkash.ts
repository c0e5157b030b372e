import { enkashBasic } from '../../credentials/make-credentials.ts';
import type { Smoke } from '../smoke.ts';

const keyContact = { deleted: false, legalName: 'Smoke', mobile: '9876543210', name: 'Smoke' };

/** A customer of EnKash from its creation to its end. */
export async function enkashStory({ api, tenants: { enkash }, logged }: Smoke): Promise<string> {
  const { username, password, companyId } = enkash;
  const login = { grant_type: 'password', username, password, clientId: companyId };
  const basic = { authorization: enkashBasic(enkash), form: login };
  const { access_token } = await api.expect<{ access_token: string }>('POST /oauth/token', basic, 200);
  const authorization = `Bearer ${access_token}`;
  const id = await newCustomer(api, authorization);
  const customer = `/api/v0/customer/${id}`;

  const invoice = { customerId: id, baseAmount: 1180, dueDate: '2030-01-31' };
  const attached = await api.expect<{ payload: { invoiceId: string } }>(
    'POST /api/v0/invoice',
    { authorization, json: invoice },
    200,
    { payload: { customerId: id } },
  );
  const refusal = await api.expect<{ errorResponse: { requestId: string } }>(
    `DELETE ${customer}`,
    { authorization },
    422,
    { response_code: 422, errorResponse: { errorType: 'UNPROCESSABLE_REQUEST' } },
  );
  logged.push({ stack: 'enkash', log: 'Log', id: refusal.errorResponse.requestId });
  const { invoiceId } = attached.payload;
  await api.expect(
    'POST /api/v0/invoice/bulk/delete',
    { authorization, json: { invoiceIds: [invoiceId] } },
    200,
    { payload: { success_count: 1, failure_count: 0 } },
  );
  await api.expect(`DELETE ${customer}`, { authorization }, 200, { payload: id, response_code: 0 });
  await api.expect(`DELETE ${customer}`, { authorization }, 404, { response_code: 404 });
  return 'token, created, attached, refused, detached, deleted, gone';
}

export async function newCustomer(api: Smoke['api'], authorization: string): Promise<string> {
  const json = { legalName: 'Smoke', customerKeyContacts: [keyContact] };
  const { payload } = await api.expect<{ payload: { customerId: string } }>(
    'POST /api/v0/customer',
    { authorization, json },
    200,
    { response_code: 0 },
  );
  return payload.customerId;
}
