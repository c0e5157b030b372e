import { describe, expect, it } from 'vitest';
import {
  amiliFailure,
  beelCanonicalFailure,
  beelFailure,
  beelSuccess,
  enkashFailure,
} from '../../support/envelopes.ts';
import { call } from '../../support/http.ts';
import { storedCustomer } from '../../support/store.ts';
import { newAmili, newBeel, newEnkash, newOperator } from '../worlds.ts';

const [operate, enkash, amili, beel] = await Promise.all([newOperator(), newEnkash(), newAmili(), newBeel()]);
const companyPath = `/api/v1/companies/${beel.company}/customers`;
const WORDS = 'The customer is protected: it can be neither deleted nor deactivated';
const NO_ROW = { code: 'STATUS_NOT_MODIFIABLE', message: WORDS };

type Made = (name: string) => Promise<{ readonly id: string; readonly path: string }>;

const ofEnkash: Made = async (name) => {
  const id = await enkash.customer(name);
  return { id, path: `${enkash.path}/${id}` };
};
const ofBeel: Made = async (name) => {
  const id = await beel.customer(`${name} SL`);
  return { id, path: `${beel.path}/${id}` };
};
let numbers = 600;
const ofAmili: Made = async (name) => {
  const id = String(++numbers);
  await amili.createCustomer({ customerNo: id, name });
  return { id, path: `${amili.path}/${id}` };
};

const WORLDS = { enkash, amili, beel };

/** Each way in which a vendor's client deletes or deactivates: whom, how, and the whole refusal. */
const WAYS: [
  string,
  vendor: keyof typeof WORLDS,
  Made,
  {
    readonly route: (id: string) => string;
    readonly json?: unknown;
    readonly status: number;
    readonly body: (id: string, accountNo: unknown) => unknown;
  },
][] = [
  [
    'a delete of EnKash',
    'enkash',
    ofEnkash,
    {
      route: (id) => `DELETE /api/v0/customer/${id}`,
      status: 422,
      body: (id) => enkashFailure(422, 'UNPROCESSABLE_REQUEST', `customer ${id} is protected`),
    },
  ],
  [
    'a deactivation of EnKash',
    'enkash',
    ofEnkash,
    {
      route: (id) => `PUT /api/v0/customer/deactivate/${id}`,
      status: 422,
      body: (id) => enkashFailure(422, 'UNPROCESSABLE_REQUEST', `customer ${id} is protected`),
    },
  ],
  ...['', '?options=validateOnly'].map((query): (typeof WAYS)[number] => [
    `a delete of Amili ${query}`,
    'amili',
    ofAmili,
    {
      route: (id) => `DELETE /clients/${amili.clientNo}/customers/${id}${query}`,
      status: 422,
      body: (customerNo, accountNo) =>
        amiliFailure('PROTECTED', 'Customer not deleted: it is protected', {
          ...{ clientNo: amili.clientNo, accountNo, customerNo },
        }),
    },
  ]),
  [
    'a delete of BeeL',
    'beel',
    ofBeel,
    {
      route: (id) => `DELETE ${companyPath}/${id}`,
      status: 422,
      body: (id) =>
        beelCanonicalFailure('STATUS_NOT_MODIFIABLE', WORDS, `${companyPath}/${id}`.slice('/api'.length)),
    },
  ],
  [
    'a change of BeeL that deactivates',
    'beel',
    ofBeel,
    {
      route: (id) => `PATCH ${companyPath}/${id}`,
      json: { active: false, email: 'ada@example.com' },
      status: 422,
      body: (id) =>
        beelCanonicalFailure('STATUS_NOT_MODIFIABLE', WORDS, `${companyPath}/${id}`.slice('/api'.length)),
    },
  ],
  [
    'a row of a bulk delete of BeeL',
    'beel',
    ofBeel,
    {
      route: (id) => `DELETE ${companyPath}/bulk?ids=${id}`,
      status: 200,
      body: (customer_id) =>
        beelSuccess({
          metadata: { total_customers: 1, operation: 'DELETE_CUSTOMERS', is_dry_run: false },
          customers_deletion: [{ index: 0, customer_id, status: 'ERROR', error: NO_ROW }],
          statistics: {
            ...{ total_processed: 1, deleted: 0, not_found: 0, has_invoices: 0 },
            ...{ has_recurring_invoice: 0, errors: 1 },
          },
          ...{ deleted_ids: [], deactivated_ids: [], total: 1, successful: 0, failed: 1 },
          errors: [{ customer_id, error: NO_ROW }],
        }),
    },
  ],
  [
    'a deactivation of flat BeeL',
    'beel',
    ofBeel,
    {
      route: (id) => `DELETE /api/v1/customers/${id}`,
      status: 422,
      body: () => beelFailure('STATUS_NOT_MODIFIABLE', WORDS),
    },
  ],
  [
    'a replacement of flat BeeL that deactivates',
    'beel',
    ofBeel,
    {
      route: (id) => `PUT /api/v1/customers/${id}`,
      json: { active: false, email: 'ada@example.com' },
      status: 422,
      body: () => beelFailure('STATUS_NOT_MODIFIABLE', WORDS),
    },
  ],
  [
    'a row of a bulk deactivation of flat BeeL',
    'beel',
    ofBeel,
    {
      route: (id) => `DELETE /api/v1/customers/bulk?ids=${id}`,
      status: 200,
      body: (customer_id) =>
        beelSuccess({
          ...{ total: 1, successful: 0, failed: 1, deactivated_ids: [] },
          errors: [{ customer_id, error: NO_ROW }],
        }),
    },
  ],
];

describe('while a customer is protected', () => {
  it.each(WAYS)('%s is refused, with no word of the reason, and done once it is lifted', async (...way) => {
    const [, vendor, made, { route, json, status, body }] = way;
    const { authorization, tenant } = WORLDS[vendor];
    const { id, path } = await made('Kept');
    await operate(`PUT ${path}/protection`, { json: { reason: 'a lawsuit' } });
    const before = await storedCustomer({ vendor, tenant, id });
    const send = () => call(route(id), { authorization, ...(json !== undefined && { json }) });

    const answer = await send();

    expect([answer.status, answer.body]).toEqual([status, body(id, before?.reference.accountNo)]);
    expect(JSON.stringify(answer.body)).not.toContain('lawsuit');
    expect(await storedCustomer({ vendor, tenant, id })).toEqual(before);
    expect((await operate(`POST ${path}/deletion-preview`)).body).toMatchObject({
      ...{ deletable: false, refusal: 'protected', link_count: 0, blockers: [] },
    });
    await operate(`DELETE ${path}/protection`);
    const done = await send();
    expect(done.status).toBeLessThan(300);
    expect(done.body).not.toEqual(answer.body);
  });

  it('a customer of EnKash may be changed, take an invoice, and become active again', async () => {
    const { authorization } = enkash;
    const { id, path } = await ofEnkash('Works on');
    await call(`PUT /api/v0/customer/deactivate/${id}`, { authorization });
    await operate(`PUT ${path}/protection`, { json: { reason: 'x' } });
    const again = await call(`PUT /api/v0/customer/deactivate/${id}`, { authorization });
    expect(again.status).toBe(200);
    expect((await call(`PUT /api/v0/customer/activate/${id}`, { authorization })).status).toBe(200);
    expect(await enkash.invoice(id)).toEqual(expect.any(String));
    expect((await operate(`GET ${path}`)).body).toMatchObject({
      ...{ state: 'active', link_count: 1, protection: { reason: 'x' } },
    });
  });

  it('a customer of BeeL may be changed, and become active again', async () => {
    const { authorization } = beel;
    const { id, path } = await ofBeel('Works on');
    const patch = (json: unknown) => call(`PATCH ${companyPath}/${id}`, { authorization, json });
    await patch({ active: false });
    await operate(`PUT ${path}/protection`, { json: { reason: 'x' } });
    expect((await patch({ active: false, email: 'ada@example.com' })).status).toBe(200);
    expect((await patch({ active: true })).status).toBe(200);
    expect((await operate(`GET ${path}`)).body).toMatchObject({
      ...{ state: 'active', profile: { email: 'ada@example.com' }, protection: { reason: 'x' } },
    });
  });

  it('a customer of Amili may be changed, and take a document', async () => {
    const { id, path } = await ofAmili('Works on');
    await operate(`PUT ${path}/protection`, { json: { reason: 'x' } });
    expect((await amili.updateCustomer({ customerNo: id, name: 'Renamed' })).status).toBe(200);
    const document = { documentType: 'IN', documentNo: id, customerNo: id };
    expect((await amili.createDocument(document)).status).toBe(200);
    expect((await operate(`GET ${path}`)).body).toMatchObject({
      ...{ name: 'Renamed', link_count: 2, protection: { reason: 'x' } },
    });
  });
});
