import { randomUUID } from 'node:crypto';
import { beforeAll, describe, expect, it } from 'vitest';
import { deletedListKey, storedCustomer } from '../../support/store.ts';
import { codeOf, type Invoices, newInvoices, stranger } from './invoices.ts';

let own: Invoices;

beforeAll(async () => {
  own = await newInvoices();
});

describe('DELETE /api/v1/companies/{company_id}/invoices/{invoice_id}', () => {
  it('deletes a draft softly, frees its customer and its external_ref', async () => {
    const ref = await own.customer();
    const json = { recipient: { customer_id: ref.id }, external_ref: 'ORD-1' };
    const { id } = await own.made(json);
    const before = await own.stored(id);

    const answer = await own.remove(id);

    expect([answer.status, answer.body]).toEqual([204, '']);
    const { customerKey, ...rest } = before!;
    const stamp = {
      at: expect.any(String),
      by: expect.any(String),
      requestId: expect.any(String),
      operation: 'beel/invoices/delete-invoice',
    };
    const listKey = deletedListKey(rest);
    expect(await own.stored(id)).toEqual({ ...rest, listKey, version: 2, update: stamp, deletion: stamp });
    expect((await storedCustomer(ref))?.linkCount).toBe(0);
    expect((await own.create(json)).status).toBe(201);
    const message = 'Invoice not found';
    for (const gone of [await own.remove(id), await own.get(id)])
      expect([gone.status, gone.body]).toEqual([404, own.refuse('INVOICE_NOT_FOUND', message, `/${id}`)]);
  });

  it('deletes an active proforma whose external_ref another has, and nothing that is issued or not there', async () => {
    const external_ref = randomUUID();
    const proforma = await own.made({ type: 'PROFORMA', external_ref });
    const { id } = await own.made({ recipient: stranger(), external_ref, options: { issue_directly: true } });
    const before = await own.stored(id);

    expect((await own.remove(proforma.id)).status).toBe(204);
    const refused = await own.remove(id);

    const message = 'Only a draft can be deleted; it is ISSUED';
    expect([refused.status, refused.body]).toEqual([400, own.refuse('INVOICE_NOT_DRAFT', message, `/${id}`)]);
    expect(await own.stored(id)).toEqual(before);
    expect(codeOf(await own.create({ external_ref }))).toEqual([409, 'INVOICE_DUPLICATE_EXTERNAL_REFERENCE']);
    expect(codeOf(await own.remove(randomUUID()))).toEqual([404, 'INVOICE_NOT_FOUND']);
    expect(codeOf(await own.remove('FAC-1'))).toEqual([400, 'VALIDATION_ERROR']);
  });
});
