import { randomUUID } from 'node:crypto';
import { expect, it } from 'vitest';
import { newInvoices, type ShownInvoice } from '../../beel/invoices/invoices.ts';
import { beelFailure, beelSuccess } from '../../support/envelopes.ts';
import { call } from '../../support/http.ts';

it('GET /api/v1/invoices lists invoices as the generation of today does, and takes the old name of external_ref', async () => {
  const own = await newInvoices();
  const flat = (query: string) => call(`GET /api/v1/invoices${query}`, { authorization: own.authorization });
  const [first] = [await own.made({ external_ref: 'Ref-1' }), await own.made()] as [ShownInvoice, unknown];

  const all = await flat('?sort_by=invoice_total');

  expect([all.status, all.body]).toEqual([
    200,
    { ...((await own.send('GET', '?sort_by=invoice_total')).body as object), meta: beelSuccess({}).meta },
  ]);
  const found = await flat('?external_reference=Ref-1&limit=1');
  expect(found.body).toEqual(
    beelSuccess({
      invoices: [first],
      pagination: {
        ...{ current_page: 1, total_pages: 1, total_items: 1, items_per_page: 1 },
        ...{ has_next: false, has_previous: false },
      },
    }),
  );
  const none = (await flat(`?customer_id=${randomUUID()}`)).body as { data: object };
  expect(none.data).toEqual({
    invoices: [],
    pagination: {
      ...{ current_page: 1, total_pages: 0, total_items: 0, items_per_page: 20 },
      ...{ has_next: false, has_previous: false },
    },
  });
  const refused = await flat('?rectified_invoice_id=1');
  expect([refused.status, refused.body]).toEqual([
    400,
    beelFailure('BAD_REQUEST', "Invalid parameter 'rectified_invoice_id': unknown"),
  ]);
});
