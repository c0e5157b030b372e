import { beforeAll, expect, it } from 'vitest';
import { SCOPES } from '../../functions/beel/dialect/api-keys.ts';
import { makeBeelCredential } from '../../infra/commands/credentials/make-credentials.ts';
import { callOperation } from '../../infra/local/operation-events.ts';
import { makeSeeds, type Seeds } from '../../infra/local/seeds.ts';
import { revokeCredential } from '../../shared/auth/credential-store.ts';
import { credentials, receivables } from '../../shared/dynamodb/tables.ts';
import { readCustomer } from '../../shared/receivables/customers/read.ts';
import { call } from '../support/http.ts';
import { useOwnTables } from '../support/own-tables.ts';

// Other files attach to what seeds are called by.
beforeAll(() => useOwnTables());

/** How many live links each seeded customer has. */
async function links({ enkash, amili, beel }: Seeds): Promise<Record<string, number | undefined>> {
  const count = async (vendor: string, tenant: string, id: string) =>
    (await readCustomer(receivables(), { vendor, tenant, id }))?.linkCount;
  const company = `${beel.mode}:${beel.company}`;
  return {
    'enkash, deletable': await count('enkash', enkash.companyId, enkash.customerId),
    'enkash, linked': await count('enkash', enkash.companyId, enkash.linkedCustomerId),
    'amili, deletable': await count('amili', '2218', amili.customerNo),
    'beel, deletable': await count('beel', company, beel.customerId),
    'beel, linked': await count('beel', company, beel.linkedCustomerId),
  };
}

const AS_MADE = {
  'enkash, deletable': 0,
  'enkash, linked': 2,
  'amili, deletable': 0,
  'beel, deletable': 0,
  'beel, linked': 1,
};

const deleteInvoices = async ({ enkash, beel }: Seeds): Promise<void> => {
  await callOperation('POST /api/v0/invoice/bulk/delete', {
    headers: { authorization: enkash.authorization },
    json: { invoiceIds: [enkash.invoiceId] },
  });
  await callOperation('DELETE /api/v1/invoices/{invoice_id}', {
    headers: { authorization: beel.authorization },
    path: { invoice_id: beel.invoiceId },
  });
};

it('leaves seeds alone that are whole', async () => {
  const made = await makeSeeds();
  expect(await links(made)).toEqual(AS_MADE);
  const again = await makeSeeds(made);
  expect(again.operator).toEqual(made.operator);
  const { authorization: _, ...enkash } = again.enkash;
  expect(made.enkash).toMatchObject(enkash);
});

it('makes the invoices anew that were deleted, for the same customers', async () => {
  const made = await makeSeeds();
  await deleteInvoices(made);

  const again = await makeSeeds(made);

  expect(await links(again)).toEqual(AS_MADE);
  expect(again.enkash.linkedCustomerId).toBe(made.enkash.linkedCustomerId);
  expect(again.beel.linkedCustomerId).toBe(made.beel.linkedCustomerId);
  // They are really there: their deletion succeeds.
  await deleteInvoices(again);
  expect(await links(again)).toEqual({ ...AS_MADE, 'enkash, linked': 1, 'beel, linked': 0 });
});

it('makes an EnKash invoice anew that was paid, so that it can be paid again', async () => {
  const made = await makeSeeds();
  const pay = ({ enkash }: Seeds) =>
    callOperation('POST /api/v0/invoice/change-invoice-status', {
      headers: { authorization: enkash.authorization },
      json: { invoiceIds: [enkash.openInvoiceId], remarks: 'By hand', status: 'PAID' },
    });
  await pay(made);

  const { enkash } = await makeSeeds(made);

  const { invoiceId, linkedCustomerId } = made.enkash;
  expect(enkash).toMatchObject({ invoiceId, linkedCustomerId });
  expect(enkash.openInvoiceId).not.toBe(made.enkash.openInvoiceId);
});

it('keeps the Amili document, and makes one where an earlier version has made seeds without', async () => {
  const made = await makeSeeds();
  const { documentNo, ...earlier } = made.amili;

  const again = await makeSeeds(made);
  const completed = await makeSeeds({ ...made, amili: earlier as Seeds['amili'] });

  expect(again.amili.documentNo).toBe(documentNo);
  expect(completed.amili.documentNo).not.toBe(documentNo);
  for (const { amili } of [again, completed]) {
    const { authorization, linkedCustomerNo } = amili;
    const { body } = await call(`GET /clients/2218/documents/${amili.documentNo}`, { authorization });
    expect(body).toMatchObject({ customerNo: linkedCustomerNo });
  }
});

it('makes the reminder anew that was deleted', async () => {
  const made = await makeSeeds();
  const reminder = (method: string, { linkedCustomerId, reminderId, authorization }: Seeds['enkash']) =>
    call(`${method} /api/v0/customer-reminder/${linkedCustomerId}/${reminderId}`, { authorization });
  await reminder('DELETE', made.enkash);

  const { enkash } = await makeSeeds(made);

  expect(enkash.reminderId).not.toBe(made.enkash.reminderId);
  expect((await reminder('GET', enkash)).status).toBe(200);
});

it('makes other deletable customers where something was attached to the last ones', async () => {
  const made = await makeSeeds();
  const { enkash, amili, beel } = made;
  await callOperation('POST /api/v0/invoice', {
    headers: { authorization: enkash.authorization },
    json: { customerId: enkash.customerId, baseAmount: 1180, dueDate: '2027-01-31' },
  });
  await callOperation('POST /clients/{clientno}/documents', {
    headers: { authorization: amili.authorization },
    path: { clientno: '2218' },
    json: { documentType: 'IN', documentNo: String(Date.now()), customerNo: amili.customerNo },
  });
  const line = { description: 'Work', quantity: 1, unit_price: 1, main_tax: { type: 'IVA', percentage: 21 } };
  await callOperation('POST /api/v1/invoices', {
    headers: { authorization: beel.authorization },
    json: { type: 'STANDARD', recipient: { customer_id: beel.customerId }, lines: [line] },
  });

  const again = await makeSeeds(made);

  expect(await links(again)).toEqual(AS_MADE);
  expect(again.enkash.customerId).not.toBe(enkash.customerId);
  expect(again.amili.customerNo).not.toBe(amili.customerNo);
  expect(again.beel.customerId).not.toBe(beel.customerId);
});

it('seeds whose EnKash login no longer works get another, and keep the rest', async () => {
  const kept = await makeSeeds();
  const [, user] = kept.enkash.ids as [string, string];
  await revokeCredential(credentials(), user, new Date());

  const { enkash } = await makeSeeds(kept);

  expect(enkash.ids).not.toContain(user);
  const { customerId, linkedCustomerId, invoiceId } = kept.enkash;
  expect(enkash).toMatchObject({ customerId, linkedCustomerId, invoiceId });
  const { status } = await call(`DELETE /api/v0/customer/${customerId}`, {
    authorization: enkash.authorization,
  });
  expect(status).toBe(200);
});

it('a BeeL key of an earlier version, with fewer scopes, is followed by another of its company', async () => {
  const kept = await makeSeeds();
  const former = await makeBeelCredential({ ...kept.beel, scopes: ['customers:read', 'customers:write'] });

  const { beel } = await makeSeeds({ ...kept, beel: { ...kept.beel, ...former } });

  expect(beel.key).not.toBe(former.key);
  const { company, customerId, linkedCustomerId, invoiceId } = kept.beel;
  expect(beel).toMatchObject({ company, customerId, linkedCustomerId, invoiceId, scopes: SCOPES });
  const { authorization } = beel;
  expect((await call(`GET /api/v1/companies/${company}/series`, { authorization })).status).toBe(200);
});
