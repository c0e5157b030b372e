import { randomUUID } from 'node:crypto';
import { beforeAll, describe, expect, it } from 'vitest';
import { customerKey } from '../../../shared/receivables/keys.ts';
import { beelSuccess } from '../../support/envelopes.ts';
import { call } from '../../support/http.ts';
import { storedCustomer, storedDependent } from '../../support/store.ts';
import { dataOf } from '../customers/companies.ts';
import { isoTime } from '../samples.ts';
import { type CompanyRecurringInvoices, ENDED, newCompanyRecurringInvoices } from './companies.ts';

let own: CompanyRecurringInvoices;

beforeAll(async () => {
  own = await newCompanyRecurringInvoices();
});

/** One that refers to a customer of its own. */
async function made(others: object = {}) {
  const customer = await own.customer();
  const before = dataOf(await own.create(own.minimal({ customer_id: customer.id, ...others })));
  return { customer, before, id: before.id };
}

const time = expect.stringMatching(isoTime);

describe('PATCH /api/v1/companies/{company_id}/recurring-invoices/{recurring_invoice_id}', () => {
  it('changes what the body names, and clears what is null', async () => {
    const { before, id } = await made({
      ...{ end_date: '2091-01-31', notes: 'Hola', payment_method: 'CARD', payment_term_days: 5 },
      email_configuration: { recipients: ['a@example.es'] },
    });
    const { end_date: _, notes: __, payment_term_days: ___, email_configuration: ____, ...kept } = before;
    const lines = [{ description: 'Support', quantity: 2, unit_price: 10, vat_rate: 10 }];

    const answer = await own.patch(id, {
      ...{ name: 'Support', frequency: 'YEARLY', day_of_month: 1, start_date: '2092-01-01' },
      ...{ end_date: null, max_invoices: 12, notes: null, email_configuration: null },
      ...{ payment_method: 'CASH', send_automatically: true, draft_in_advance: true, lines },
      invoice_type: 'SIMPLIFIED',
    });

    expect([answer.status, answer.body]).toEqual([
      200,
      beelSuccess({
        ...kept,
        ...{ name: 'Support', frequency: 'YEARLY', day_of_month: 1, start_date: '2092-01-01' },
        ...{ next_generation: '2092-01-01', max_invoices: 12, payment_method: 'CASH' },
        ...{ send_automatically: true, draft_in_advance: true, amount: 22 },
        lines: [
          {
            ...{ id: expect.any(String), order: 1, description: 'Support', quantity: 2, unit_price: 10 },
            ...{ pricing_mode: 'UNIT_PRICE', discount_percentage: 0 },
            ...{ tax_type: 'IVA', vat_rate: 10, regime_key: '01' },
          },
        ],
        updated_at: time,
      }),
    ]);
    expect(dataOf(await own.get(id))).toEqual(dataOf(answer));
    const stored = await storedDependent(own.recurring(id));
    expect(stored?.version).toBe(2);
    expect(stored?.listed).toEqual({
      ...{ name: 'support', status: 'ACTIVE', customer_id: before.customer_id },
      ...{ frequency: 'YEARLY', day_of_month: 1, start_date: '2092-01-01' },
    });
  });

  it('writes nothing where nothing is otherwise', async () => {
    const { customer, id } = await made();
    const stored = await storedDependent(own.recurring(id));
    for (const json of [{}, { name: 'Hosting', lines: null, end_date: null, customer_id: customer.id }])
      expect((await own.patch(id, json)).status).toBe(200);
    expect(await storedDependent(own.recurring(id))).toEqual(stored);
  });

  it('moves the reference to another customer, and to none', async () => {
    const { customer, id } = await made();
    const other = await own.customer();

    const moved = await own.patch(id, { customer_id: other.id });

    expect(moved.status).toBe(200);
    const recipient_nif = (await storedCustomer(other))?.profile?.nif;
    expect(dataOf(moved)).toMatchObject({ customer_id: other.id, recipient_nif });
    expect([await own.counts(customer), await own.counts(other)]).toEqual([
      [0, 0],
      [1, 1],
    ]);
    expect((await storedDependent(own.recurring(id)))?.customerKey).toBe(customerKey(other));
    expect((await own.deleteCustomer(customer)).status).toBe(204);
    expect((await own.deleteCustomer(other)).status).toBe(400);

    const none = dataOf(await own.patch(id, { customer_id: null }));

    expect([none.customer_id, none.recipient_fiscal_name, none.recipient_nif]).toEqual([
      ...[undefined, undefined, undefined],
    ]);
    expect(await own.counts(other)).toEqual([0, 0]);
    expect((await storedDependent(own.recurring(id)))?.customerKey).toBe(undefined);
    expect((await own.deleteCustomer(other)).status).toBe(204);
  });

  it('refuses customers that there are not, and inactive ones, and leaves everything as it was', async () => {
    const { customer, id } = await made();
    const [deleted, inactive] = [await own.customer(), await own.customer()];
    await own.deleteCustomer(deleted);
    await call(`DELETE /api/v1/customers/${inactive.id}`, { authorization: own.authorization });
    const stored = await storedDependent(own.recurring(id));

    const missing = await own.patch(id, { customer_id: deleted.id });
    const message = 'The customer of the invoice does not exist';
    expect([missing.status, missing.body]).toEqual([
      404,
      own.failure('INVOICE_CLIENT_NOT_FOUND', message, id),
    ]);
    const refused = await own.patch(id, { customer_id: inactive.id });
    expect([refused.status, refused.body]).toEqual([
      422,
      own.failure('INVOICE_CLIENT_INACTIVE', 'The customer of the invoice is not active', id),
    ]);
    expect(await storedDependent(own.recurring(id))).toEqual(stored);
    expect([await own.counts(customer), await own.counts(inactive)]).toEqual([
      [1, 1],
      [0, undefined],
    ]);
  });

  it.each<[string, object, object, string, string, string]>([
    [
      'an end beside a number',
      { max_invoices: 3 },
      { end_date: '2091-01-31' },
      'RECURRING_END_MODE_CONFLICT',
      'max_invoices',
      'end_date and max_invoices exclude each other',
    ],
    [
      'a start after the end',
      { end_date: '2090-06-30' },
      { start_date: '2090-07-31' },
      'RECURRING_END_DATE_BEFORE_START',
      'end_date',
      'end_date must not be before start_date',
    ],
    [
      'an end before all dates',
      {},
      { start_date: '2090-02-01', end_date: '2090-02-20' },
      'RECURRING_NO_OCCURRENCE_IN_WINDOW',
      'end_date',
      'No invoice would be due before the recurring invoice ends',
    ],
    [
      'payment details in place of a method',
      { payment_method: 'CARD' },
      { payment_term_days: 3 },
      'PAYMENT_DETAILS_REQUIRE_METHOD',
      'payment_method',
      'Payment details need a payment method',
    ],
  ])('refuses %s', async (_, others, json, code, field, message) => {
    const { id } = await made(others);
    const stored = await storedDependent(own.recurring(id));

    const answer = await own.patch(id, json);

    const failure = own.failure(code, `${field}: ${message}`, id, { [field]: message });
    expect([answer.status, answer.body]).toEqual([422, failure]);
    expect(await storedDependent(own.recurring(id))).toEqual(stored);
  });

  it('keeps the start of one that invoices were made of', async () => {
    const { id } = await own.store(undefined, { generated_invoices: 1 });

    expect((await own.patch(id, { start_date: '2020-01-31' })).status).toBe(200);
    const answer = await own.patch(id, { start_date: '2020-02-29' });

    const message = 'start_date cannot be changed any more';
    expect([answer.status, answer.body]).toEqual([
      422,
      own.failure('RECURRING_START_DATE_NOT_EDITABLE', `start_date: ${message}`, id, { start_date: message }),
    ]);
  });

  it.each(['name', 'day_of_month', 'start_date', 'series_id'])('does not clear %s', async (name) => {
    const { id } = await made();
    const answer = await own.patch(id, { [name]: null });
    const failure = own.failure('VALIDATION_ERROR', 'The provided data is not valid.', id, {
      [name]: 'cannot be cleared',
    });
    expect([answer.status, answer.body]).toEqual([422, failure]);
  });

  it('refuses no lines, and series that there are not', async () => {
    const { id } = await made();
    expect((await own.patch(id, { lines: [] })).status).toBe(422);
    const answer = await own.patch(id, { series_id: randomUUID() });
    expect([answer.status, answer.body]).toEqual([
      404,
      own.failure('SERIES_NOT_FOUND', 'Series not found', id),
    ]);
  });

  it('leaves one alone that is completed, or whose last day has passed', async () => {
    const { id } = await made();
    await own.setStatus(id, 'COMPLETED');
    const over = await own.store(await own.customer(), ENDED);
    for (const ended of [id, over.id]) {
      const stored = await storedDependent(own.recurring(ended));
      const answer = await own.patch(ended, { name: 'Other', end_date: null });
      const failure = own.failure('RECURRING_ALREADY_ENDED', 'The recurring invoice has ended', ended);
      expect([answer.status, answer.body]).toEqual([409, failure]);
      expect(await storedDependent(own.recurring(ended))).toEqual(stored);
    }
  });

  it('answers a repeat of the last change with a key with what is there', async () => {
    const { id } = await made();
    const headers = { 'idempotency-key': randomUUID() };
    const first = await own.patch(id, { name: 'First' }, headers);
    expect(first.headers['idempotency-replay']).toBe(undefined);
    await own.patch(id, { name: 'Second' });
    const stored = await storedDependent(own.recurring(id));

    const repeat = await own.patch(id, { name: 'First' }, headers);

    expect([repeat.status, dataOf(repeat).name, repeat.headers['idempotency-replay']]).toEqual([
      ...[200, 'Second', 'true'],
    ]);
    const other = await own.patch(id, { name: 'Other' }, headers);
    const message = 'The Idempotency-Key was used for a request with another body';
    expect([other.status, other.body]).toEqual([409, own.failure('IDEMPOTENCY_KEY_MISMATCH', message, id)]);
    expect((await own.patch(id, { name: 'X' }, { 'idempotency-key': 'no key' })).status).toBe(400);
    expect(await storedDependent(own.recurring(id))).toEqual(stored);
  });

  it('finds neither what there is not, nor another company’s', async () => {
    const other = await newCompanyRecurringInvoices();
    const { id } = dataOf(await other.create(other.minimal()));
    for (const missing of [randomUUID(), id]) {
      const answer = await own.patch(missing, { name: 'X' });
      const failure = own.failure('RECURRING_NOT_FOUND', 'Recurring invoice not found', missing);
      expect([answer.status, answer.body]).toEqual([404, failure]);
    }
  });
});
