import { randomUUID } from 'node:crypto';
import { expect, it } from 'vitest';
import { newInvoices, shownInvoice, stranger } from '../../beel/invoices/invoices.ts';
import { beelFailure, beelSuccess } from '../../support/envelopes.ts';
import { call } from '../../support/http.ts';

it('GET /api/v1/invoices/{invoice_id} shows an invoice of either generation, and none of another company', async () => {
  const [own, theirs] = [await newInvoices(), await newInvoices()];
  const recipient = stranger();
  const { id } = await own.made({ recipient });
  const get = (which: string, authorization = own.authorization) =>
    call(`GET /api/v1/invoices/${which}`, { authorization });

  const answer = await get(id);

  expect([answer.status, answer.body]).toEqual([200, beelSuccess(shownInvoice(own, { id, recipient }))]);
  for (const gone of [await get(randomUUID()), await get(id, theirs.authorization)])
    expect([gone.status, gone.body]).toEqual([404, beelFailure('NOT_FOUND', 'Resource not found')]);
  const unreadable = await get('FAC-1');
  expect([unreadable.status, unreadable.body]).toEqual([
    400,
    beelFailure('BAD_REQUEST', "Invalid parameter 'invoice_id': must be a UUID"),
  ]);
});
