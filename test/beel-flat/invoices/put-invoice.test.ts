import { randomUUID } from 'node:crypto';
import { expect, it } from 'vitest';
import { dataOf, newInvoices, shownInvoice, shownLine, stranger } from '../../beel/invoices/invoices.ts';
import { beelFailure } from '../../support/envelopes.ts';
import { call } from '../../support/http.ts';
import { storedCustomer } from '../../support/store.ts';
import { tenantState } from '../../support/tenant-state.ts';

it('PUT /api/v1/invoices/{invoice_id} changes what the body names, by the rules of its generation', async () => {
  const own = await newInvoices();
  const put = (id: string, json: unknown) =>
    call(`PUT /api/v1/invoices/${id}`, { authorization: own.authorization, json });
  const [one, two] = [await own.customer(), await own.customer()];
  const { id } = await own.made({ recipient: { customer_id: one.id }, notes: 'Kept' });

  const moved = await put(id, {
    recipient: { customer_id: two.id },
    lines: [{ description: 'Consulting', quantity: 1, unit_price: 100, irpf_rate: 21 }],
    payment_info: {},
  });

  const { profile } = (await storedCustomer(two)) as { profile: Record<string, unknown> };
  const { general_discount, ...copied } = profile;
  const totals = {
    ...shownInvoice(own).totals,
    ...{ irpf_breakdown: [{ type: 21, base: 100, amount: 21 }], total_irpf: 21 },
    ...{ invoice_total: 100, total_to_pay: 100 },
  };
  expect([moved.status, dataOf(moved)]).toEqual([
    200,
    shownInvoice(own, {
      ...{ id, recipient: { customer_id: two.id, ...copied }, notes: 'Kept', totals },
      lines: [shownLine({ irpf_rate: 21, line_total: 100 })],
      payment_info: { method: 'BANK_TRANSFER', payment_term_days: 30 },
    }),
  ]);
  expect([(await storedCustomer(one))?.linkCount, (await storedCustomer(two))?.linkCount]).toEqual([0, 1]);
  const simplified = await put(id, { type: 'SIMPLIFIED', recipient: stranger() });
  expect(dataOf(simplified).series).toEqual(own.series('SIMPLIFIED'));
  expect((await storedCustomer(two))?.linkCount).toBe(0);

  const issued = await own.made({ options: { issue_directly: true } });
  const before = await tenantState('beel', own.tenant.tenant);
  const message = 'Only a draft can be changed; it is ISSUED';
  for (const [which, json, status, body] of [
    [issued.id, { notes: 'x' }, 422, beelFailure('STATUS_NOT_MODIFIABLE', message)],
    [randomUUID(), {}, 404, beelFailure('NOT_FOUND', 'Resource not found')],
    [
      id,
      { recipient: {}, lines: [{ description: 'Much', quantity: 1, unit_price: 400 }] },
      422,
      beelFailure(
        'SIMPLIFIED_INVOICE_EXCEEDS_LEGAL_LIMIT',
        'A simplified invoice is of at most 400 euros with taxes',
        {},
      ),
    ],
    [
      id,
      { recipient: { customer_id: randomUUID() } },
      404,
      beelFailure('INVOICE_CLIENT_NOT_FOUND', 'The customer of the invoice does not exist'),
    ],
  ] as const) {
    const answer = await put(which, json);
    expect([answer.status, answer.body]).toEqual([status, body]);
  }
  expect(await tenantState('beel', own.tenant.tenant)).toEqual(before);
});
