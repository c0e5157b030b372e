import { randomUUID } from 'node:crypto';
import { afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { enkashFailure } from '../../support/envelopes.ts';
import { loggedBy } from '../../support/log.ts';
import { damage } from '../../support/scenes.ts';
import { newStamp, storeDependent } from '../../support/store.ts';
import { type CompanyInvoices, newCompanyInvoices, payloadOf, success } from './company-invoices.ts';

let own: CompanyInvoices;

beforeAll(async () => {
  own = await newCompanyInvoices();
});

afterEach(() => {
  vi.unstubAllEnvs();
});

const notFound = (id: string) => enkashFailure(404, 'RECORD_NOT_FOUND', `there is no invoice ${id}`);

describe('GET /api/v0/invoice/{invoiceId}', () => {
  it('gives the whole invoice, as its creation did', async () => {
    const taxes = {
      cgst: 90,
      sgst: 90,
      tds: 100,
      invoiceDate: '2026-12-31',
      approvalStatus: 'MAKER_APPROVED',
    };
    const made = await own.made({ ...taxes, dispatchNow: true, totalReceived: 80, externalId: 'ERP-1' });

    const { status, body } = await own.get(made.invoiceId);

    expect([status, body]).toEqual([200, success(made, 'Invoice found')]);
    expect(made).toMatchObject({ balanceAmount: 1000, receivableStatus: { name: 'PARTIALLY_PAID' } });
  });

  it('names the customer as it is now, also when it is deactivated', async () => {
    const customer = await own.customer();
    const made = await own.made({}, customer);
    await damage(customer, { profile: { legalName: 'New Ltd', customerKeyContacts: [] } });
    await own.deactivate(customer);

    const answer = await own.get(made.invoiceId);

    expect(payloadOf(answer)).toEqual({ ...made, customerLegalName: 'New Ltd', hasKeyContacts: false });
  });

  it('leaves the name out where the customer is gone, which only a damaged table can have', async () => {
    const customer = await own.customer();
    const { customerLegalName, ...made } = await own.made({}, customer);
    await damage(customer, { deletion: newStamp(), profile: undefined });

    const answer = await own.get(made.invoiceId);

    expect(payloadOf(answer)).toEqual({ ...made, hasKeyContacts: false });
  });

  it('shows an invoice of a company that the token may act for, when sellerId names it', async () => {
    const made = await own.made({}, await own.customer('Bob', own.partner));

    expect(payloadOf(await own.get(made.invoiceId, `?sellerId=${own.partner}`))).toEqual(made);
    expect((await own.get(made.invoiceId)).body).toEqual(notFound(made.invoiceId));
  });

  it("answers alike to an unknown, a deleted and another company's invoice, and to what is no invoice", async () => {
    const customer = await own.customer();
    const { invoiceId: deleted } = await own.made({}, customer);
    await own.remove([deleted]);
    const { invoiceId: strangers } = await (await newCompanyInvoices()).made();
    const { id: document } = await storeDependent(customer, 'DOCUMENT');

    for (const id of [randomUUID(), deleted, strangers, document, customer.id, '__proto__']) {
      const { status, body } = await own.get(id);
      expect([status, body]).toEqual([404, notFound(id)]);
    }
  });

  it('refuses to act for any other company, and an id or a seller of another form', async () => {
    const { company: other, made } = await newCompanyInvoices();
    const { invoiceId } = await made();

    const theirs = await own.get(invoiceId, `?sellerId=${other}`);
    const long = await own.get('x'.repeat(65));
    const odd = await own.get(invoiceId, '?sellerId=acme');

    const message = `the token may not act for company ${other}`;
    expect([theirs.status, theirs.body]).toEqual([403, enkashFailure(403, 'INVALID_ACCESS', message)]);
    const issue = (field: string, rejectedValue: string, words: string) =>
      enkashFailure(400, 'VALIDATION_ERROR', `${field}: ${words}`, [
        { field, rejectedValue, message: words },
      ]);
    expect([long.status, long.body]).toEqual([
      400,
      issue('invoiceId', 'x'.repeat(65), 'Too big: expected string to have <=64 characters'),
    ]);
    expect([odd.status, odd.body]).toEqual([
      400,
      issue('sellerId', 'acme', 'Invalid string: must match pattern /^CEK[A-Z0-9]{7}$/'),
    ]);
  });

  it('answers 500, and says nothing of the cause, when the table does not answer', async () => {
    vi.stubEnv('RECEIVABLES_TABLE', 'gone');

    const { answer } = await loggedBy(() => own.get(randomUUID()));

    expect([answer.status, answer.body]).toEqual([
      500,
      enkashFailure(500, 'SYSTEM_ERROR', 'the request could not be processed'),
    ]);
  });
});
