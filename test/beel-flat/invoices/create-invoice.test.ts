import { randomUUID } from 'node:crypto';
import { beforeAll, describe, expect, it } from 'vitest';
import { metadataMark } from '../../../functions/beel/invoices/invoice-listing.ts';
import { defaultSeries } from '../../../functions/beel/series/series.ts';
import { listAttributes } from '../../../shared/receivables/lists/listing.ts';
import { companyProfile, newKnownCompany } from '../../beel/companies/companies.ts';
import { address, isoTime, newCompany, newNif, profile, uuidV4 } from '../../beel/samples.ts';
import { beelAuthorization } from '../../support/credentials.ts';
import { beelFailure, beelSuccess } from '../../support/envelopes.ts';
import { call } from '../../support/http.ts';
import { storeCustomer, storedCustomer, storedDependent } from '../../support/store.ts';
import { tenantState } from '../../support/tenant-state.ts';

let own: Awaited<ReturnType<typeof newCompany>>;

/** The default series of this type. */
const seriesOf = (type: string, company = own.company) => {
  const all = defaultSeries({ vendor: 'beel', tenant: `live:${company}` });
  const { id, code } = all.find(({ document_type }) => document_type === type)!;
  return { id, code };
};

beforeAll(async () => {
  own = await newCompany();
});

const create = (json: unknown, authorization = own.authorization) =>
  call('POST /api/v1/invoices', { authorization, json });

const line = { description: 'Consulting', quantity: 1, unit_price: 100 };
const IVA = { type: 'IVA', percentage: 21, regime_key: '01' };
const dataOf = ({ body }: { body: unknown }) =>
  (body as { data: Record<string, unknown> & { id: string } }).data;

const today = () => new Date().toLocaleDateString('sv-SE', { timeZone: 'Europe/Madrid' });
const daysFromToday = (days: number) =>
  new Date(Date.parse(`${today()}T12:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10);

/** What every draft is answered with, besides what the test is about. */
const draft = () => ({
  id: expect.stringMatching(uuidV4),
  invoice_number: null,
  number: null,
  type: 'STANDARD',
  status: 'DRAFT',
  series: seriesOf('STANDARD'),
  issue_date: today(),
  issuer: {},
  verifactu: { enabled: false },
  created_at: expect.stringMatching(isoTime),
  updated_at: expect.stringMatching(isoTime),
});

describe('POST /api/v1/invoices', () => {
  it('makes a draft for a registered customer, with a copy of its data, and counts it as a link', async () => {
    const ref = own.ref();
    const fields = { ...profile(), notes: 'not for invoices', contact_person: 'nor this' };
    const customer = await storeCustomer(ref, fields);
    const { id: series_id } = seriesOf('STANDARD');

    const answer = await create({
      type: 'STANDARD',
      series_id,
      operation_date: daysFromToday(-1),
      due_date: daysFromToday(30),
      recipient: {
        customer_id: ref.id.toUpperCase(),
        legal_name: 'Somebody else',
        nif: 'nonsense',
        address: 7,
      },
      lines: [{ ...line, unit: 'months', discount_percentage: 10, main_tax: IVA, irpf_rate: 15 }],
      payment_info: { iban: 'ES9121000418450200051332' },
      notes: 'Gracias',
      metadata: { order: 'ORD-1', big: 1e30, tiny: 1e-200, '': { nested: [null, true] } },
      options: { issue_directly: false, send_automatically: true },
    });

    expect(answer.status).toBe(201);
    const { notes, contact_person, general_discount, ...copied } = fields;
    const recipient = { customer_id: ref.id, ...copied };
    const amounts = { taxable_base: 90, line_total: 95.4 };
    const storedLine = {
      ...line,
      unit: 'months',
      discount_percentage: 10,
      main_tax: IVA,
      irpf_rate: 15,
      ...amounts,
    };
    const rest = {
      type: 'STANDARD',
      status: 'DRAFT',
      series: seriesOf('STANDARD'),
      issue_date: today(),
      operation_date: daysFromToday(-1),
      due_date: daysFromToday(30),
      issuer: {},
      recipient,
      lines: [storedLine],
      totals: {
        taxable_base: 90,
        total_discounts: 10,
        vat_breakdown: [{ type: 21, base: 90, amount: 18.9, regime_key: '01' }],
        total_vat: 18.9,
        total_equivalence_surcharge: 0,
        irpf_breakdown: [{ type: 15, base: 90, amount: 13.5 }],
        total_irpf: 13.5,
        invoice_total: 95.4,
        total_disbursements: 0,
        total_to_pay: 95.4,
      },
      payment_info: { method: 'BANK_TRANSFER', iban: 'ES9121000418450200051332', payment_term_days: 30 },
      notes: 'Gracias',
    };
    const metadata = {
      order: 'ORD-1',
      big: 1e30,
      tiny: 1e-200,
      '': { nested: [null, true] },
    };
    const lines = [{ ...storedLine, pricing_mode: 'UNIT_PRICE', line_type: 'NORMAL' }];
    expect(answer.body).toEqual(beelSuccess({ ...draft(), ...rest, lines, metadata }));
    const invoice = { vendor: 'beel', tenant: ref.tenant, kind: 'INVOICE', id: dataOf(answer).id };
    const stamp = {
      at: expect.any(String),
      by: expect.stringMatching(/^[0-9a-f]{64}$/),
      requestId: expect.any(String),
      operation: 'beel-flat/invoices/create-invoice',
    };
    expect(await storedDependent(invoice)).toEqual({
      pk: `beel#live:${own.company}#INVOICE#${invoice.id}`,
      sk: 'INVOICE',
      customerKey: customer.pk,
      fields: { ...rest, metadata: JSON.stringify(metadata) },
      creation: stamp,
      update: stamp,
      version: 1,
      ...listAttributes(invoice, 'INVOICE', 'LIVE', {
        order: `${today()} 0000000000`,
        values: {
          ...{ type: 'STANDARD', status: 'DRAFT', series: 'f', customer: ref.id, name: 'ada sl' },
          ...{ nif: fields.nif.toLowerCase(), method: 'BANK_TRANSFER', base: 90, total: 95.4 },
          metadata: Object.entries(metadata).map(([key, value]) => metadataMark(key, value)),
        },
      }),
    });
    expect(await storedCustomer(ref)).toEqual({ ...customer, linkCount: 1 });
  });

  it('makes a draft for an ad-hoc recipient, with the default tax, and links it to nobody', async () => {
    const nif = newNif();
    const registered = own.ref();
    const before = await storeCustomer(registered, { ...profile(), nif });
    const recipient = {
      legal_name: 'Ada SL',
      trade_name: null,
      nif,
      address,
      email: 'ada@example.es',
      phone: '915551234',
    };

    const answer = await create({ type: 'STANDARD', recipient, lines: [line] });

    expect(answer.status).toBe(201);
    const { trade_name, ...given } = recipient;
    expect(answer.body).toEqual(
      beelSuccess({
        ...draft(),
        recipient: given,
        lines: [
          {
            ...line,
            unit: 'hours',
            discount_percentage: 0,
            main_tax: IVA,
            pricing_mode: 'UNIT_PRICE',
            line_type: 'NORMAL',
            taxable_base: 100,
            line_total: 121,
          },
        ],
        totals: {
          taxable_base: 100,
          total_discounts: 0,
          vat_breakdown: [{ type: 21, base: 100, amount: 21, regime_key: '01' }],
          total_vat: 21,
          total_equivalence_surcharge: 0,
          total_irpf: 0,
          invoice_total: 121,
          total_disbursements: 0,
          total_to_pay: 121,
        },
      }),
    );
    const { id } = dataOf(answer);
    const stored = await storedDependent({ vendor: 'beel', tenant: registered.tenant, kind: 'INVOICE', id });
    expect(stored && 'customerKey' in stored).toBe(false);
    expect(await storedCustomer(registered)).toEqual(before);
  });

  it('takes a simplified invoice for nobody in particular, and one for a foreigner', async () => {
    const nobody = await create({ type: 'SIMPLIFIED', recipient: {}, lines: [line] });
    expect(nobody.status).toBe(201);
    expect([dataOf(nobody).type, dataOf(nobody).recipient]).toEqual(['SIMPLIFIED', {}]);

    const recipient = {
      legal_name: 'Tech GmbH',
      alternative_id: { type: 'NIF_IVA', number: 'DE123456789', country_code: 'DE' },
    };
    const foreigner = await create({ type: 'STANDARD', recipient: { ...recipient, address }, lines: [line] });
    expect(foreigner.status).toBe(201);
    const alternative_id = { type: '02', number: 'DE123456789', country_code: 'DE' };
    expect(dataOf(foreigner).recipient).toEqual({ legal_name: 'Tech GmbH', alternative_id, address });
  });

  it('answers 404 to a customer that is unknown, deleted, another company’s or of the test environment', async () => {
    const [theirs, test, deleted] = [(await newCompany()).ref(), own.ref(randomUUID(), 'test'), own.ref()];
    for (const ref of [theirs, test, deleted]) await storeCustomer(ref, profile());
    const { company, authorization } = own;
    await call(`DELETE /api/v1/companies/${company}/customers/${deleted.id}`, { authorization });
    const before = await tenantState('beel', `live:${company}`);

    for (const customer_id of [randomUUID(), theirs.id, test.id, deleted.id]) {
      const answer = await create({ type: 'STANDARD', recipient: { customer_id }, lines: [line] });
      expect(answer.status).toBe(404);
      const message = 'The customer of the invoice does not exist';
      expect(answer.body).toEqual(beelFailure('INVOICE_CLIENT_NOT_FOUND', message));
    }

    expect(await tenantState('beel', `live:${company}`)).toEqual(before);
    const testKey = await beelAuthorization({ company, mode: 'test' });
    const inTest = await create(
      { type: 'STANDARD', recipient: { customer_id: test.id }, lines: [line] },
      testKey,
    );
    expect(inTest.status).toBe(201);
    expect((await storedCustomer(test))?.linkCount).toBe(1);
  });

  it('answers 422 to an inactive customer, which never gains a link', async () => {
    const ref = own.ref();
    await storeCustomer(ref, profile());
    await call(`DELETE /api/v1/customers/${ref.id}`, { authorization: own.authorization });
    const before = await tenantState('beel', ref.tenant);

    const answer = await create({ type: 'STANDARD', recipient: { customer_id: ref.id }, lines: [line] });

    expect(answer.status).toBe(422);
    const message = 'The customer of the invoice is not active';
    expect(answer.body).toEqual(beelFailure('INVOICE_CLIENT_INACTIVE', message));
    expect(await tenantState('beel', ref.tenant)).toEqual(before);
  });

  it('issues at once what is to be issued, with the company as it is known, but makes no corrective', async () => {
    const known = companyProfile();
    const { company, authorization } = await newKnownCompany(known);
    const recipient = { legal_name: 'Ada SL', nif: newNif(), address };
    const json = { type: 'STANDARD', recipient, lines: [line], options: { issue_directly: true } };

    const answer = await create(json, authorization);

    const { id, code } = seriesOf('STANDARD', company);
    const { lines, totals, ...issued } = dataOf(answer);
    expect([answer.status, issued]).toEqual([
      201,
      {
        ...draft(),
        status: 'ISSUED',
        number: 1,
        invoice_number: `F-${today().slice(0, 4)}-0001`,
        series: { id, code },
        issuer: known,
        recipient,
      },
    ]);
    const incomplete = await create(json);
    expect(incomplete.status).toBe(422);
    const missing_fields = ['entity_type', 'legal_name', 'address'];
    expect(incomplete.body).toEqual(
      beelFailure(
        'EMISSION_NOT_READY',
        'The company cannot issue invoices yet: entity_type, legal_name, address missing',
        { blockers: ['PROFILE_INCOMPLETE'], missing_fields },
      ),
    );
    const corrective = await create({ ...json, type: 'CORRECTIVE' }, authorization);
    expect(corrective.status).toBe(422);
    const message = 'This service makes no corrective invoices';
    expect(corrective.body).toEqual(beelFailure('UNPROCESSABLE_ENTITY', message));
  });

  it('refuses a series that is not there or is for other invoices', async () => {
    const json = { type: 'SIMPLIFIED', recipient: {}, lines: [line] };

    const unknown = await create({ ...json, series_id: randomUUID() });
    const other = await create({ ...json, series_id: seriesOf('STANDARD').id });

    expect([unknown.status, unknown.body]).toEqual([
      404,
      beelFailure('SERIES_NOT_FOUND', 'Series not found'),
    ]);
    const message = 'Series F is for documents of type STANDARD, not SIMPLIFIED';
    const details = {
      expected_document_type: 'SIMPLIFIED',
      defaults_status_endpoint: '/v1/companies/{company_id}/series/defaults',
    };
    expect([other.status, other.body]).toEqual([
      422,
      beelFailure('SERIES_INCOMPATIBLE_DOC_TYPE', message, details),
    ]);
  });

  it.each([
    [400, {}],
    [3_000, { nif: 'B12345674' }],
  ])('takes a simplified invoice of %d euros and no more', async (most, recipient) => {
    const main_tax = { ...IVA, percentage: 0 };
    const of = (unit_price: number) =>
      create({ type: 'SIMPLIFIED', recipient, lines: [{ ...line, unit_price, main_tax }] });

    expect((await of(most)).status).toBe(201);
    const answer = await of(most + 0.01);
    expect([answer.status, answer.body]).toEqual([
      422,
      beelFailure(
        'SIMPLIFIED_INVOICE_EXCEEDS_LEGAL_LIMIT',
        `A simplified invoice is of at most ${most} euros with taxes`,
        {},
      ),
    ]);
  });

  const required = 'is required without customer_id';
  it.each([
    ['VALIDATION_ERROR', { nif: 'B12345674', address }, 'recipient.legal_name', required],
    [
      'CUSTOMER_IDENTIFIER_REQUIRED',
      { legal_name: 'Ada', address },
      undefined,
      'recipient.nif or recipient.alternative_id is required',
    ],
    [
      'RECIPIENT_ADDRESS_REQUIRED',
      { legal_name: 'Ada', nif: 'B12345674' },
      undefined,
      'recipient.address is required without customer_id',
    ],
    [
      'ALTERNATIVE_ID_REQUIRES_SPAIN',
      { legal_name: 'Ada', address, alternative_id: { type: '07', number: '1', country_code: 'FR' } },
      'recipient.alternative_id.country_code',
      'must be ES with type 07',
    ],
  ])('answers 422 %s to a recipient that is not enough', async (code, recipient, field, words) => {
    const answer = await create({ type: 'STANDARD', recipient, lines: [line] });

    expect(answer.status).toBe(422);
    expect(answer.body).toEqual(
      field ? beelFailure(code, `${field}: ${words}`, { [field]: words }) : beelFailure(code, words),
    );
  });

  it.each([
    ['operation_date', 1, 'must not be after today'],
    ['due_date', -1, 'must not be before today'],
  ])('answers 422 to an impossible %s, and takes today', async (field, days, words) => {
    const json = { type: 'SIMPLIFIED', recipient: {}, lines: [line] };

    const answer = await create({ ...json, [field]: daysFromToday(days) });

    expect(answer.status).toBe(422);
    expect(answer.body).toEqual(beelFailure('VALIDATION_ERROR', `${field}: ${words}`, { [field]: words }));
    expect((await create({ ...json, [field]: today() })).status).toBe(201);
  });

  it.each([
    [
      'type',
      { type: 'GIFT' },
      { field: 'type', invalid_value: 'GIFT', allowed_values: 'STANDARD, SIMPLIFIED, CORRECTIVE' },
    ],
    [
      'due_date',
      { due_date: '2026-02-30' },
      { field: 'due_date', invalid_value: '2026-02-30', expected_format: 'YYYY-MM-DD' },
    ],
    ['series_id', { series_id: 'A' }, { field: 'series_id', invalid_value: 'A', expected_format: 'UUID' }],
    [
      'customer_id',
      { recipient: { customer_id: 'x#y' } },
      { field: 'recipient.customer_id', invalid_value: 'x#y', expected_format: 'UUID' },
    ],
    ['lines', { lines: {} }, { field: 'lines', expected_format: 'array' }],
    [
      'quantity',
      { lines: [{ ...line, quantity: '1' }] },
      { field: 'lines[0].quantity', invalid_value: '1', expected_format: 'number' },
    ],
    [
      'irpf_rate',
      { lines: [{ ...line, irpf_rate: 16 }] },
      { field: 'lines[0].irpf_rate', invalid_value: 16, allowed_values: '0, 2, 7, 15, 19, 21, 24' },
    ],
    [
      'options',
      { options: { issue_directly: 'yes' } },
      { field: 'options.issue_directly', invalid_value: 'yes', expected_format: 'boolean' },
    ],
    [
      'recipient',
      { recipient: null },
      { field: 'recipient', invalid_value: null, expected_format: 'object' },
    ],
  ])('answers 400 to a %s that cannot be read', async (_, change, details) => {
    const answer = await create({ type: 'SIMPLIFIED', recipient: {}, lines: [line], ...change });

    expect(answer.status).toBe(400);
    expect(answer.body).toEqual(
      beelFailure('INVALID_JSON_FORMAT', expect.stringContaining(details.field) as never, details),
    );
  });

  const nested = (levels: number): unknown => (levels === 0 ? {} : { deeper: nested(levels - 1) });
  it.each([
    ['no line', { lines: [] }, 'lines'],
    ['too many lines', { lines: Array.from({ length: 1_001 }, () => line) }, 'lines'],
    ['a line without description', { lines: [{ quantity: 1, unit_price: 1 }] }, 'lines[0].description'],
    ['a line that is free', { lines: [{ ...line, unit_price: 0 }] }, 'lines[0].unit_price'],
    ['a price beyond the limit', { lines: [{ ...line, unit_price: 1_000_000 }] }, 'lines[0].unit_price'],
    ['a quantity beyond any sum', { lines: [{ ...line, quantity: 1e300 }] }, 'lines[0].quantity'],
    ['a quantity too small to keep', { lines: [{ ...line, quantity: 1e-200 }] }, 'lines[0].quantity'],
    [
      'a discount above 100 %',
      { lines: [{ ...line, discount_percentage: 101 }] },
      'lines[0].discount_percentage',
    ],
    [
      'a regime key of letters',
      { lines: [{ ...line, main_tax: { ...IVA, regime_key: 'AB' } }] },
      'lines[0].main_tax.regime_key',
    ],
    ['long notes', { notes: 'x'.repeat(1_001) }, 'notes'],
    ['metadata that is too deep', { metadata: nested(40) }, 'metadata'],
    ['metadata that is too long', { metadata: { big: Array(4_000).fill(1e20) } }, 'metadata'],
  ])('answers 422 to %s', async (_, change, field) => {
    const answer = await create({ type: 'SIMPLIFIED', recipient: {}, lines: [line], ...change });

    expect(answer.status).toBe(422);
    const { error } = answer.body as { error: { code: string; details: object } };
    expect([error.code, Object.keys(error.details)]).toEqual(['VALIDATION_ERROR', [field]]);
  });

  it('keeps the largest invoice that it takes', async () => {
    const lines = Array.from({ length: 1_000 }, () => ({
      ...line,
      description: 'x'.repeat(100),
      unit_price: 999_999.9999,
      quantity: 999_999.9999,
    }));

    const recipient = { legal_name: 'Ada SL', nif: newNif(), address };
    const answer = await create({ type: 'STANDARD', recipient, lines });

    expect(answer.status).toBe(201);
    expect(dataOf(answer).lines).toHaveLength(1_000);
  });
});
