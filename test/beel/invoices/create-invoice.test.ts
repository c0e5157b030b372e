import { randomUUID } from 'node:crypto';
import { beforeAll, describe, expect, it } from 'vitest';
import { metadataMark } from '../../../functions/beel/invoices/invoice-listing.ts';
import { customerItemKey } from '../../../shared/receivables/keys.ts';
import { listAttributes } from '../../../shared/receivables/lists/listing.ts';
import { beelSuccess } from '../../support/envelopes.ts';
import { call } from '../../support/http.ts';
import { storedCustomer } from '../../support/store.ts';
import { tenantState } from '../../support/tenant-state.ts';
import { address, newNif } from '../samples.ts';
import {
  codeOf,
  dataOf,
  daysFromToday,
  type Invoices,
  line,
  newInvoices,
  numberOfToday,
  shownInvoice,
  shownLine,
  stranger,
  today,
} from './invoices.ts';

let own: Invoices;

beforeAll(async () => {
  own = await newInvoices();
});

describe('POST /api/v1/companies/{company_id}/invoices', () => {
  it('makes a draft for a registered customer, due by its payment term, and counts it as a link', async () => {
    const ref = await own.customer({ preferred_payment_method: { method: 'CARD', payment_term_days: 45 } });
    const before = await storedCustomer(ref);
    const email_config = { recipients: ['ada@example.es'], subject: 'Factura' };

    const answer = await own.create({
      recipient: { customer_id: ref.id.toUpperCase(), legal_name: 'Somebody else', address: 7 },
      series_id: own.series('STANDARD').id,
      operation_date: daysFromToday(-1),
      valid_until: daysFromToday(9),
      notes: 'Gracias',
      external_reference: 'ORD-1',
      metadata: { order: 'ORD-1', lines: 7 },
      options: { send_automatically: true, wait_for_pdf: true, email_config },
    });

    const { profile } = before as { profile: Record<string, unknown> };
    const { general_discount, preferred_payment_method, ...copied } = profile;
    const recipient = { customer_id: ref.id, ...copied };
    const shown = shownInvoice(own, {
      ...{ recipient, operation_date: daysFromToday(-1), due_date: daysFromToday(45), notes: 'Gracias' },
      ...{ external_ref: 'ORD-1', metadata: { order: 'ORD-1', lines: 7 } },
      ...{ send_automatically: true, email_config },
    });
    expect([answer.status, answer.body]).toEqual([201, beelSuccess(shown)]);
    const { id } = dataOf(answer);
    expect(answer.headers.location).toBe(own.path(`/${id}`));
    const stamp = {
      at: expect.any(String),
      by: expect.any(String),
      requestId: expect.any(String),
      operation: 'beel/invoices/create-invoice',
    };
    const { pricing_mode, line_type, ...storedLine } = shownLine() as Record<string, unknown>;
    expect(await own.stored(id)).toEqual({
      pk: `beel#live:${own.company}#INVOICE#${id}`,
      sk: 'INVOICE',
      customerKey: customerItemKey(ref).pk,
      fields: {
        ...{ type: 'STANDARD', status: 'DRAFT', series: own.series('STANDARD'), issue_date: today() },
        ...{ operation_date: daysFromToday(-1), valid_until: daysFromToday(9), due_days: 45 },
        ...{ issuer: own.known, recipient, lines: [storedLine], totals: shown.totals, notes: 'Gracias' },
        ...{ external_ref: 'ORD-1', metadata: '{"order":"ORD-1","lines":7}' },
        ...{ send_automatically: true, email_config },
      },
      ...listAttributes(own.invoiceRef(id), 'INVOICE', 'LIVE', {
        order: `${today()} 0000000000`,
        values: {
          ...{ type: 'STANDARD', status: 'DRAFT', series: 'f', customer: ref.id, name: 'ada sl' },
          ...{ nif: String(copied.nif).toLowerCase(), ref: 'ORD-1', valid_until: daysFromToday(9) },
          ...{ base: 100, total: 121, metadata: [metadataMark('order', 'ORD-1'), metadataMark('lines', 7)] },
        },
      }),
      creation: stamp,
      update: stamp,
      version: 1,
    });
    expect(await storedCustomer(ref)).toEqual({ ...before, linkCount: 1 });
  });

  it('makes invoices of every type: simplified for nobody, proformas with a number, and what is issued at once', async () => {
    const company = await newInvoices();
    const simplified = await company.made({ type: 'SIMPLIFIED', recipient: {}, due_date: today() });
    const recipient = stranger();
    const proforma = await company.made({
      ...{ type: 'PROFORMA', recipient, valid_until: today(), external_ref: 'REF' },
      options: { issue_directly: true },
    });
    const expired = await company.made({ type: 'PROFORMA', recipient, valid_until: daysFromToday(-1) });
    const issued = await company.made({ recipient, external_ref: 'REF', options: { issue_directly: true } });

    expect([simplified, proforma, issued]).toEqual([
      shownInvoice(company, {
        ...{ type: 'SIMPLIFIED', series: company.series('SIMPLIFIED'), recipient: {}, due_date: today() },
      }),
      shownInvoice(company, {
        ...{ type: 'PROFORMA', status: 'ACTIVE', series: company.series('PROFORMA'), number: 1 },
        ...{ invoice_number: numberOfToday('P', 1), recipient, valid_until: today(), external_ref: 'REF' },
        verifactu: undefined,
      }),
      shownInvoice(company, {
        ...{ status: 'ISSUED', number: 1, invoice_number: numberOfToday('F', 1) },
        ...{ recipient, external_ref: 'REF' },
      }),
    ]);
    expect([expired.status, expired.number]).toEqual(['EXPIRED', 2]);
  });

  it('repeats by its key what it made, also for the flat route, and as it is now once it was changed', async () => {
    const headers = { 'idempotency-key': randomUUID() };
    const json = { type: 'SIMPLIFIED', recipient: {}, lines: [line] };

    const first = await own.create(json, headers);
    const again = await own.create(json, headers);
    const { authorization } = own;
    const flat = await call('POST /api/v1/invoices', { authorization, json, headers });
    await own.patch(dataOf(first).id, { notes: 'Later' });
    const changed = await own.create(json, headers);
    const other = await own.create({ ...json, notes: 'Other' }, headers);

    expect([first, again, flat, changed].map(({ status }) => status)).toEqual([201, 201, 201, 201]);
    expect([dataOf(again), dataOf(flat)]).toEqual([dataOf(first), dataOf(first)]);
    expect([again.headers.location, again.headers['idempotency-replay']]).toEqual([
      own.path(`/${dataOf(first).id}`),
      'true',
    ]);
    expect(dataOf(changed)).toEqual({
      ...dataOf(first),
      notes: 'Later',
      updated_at: expect.any(String),
    });
    const message = 'The Idempotency-Key was used for a request with another body';
    expect([other.status, other.body]).toEqual([409, own.refuse('IDEMPOTENCY_KEY_MISMATCH', message)]);
  });

  it('keeps external_ref unique among live invoices', async () => {
    const external_ref = 'x'.repeat(255);
    const { id } = await own.made({ external_ref });
    const before = await tenantState('beel', own.tenant.tenant);

    const taken = await own.create({ external_ref, type: 'SIMPLIFIED', recipient: {} });

    const message = 'Another invoice has this external_ref';
    expect([taken.status, taken.body]).toEqual([
      409,
      own.refuse('INVOICE_DUPLICATE_EXTERNAL_REFERENCE', message, '', {}),
    ]);
    expect(await tenantState('beel', own.tenant.tenant)).toEqual(before);
    await own.remove(id);
    expect((await own.create({ external_ref })).status).toBe(201);
  });

  it('refuses, without a trace, what is not there or breaks a rule', async () => {
    const inactive = await own.customer();
    await call(`DELETE /api/v1/customers/${inactive.id}`, { authorization: own.authorization });
    const theirs = await (await newInvoices()).customer();
    const named = await own.customer();
    const incomplete = await newInvoices(null);
    const before = await tenantState('beel', own.tenant.tenant);
    const simplified = { type: 'SIMPLIFIED', recipient: {} };
    const many = { lines: [{ ...line, unit_price: 2479.35 }] };

    const refusals: [number, string, object][] = [
      [404, 'INVOICE_CLIENT_NOT_FOUND', { recipient: { customer_id: randomUUID() } }],
      [404, 'INVOICE_CLIENT_NOT_FOUND', { recipient: { customer_id: theirs.id } }],
      [422, 'INVOICE_CLIENT_INACTIVE', { recipient: { customer_id: inactive.id } }],
      [404, 'SERIES_NOT_FOUND', { series_id: randomUUID() }],
      [422, 'SERIES_INCOMPATIBLE_DOC_TYPE', { series_id: own.series('PROFORMA').id }],
      [422, 'VALIDATION_ERROR', { type: 'CORRECTIVE' }],
      [422, 'VALIDATION_ERROR', { lines: [] }],
      [422, 'VALIDATION_ERROR', { operation_date: daysFromToday(1) }],
      [422, 'VALIDATION_ERROR', { due_date: daysFromToday(-1) }],
      [422, 'VALIDATION_ERROR', { external_ref: 'x'.repeat(256) }],
      [422, 'VALIDATION_ERROR', { options: { email_config: { recipients: [] } } }],
      [422, 'RECIPIENT_ADDRESS_REQUIRED', { recipient: { legal_name: 'Ada', nif: newNif() } }],
      [422, 'CUSTOMER_IDENTIFIER_REQUIRED', { recipient: { legal_name: 'Ada', address } }],
      [422, 'LINE_MAIN_TAX_REQUIRED', { lines: [{ ...line, main_tax: null }] }],
      [422, 'SIMPLIFICADA_FORBIDS_IRPF', { ...simplified, lines: [{ ...line, irpf_rate: 15 }] }],
      [422, 'SIMPLIFIED_INVOICE_EXCEEDS_LEGAL_LIMIT', { ...simplified, ...many }],
      [
        422,
        'SIMPLIFIED_INVOICE_FORBIDS_IDENTIFIED_RECIPIENT',
        { ...simplified, recipient: { nif: newNif() } },
      ],
      [
        422,
        'SIMPLIFIED_INVOICE_FORBIDS_IDENTIFIED_RECIPIENT',
        { ...simplified, recipient: { customer_id: named.id } },
      ],
      [
        400,
        'EXEMPTION_REQUIRES_RECIPIENT_ID_TYPE',
        { lines: [{ ...line, exemption_reason: 'EXENTA_ART_25' }] },
      ],
      [400, 'INVALID_JSON_FORMAT', { due_date: '2026-02-30' }],
    ];
    for (const [status, code, change] of refusals)
      expect([change, ...codeOf(await own.create(change))]).toEqual([change, status, code]);
    expect(codeOf(await own.send('POST', '?unknown=1', {}))).toEqual([400, 'VALIDATION_ERROR']);

    expect(await tenantState('beel', own.tenant.tenant)).toEqual(before);
    const notReady = await incomplete.create({ options: { issue_directly: true } });
    const message = 'The company cannot issue invoices yet: entity_type, legal_name, address missing';
    const missing_fields = ['entity_type', 'legal_name', 'address'];
    expect([notReady.status, notReady.body]).toEqual([
      422,
      incomplete.refuse('EMISSION_NOT_READY', message, '', {
        blockers: ['PROFILE_INCOMPLETE'],
        missing_fields,
      }),
    ]);
  });

  it('takes a simplified invoice of 3,000 euros, and one for a delivery in the Union', async () => {
    const lines = [{ ...line, unit_price: undefined, total_including_tax: 3_000 }];
    const most = await own.made({ type: 'SIMPLIFIED', recipient: {}, lines });
    expect(most.totals).toMatchObject({ invoice_total: 3_000 });

    const alternative_id = { type: 'NIF_IVA', number: 'DE123456789', country_code: 'DE' };
    const delivery = {
      recipient: {
        legal_name: 'Tech GmbH',
        alternative_id,
        address: { ...address, country: 'Alemania', country_code: 'DE' },
      },
      lines: [{ ...line, main_tax: { type: 'IVA', percentage: 0 }, exemption_reason: 'EXENTA_ART_25' }],
    };
    expect((await own.made(delivery)).lines).toEqual([
      shownLine({
        main_tax: { type: 'IVA', percentage: 0, regime_key: '01' },
        exemption_reason: 'EXENTA_ART_25',
        line_total: 100,
      }),
    ]);
  });
});
