import { randomUUID } from 'node:crypto';
import { expect, it } from 'vitest';
import { beelSuccess } from '../../support/envelopes.ts';
import { call } from '../../support/http.ts';
import { codeOf, newInvoices, shownInvoice, stranger } from './invoices.ts';

it('GET /api/v1/companies/{company_id}/invoices/{invoice_id} shows an invoice, and none of another tenant', async () => {
  const [own, theirs] = [await newInvoices(), await newInvoices()];
  const recipient = stranger();
  const { id } = await own.made({ recipient });

  const answer = await own.get(id.toUpperCase());

  expect([answer.status, answer.body]).toEqual([200, beelSuccess(shownInvoice(own, { id, recipient }))]);
  const hidden = await theirs.get(id);
  const unknown = randomUUID();
  expect([hidden.status, hidden.body]).toEqual([
    404,
    theirs.refuse('INVOICE_NOT_FOUND', 'Invoice not found', `/${id}`),
  ]);
  expect(codeOf(await own.get(unknown))).toEqual([404, 'INVOICE_NOT_FOUND']);
  const inTest = await call(`GET ${own.path(`/${id}`)}`, { authorization: await own.key({ mode: 'test' }) });
  expect(codeOf(inTest)).toEqual([404, 'INVOICE_NOT_FOUND']);
  expect(codeOf(await own.send('GET', `/${id}?expand=lines`))).toEqual([400, 'VALIDATION_ERROR']);
});
