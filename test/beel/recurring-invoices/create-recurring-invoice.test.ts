import { randomUUID } from 'node:crypto';
import { beforeAll, describe, expect, it } from 'vitest';
import { listKey } from '../../../shared/receivables/lists/listing.ts';
import { beelSuccess } from '../../support/envelopes.ts';
import { call } from '../../support/http.ts';
import { newStamp, storeCustomer, storedCustomer, storedDependent } from '../../support/store.ts';
import { tenantState } from '../../support/tenant-state.ts';
import { dataOf } from '../customers/companies.ts';
import { isoTime, newCompany, profile } from '../samples.ts';
import { type CompanyRecurringInvoices, newCompanyRecurringInvoices } from './companies.ts';

let own: CompanyRecurringInvoices;

beforeAll(async () => {
  own = await newCompanyRecurringInvoices();
});

const uuid = expect.stringMatching(/^[0-9a-f-]{36}$/);
const time = expect.stringMatching(isoTime);

/** A line as it is shown, for one of 50 € and 21 %. */
const LINE = {
  id: uuid,
  order: 1,
  description: 'Hosting',
  quantity: 1,
  unit_price: 50,
  pricing_mode: 'UNIT_PRICE',
  discount_percentage: 0,
  tax_type: 'IVA',
  vat_rate: 21,
  regime_key: '01',
};

const line = (others: object) => ({
  description: 'Work',
  quantity: 1,
  unit_price: 50,
  vat_rate: 21,
  ...others,
});
const withLine = (others: object) => own.minimal({ lines: [line(others)] });

describe('POST /api/v1/companies/{company_id}/recurring-invoices', () => {
  it('makes one of everything that there is to say, and protects its customer', async () => {
    const customer = own.ref();
    const { nif } = (await storeCustomer(customer, profile())).profile as { nif: string };
    const email_configuration = { recipients: ['ada@example.es'], cc: ['b@example.es'], subject: 'Invoice' };
    const payment = {
      payment_method: 'BANK_TRANSFER',
      payment_iban: 'ES9121000418450200051332',
      payment_swift: 'CAIXESBBXXX',
      payment_term_days: 30,
    };
    const json = {
      ...own.minimal({
        customer_id: customer.id.toUpperCase(),
        end_date: '2091-12-31',
        frequency: 'QUARTERLY',
      }),
      ...payment,
      ...{
        notes: 'Gracias',
        send_automatically: true,
        email_configuration,
        preview_days: 5,
        max_invoices: null,
      },
      lines: [
        line({ description: 'Hosting', unit: 'months', quantity: 3, discount_percentage: 10, irpf_rate: 15 }),
        line({ unit_price: null, total_including_tax: 100 }),
        line({
          unit_price: undefined,
          total_excluding_tax: 10,
          quantity: 4,
          equivalence_surcharge_rate: 5.2,
        }),
        line({ vat_rate: 0, exemption_reason: 'OTRO', exemption_reason_text: 'Why' }),
      ],
    };

    const answer = await own.create(json);

    expect(answer.status).toBe(201);
    const { id } = dataOf(answer);
    const shown = {
      ...{ id, name: 'Hosting', frequency: 'QUARTERLY', day_of_month: 31 },
      ...{ start_date: '2090-01-31', end_date: '2091-12-31', next_generation: '2090-01-31' },
      ...{ draft_in_advance: true, status: 'ACTIVE', is_failing: false },
      ...{ series_id: own.standard, series_code: 'F', invoice_type: 'STANDARD' },
      ...{ customer_id: customer.id, recipient_fiscal_name: 'Ada SL', recipient_nif: nif },
      lines: [
        { ...LINE, unit: 'months', quantity: 3, discount_percentage: 10, irpf_rate: 15 },
        {
          ...{ ...LINE, order: 2, description: 'Work', unit_price: 100 },
          ...{ pricing_mode: 'TOTAL_INCLUDING_TAX', total_including_tax: 100 },
        },
        {
          ...{ ...LINE, order: 3, description: 'Work', quantity: 4, unit_price: 2.5, regime_key: '18' },
          ...{
            pricing_mode: 'TOTAL_EXCLUDING_TAX',
            total_excluding_tax: 10,
            equivalence_surcharge_rate: 5.2,
          },
        },
        {
          ...{ ...LINE, order: 4, description: 'Work', vat_rate: 0 },
          ...{ exemption_reason: 'OTRO', exemption_reason_text: 'Why' },
        },
      ],
      // 135 + 28.35 - 20.25, 100, 10 + 2.10 + 0.52, 50.
      amount: 305.72,
      ...payment,
      ...{ notes: 'Gracias', send_automatically: true, email_configuration, generated_invoices: 0 },
      ...{ created_at: time, updated_at: time },
    };
    expect(answer.body).toEqual(beelSuccess(shown));
    expect(answer.headers.location).toBe(own.path(id));
    expect((await own.get(id)).body).toEqual(beelSuccess(shown));
    expect(await own.counts(customer)).toEqual([1, 1]);
    expect((await storedCustomer(customer))?.version).toBe(1);
  });

  it('makes one of what is needed alone, for nobody, and stores it as it is', async () => {
    const answer = await own.create(own.minimal());

    expect(answer.status).toBe(201);
    const { id } = dataOf(answer);
    const fields = {
      ...{ name: 'Hosting', frequency: 'MONTHLY', day_of_month: 31, start_date: '2090-01-31' },
      ...{ status: 'ACTIVE', series_id: own.standard, series_code: 'F', invoice_type: 'STANDARD' },
      ...{ lines: [LINE], amount: 60.5, send_automatically: false, draft_in_advance: false },
      generated_invoices: 0,
    };
    const shown = { ...fields, id, next_generation: '2090-01-31', is_failing: false };
    expect(answer.body).toEqual(beelSuccess({ ...shown, created_at: time, updated_at: time }));
    const ref = own.recurring(id);
    const stamp = {
      ...newStamp(expect.any(String)),
      ...{ at: expect.any(String), requestId: expect.any(String) },
      operation: 'beel/recurring-invoices/create-recurring-invoice',
    };
    const stored = await storedDependent(ref);
    expect(stored).toEqual({
      ...{ pk: `beel#${ref.tenant}#RECURRING_INVOICE#${id}`, sk: 'RECURRING_INVOICE', fields },
      listed: {
        ...{ name: 'hosting', status: 'ACTIVE', frequency: 'MONTHLY' },
        ...{ day_of_month: 31, start_date: '2090-01-31' },
      },
      listKey: listKey(ref, 'RECURRING_INVOICE', 'LIVE'),
      listOrder: `${stored?.creation.at}\t${id}`,
      ...{ creation: stamp, update: stamp, version: 1 },
    });
  });

  it.each<[string, () => object, number, string, string, string]>([
    [
      'both ends',
      () => own.minimal({ end_date: '2091-01-31', max_invoices: 12 }),
      422,
      'RECURRING_END_MODE_CONFLICT',
      'max_invoices',
      'end_date and max_invoices exclude each other',
    ],
    [
      'an end before its start',
      () => own.minimal({ end_date: '2090-01-30' }),
      422,
      'RECURRING_END_DATE_BEFORE_START',
      'end_date',
      'end_date must not be before start_date',
    ],
    [
      'no date between start and end',
      () => own.minimal({ start_date: '2090-02-01', end_date: '2090-02-27' }),
      422,
      'RECURRING_NO_OCCURRENCE_IN_WINDOW',
      'end_date',
      'No invoice would be due before the recurring invoice ends',
    ],
    [
      'an end that has passed',
      () => own.minimal({ start_date: '2020-01-31', end_date: '2021-01-31' }),
      422,
      'RECURRING_NO_OCCURRENCE_IN_WINDOW',
      'end_date',
      'No invoice would be due before the recurring invoice ends',
    ],
    [
      'payment details without a method',
      () => own.minimal({ payment_term_days: 0 }),
      422,
      'PAYMENT_DETAILS_REQUIRE_METHOD',
      'payment_method',
      'Payment details need a payment method',
    ],
    [
      'a delivery to another state for nobody with a VAT number there',
      () => withLine({ vat_rate: 0, exemption_reason: 'EXENTA_ART_25' }),
      400,
      'EXEMPTION_REQUIRES_RECIPIENT_ID_TYPE',
      'lines[0].exemption_reason',
      'This exemption needs a recipient with a VAT number (NIF_IVA)',
    ],
  ])('refuses %s, and writes nothing', async (_, json, status, code, field, message) => {
    const before = await tenantState('beel', own.ref().tenant);

    const answer = await own.create(json());

    expect([answer.status, answer.body]).toEqual([
      status,
      own.failure(code, `${field}: ${message}`, undefined, { [field]: message }),
    ]);
    expect(await tenantState('beel', own.ref().tenant)).toEqual(before);
  });

  it.each<[string, object, string, string]>([
    [
      'two prices',
      { total_excluding_tax: 5 },
      'LINE_UNIT_PRICE_XOR_DECLARED_TOTAL',
      'needs exactly one of unit_price, total_excluding_tax or total_including_tax',
    ],
    [
      'a discount on a total',
      { unit_price: null, total_excluding_tax: 5, discount_percentage: 1 },
      'LINE_DECLARED_TOTAL_FORBIDS_DISCOUNT',
      'a declared total takes no discount',
    ],
    [
      'a surcharge under another regime',
      { equivalence_surcharge_rate: 5.2, regime_key: '02' },
      'SURCHARGE_REQUIRES_REGIME',
      'a surcharge needs regime 01 or 18, not 02',
    ],
  ])('refuses a line with %s', async (_, others, code, message) => {
    const answer = await own.create(withLine(others));

    const failure = own.failure(code, `lines[0]: ${message}`, undefined, { field: 'lines[0]' });
    expect([answer.status, answer.body]).toEqual([422, failure]);
  });

  it('takes a delivery to another state for a customer with a VAT number there', async () => {
    const customer = own.ref();
    const alternative_id = { type: '02', number: 'FR12345678901', country_code: 'FR' };
    const { nif: _, ...others } = profile();
    await storeCustomer(customer, { ...others, alternative_id });

    const answer = await own.create({
      ...withLine({ vat_rate: 0, exemption_reason: 'EXENTA_ART_25' }),
      customer_id: customer.id,
    });

    expect(answer.status).toBe(201);
    expect(dataOf(answer).recipient_alternative_id).toEqual(alternative_id);
    expect(dataOf(answer).recipient_nif).toBe(undefined);
  });

  it('tells all that is wrong with the fields of a body', async () => {
    const answer = await own.create({
      ...withLine({ vat_rate: 20, equivalence_surcharge_rate: 5.2, quantity: 0, unit: 'x'.repeat(21) }),
      ...{ name: ' ', day_of_month: 32, max_invoices: 1, email_configuration: { recipients: [] } },
    });
    expect(answer.status).toBe(422);
    const { error } = answer.body as { error: { code: string; details: object } };
    expect([error.code, Object.keys(error.details).sort()]).toEqual([
      'VALIDATION_ERROR',
      [
        ...['day_of_month', 'email_configuration.recipients'],
        ...['lines[0].quantity', 'lines[0].unit', 'max_invoices', 'name'],
      ],
    ]);

    const rates = await own.create(withLine({ vat_rate: 20, equivalence_surcharge_rate: 5.2 }));
    expect(rates.body).toEqual(
      own.failure('VALIDATION_ERROR', 'The provided data is not valid.', undefined, {
        'lines[0].vat_rate': 'must be one of 4, 5, 10, 21 with type IVA',
        'lines[0].equivalence_surcharge_rate':
          'goes with another rate of IVA: 0.5 with 4, 0.625 with 5, 1.4 with 10, 5.2 with 21',
      }),
    );
  });

  it('refuses series that there are not, or of another type', async () => {
    const unknown = await own.create(own.minimal({ series_id: randomUUID() }));
    expect([unknown.status, unknown.body]).toEqual([
      404,
      own.failure('SERIES_NOT_FOUND', 'Series not found'),
    ]);

    const other = await own.create(own.minimal({ series_id: own.simplified }));
    const message = 'Series S is for documents of type SIMPLIFIED, not STANDARD';
    const details = {
      expected_document_type: 'STANDARD',
      defaults_status_endpoint: '/v1/companies/{company_id}/series/defaults',
    };
    expect([other.status, other.body]).toEqual([
      422,
      own.failure('SERIES_INCOMPATIBLE_DOC_TYPE', message, undefined, details),
    ]);
  });

  it('refuses customers that there are not, another company’s, and inactive ones', async () => {
    const theirs = (await newCompany()).ref();
    const [deleted, inactive] = [await own.customer(), await own.customer()];
    await storeCustomer(theirs, profile());
    await own.deleteCustomer(deleted);
    await call(`DELETE /api/v1/customers/${inactive.id}`, { authorization: own.authorization });

    const message = 'The customer of the invoice does not exist';
    for (const customer_id of [randomUUID(), theirs.id, deleted.id]) {
      const answer = await own.create(own.minimal({ customer_id }));
      expect([answer.status, answer.body]).toEqual([404, own.failure('INVOICE_CLIENT_NOT_FOUND', message)]);
    }
    const answer = await own.create(own.minimal({ customer_id: inactive.id }));
    expect([answer.status, answer.body]).toEqual([
      422,
      own.failure('INVOICE_CLIENT_INACTIVE', 'The customer of the invoice is not active'),
    ]);
    expect(await own.counts(inactive)).toEqual([0, undefined]);
  });

  it('answers a repeat with the same key as the first time, and refuses another body', async () => {
    const customer = await own.customer();
    const headers = { 'idempotency-key': randomUUID() };
    const json = own.minimal({ customer_id: customer.id });
    const first = await own.create(json, headers);
    const { id } = dataOf(first);

    const again = await own.create(json, headers);
    expect([
      again.status,
      dataOf(again),
      again.headers['idempotency-replay'],
      again.headers.location,
    ]).toEqual([...[201, dataOf(first), 'true', own.path(id)]]);
    expect(await own.counts(customer)).toEqual([1, 1]);

    const other = await own.create({ ...json, name: 'Other' }, headers);
    const message = 'The Idempotency-Key was used for a request with another body';
    expect([other.status, other.body]).toEqual([409, own.failure('IDEMPOTENCY_KEY_MISMATCH', message)]);

    await own.remove(id);
    expect(dataOf(await own.create(json, headers))).toEqual(dataOf(first));
    expect((await own.get(id)).status).toBe(404);
  });
});
