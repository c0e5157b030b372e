import { randomUUID } from 'node:crypto';
import { beforeAll, describe, expect, it } from 'vitest';
import { beelSuccess } from '../../support/envelopes.ts';
import { call } from '../../support/http.ts';
import { storedCustomer } from '../../support/store.ts';
import { tenantState } from '../../support/tenant-state.ts';
import { isoTime } from '../samples.ts';
import {
  codeOf,
  dataOf,
  daysFromToday,
  type Invoices,
  IVA,
  line,
  newInvoices,
  shownInvoice,
  shownLine,
  stranger,
  today,
} from './invoices.ts';

let own: Invoices;

beforeAll(async () => {
  own = await newInvoices();
});

const linksOf = async (...refs: Parameters<typeof storedCustomer>[0][]) =>
  (await Promise.all(refs.map(storedCustomer))).map((customer) => customer?.linkCount);

describe('PATCH /api/v1/companies/{company_id}/invoices/{invoice_id}', () => {
  it('moves an invoice to another customer, to somebody who is none, and back, with its copy', async () => {
    const [one, two] = [await own.customer(), await own.customer({ legal_name: 'Second SL' })];
    const { id, ...draft } = await own.made({ recipient: { customer_id: one.id } });
    const updated_at = expect.stringMatching(isoTime);
    const erase = (ref: typeof one) =>
      call(`DELETE /api/v1/companies/${own.company}/customers/${ref.id}`, {
        authorization: own.authorization,
      });

    const moved = await own.patch(id, { recipient: { customer_id: two.id, legal_name: 'ignored' } });

    const { profile } = (await storedCustomer(two)) as { profile: Record<string, unknown> };
    const { general_discount, ...copied } = profile;
    const recipient = { customer_id: two.id, ...copied };
    expect([moved.status, moved.body]).toEqual([200, beelSuccess({ id, ...draft, recipient, updated_at })]);
    expect(await linksOf(one, two)).toEqual([0, 1]);
    expect((await own.stored(id))?.listed).toMatchObject({ customer: two.id, name: 'second sl' });
    expect([(await erase(two)).status, (await erase(one)).status]).toEqual([409, 204]);

    const nobody = stranger();
    expect(dataOf(await own.patch(id, { recipient: nobody })).recipient).toEqual(nobody);
    expect(await linksOf(two)).toEqual([0]);
    expect(await own.stored(id)).not.toHaveProperty('customerKey');

    await own.patch(id, { recipient: { customer_id: two.id } });
    expect(await linksOf(two)).toEqual([1]);
    expect(dataOf(await own.get(id)).recipient).toEqual(recipient);
  });

  it('changes what the body names, and clears dates, notes and mail', async () => {
    const email_config = { recipients: ['ada@example.es'] };
    const recipient = stranger();
    const { id } = await own.made({
      ...{ recipient, operation_date: today(), due_date: today(), notes: 'Old', external_ref: 'KEPT' },
      ...{ metadata: { a: 1 }, options: { send_automatically: true, email_config } },
    });
    const kept = { recipient, external_ref: 'KEPT', metadata: { a: 1 } };
    const lines = [{ ...line, quantity: 2 }];

    const changed = await own.patch(id, {
      ...{ lines, notes: 'New', due_date: daysFromToday(3), external_ref: 'ignored', metadata: {} },
      payment_info: { method: 'CARD' },
      options: { email_config: null },
    });

    const totals = {
      ...shownInvoice(own).totals,
      ...{ taxable_base: 200, total_vat: 42, invoice_total: 242, total_to_pay: 242 },
      vat_breakdown: [{ type: 21, base: 200, amount: 42, regime_key: '01' }],
    };
    expect(dataOf(changed)).toEqual(
      shownInvoice(own, {
        ...{ ...kept, operation_date: today(), due_date: daysFromToday(3), notes: 'New', totals },
        ...{ payment_info: { method: 'CARD' }, send_automatically: true },
        lines: [shownLine({ quantity: 2, taxable_base: 200, line_total: 242 })],
      }),
    );
    const cleared = await own.patch(id, {
      ...{ operation_date: null, due_date: null, notes: null, lines: [line] },
      ...{ payment_info: {}, options: { send_automatically: null } },
    });
    expect(dataOf(cleared)).toEqual(
      shownInvoice(own, { ...kept, payment_info: { method: 'BANK_TRANSFER' } }),
    );
    const terms = await own.patch(id, { payment_info: { payment_term_days: 10 } });
    expect(dataOf(terms).due_date).toBe(daysFromToday(10));
  });

  it('goes over to another type, with its default series', async () => {
    const { id } = await own.made({ type: 'SIMPLIFIED', recipient: {} });

    const early = await own.patch(id, { type: 'STANDARD' });
    const recipient = stranger();
    const standard = await own.patch(id, { type: 'STANDARD', recipient });
    const back = await own.patch(id, { type: 'SIMPLIFIED', series_id: own.series('SIMPLIFIED').id });
    const nameless = await own.patch(id, { type: 'SIMPLIFIED', recipient: {} });

    expect(codeOf(early)).toEqual([422, 'VALIDATION_ERROR']);
    expect(dataOf(standard)).toEqual(shownInvoice(own, { recipient }));
    expect(codeOf(back)).toEqual([422, 'SIMPLIFIED_INVOICE_FORBIDS_IDENTIFIED_RECIPIENT']);
    expect(dataOf(nameless)).toEqual(
      shownInvoice(own, { type: 'SIMPLIFIED', series: own.series('SIMPLIFIED'), recipient: {} }),
    );
  });

  it('changes an active proforma, which keeps type, series and number', async () => {
    const { id, ...proforma } = await own.made({ type: 'PROFORMA', valid_until: today() });

    const longer = await own.patch(id, { valid_until: daysFromToday(30) });
    const other = await own.patch(id, { type: 'STANDARD' });
    const series = await own.patch(id, { series_id: own.series('STANDARD').id });

    expect(dataOf(longer)).toEqual({
      id,
      ...proforma,
      valid_until: daysFromToday(30),
      updated_at: expect.any(String),
    });
    expect([codeOf(other), codeOf(series)]).toEqual([
      [422, 'VALIDATION_ERROR'],
      [422, 'SERIES_INCOMPATIBLE_DOC_TYPE'],
    ]);
  });

  it('repeats nothing for a key that it knows, and writes nothing where nothing changes', async () => {
    const headers = { 'idempotency-key': randomUUID() };
    const { id } = await own.made();
    await own.patch(id, { notes: 'First' }, headers);
    await own.patch(id, { notes: 'Second' });
    const before = await own.stored(id);

    const again = await own.patch(id, { notes: 'First' }, headers);
    const other = await own.patch(id, { notes: 'Third' }, headers);
    const same = await own.patch(id, { notes: 'Second' });

    expect([again.status, again.headers['idempotency-replay'], dataOf(again).notes]).toEqual([
      200,
      'true',
      'Second',
    ]);
    expect(codeOf(other)).toEqual([409, 'IDEMPOTENCY_KEY_MISMATCH']);
    expect(dataOf(same)).toEqual(dataOf(again));
    expect(await own.stored(id)).toEqual(before);
  });

  it('refuses, without a trace, what is not there or no draft, and customers that are gone', async () => {
    const inactive = await own.customer();
    await call(`DELETE /api/v1/customers/${inactive.id}`, { authorization: own.authorization });
    const ref = await own.customer();
    const { id } = await own.made({ recipient: { customer_id: ref.id } });
    const issued = await own.made({ options: { issue_directly: true } });
    const before = await tenantState('beel', own.tenant.tenant);

    const refusals: [number, string, string, object][] = [
      [404, 'INVOICE_NOT_FOUND', randomUUID(), {}],
      [422, 'STATUS_NOT_MODIFIABLE', issued.id, { notes: 'x' }],
      [404, 'INVOICE_CLIENT_NOT_FOUND', id, { recipient: { customer_id: randomUUID() } }],
      [422, 'INVOICE_CLIENT_INACTIVE', id, { recipient: { customer_id: inactive.id } }],
      [404, 'SERIES_NOT_FOUND', id, { series_id: randomUUID() }],
      [422, 'VALIDATION_ERROR', id, { type: 'PROFORMA' }],
      [422, 'VALIDATION_ERROR', id, { due_date: daysFromToday(-1) }],
      [422, 'VALIDATION_ERROR', id, { operation_date: daysFromToday(1) }],
      [422, 'VALIDATION_ERROR', id, { lines: [] }],
      [422, 'LINE_MAIN_TAX_REQUIRED', id, { lines: [{ ...line, main_tax: undefined }] }],
      [
        400,
        'EXEMPTION_REQUIRES_RECIPIENT_ID_TYPE',
        id,
        { lines: [{ ...line, exemption_reason: 'EXENTA_ART_25' }] },
      ],
      [400, 'INVALID_JSON_FORMAT', id, { lines: [{ ...line, main_tax: { ...IVA, percentage: '21' } }] }],
    ];
    for (const [status, code, which, change] of refusals)
      expect([change, ...codeOf(await own.patch(which, change))]).toEqual([change, status, code]);
    expect(codeOf(await own.send('PATCH', '/FAC-1', {}))).toEqual([400, 'VALIDATION_ERROR']);

    expect(await tenantState('beel', own.tenant.tenant)).toEqual(before);
  });
});
