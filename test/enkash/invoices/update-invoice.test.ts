import { randomUUID } from 'node:crypto';
import { afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { newCustomerId } from '../../../functions/enkash/dialect/identifiers.ts';
import { approvalStatus } from '../../../functions/enkash/invoices/invoice-request.ts';
import type { DependentItem } from '../../../shared/receivables/items.ts';
import { customerKey } from '../../../shared/receivables/keys.ts';
import { enkashFailure } from '../../support/envelopes.ts';
import { loggedBy } from '../../support/log.ts';
import { expectRemoved } from '../../support/scenes.ts';
import { storeDependent } from '../../support/store.ts';
import { tenantState } from '../../support/tenant-state.ts';
import {
  type CompanyInvoices,
  INSTANT,
  listedOf,
  newCompanyInvoices,
  payloadOf,
  success,
} from './company-invoices.ts';

let own: CompanyInvoices;

beforeAll(async () => {
  own = await newCompanyInvoices();
});

afterEach(() => {
  vi.unstubAllEnvs();
});

/** All that may be cleared. */
const clearable = {
  approvalStatus: 'CHECKER_APPROVED',
  balanceAmount: 500.5,
  cgst: 90,
  chargeCustomer: true,
  description: 'Consulting',
  dispatchNow: true,
  emailAddress: 'ada@example.com',
  gstExclusive: false,
  igst: 1.5,
  invoiceDate: '2026-12-31T18:30:00+05:30',
  invoiceNumber: 'INV-1',
  mobileNumber: '9876543210',
  netAmount: 1070.123456,
  partialPaymentAllowed: true,
  payableReferenceId: 'PAY-1',
  poNumber: 'PO-1',
  receivableStatus: 'PAID',
  sgst: 90,
  tds: 110,
  totalReceived: 569.5,
  via: 'API',
};

const changes = { ...clearable, baseAmount: 1001, dueDate: '2027-02-28' };

const refusal = (status: number, errorType: string, message: string) => [
  status,
  enkashFailure(status, errorType, message),
];

describe('PATCH /api/v0/invoice/{invoiceId}', () => {
  it('changes what the body names, and gives the invoice as it is then', async () => {
    const { invoiceId, ...made } = await own.made({ externalId: 'ERP-1' });
    const before = await own.stored(invoiceId);

    const { status, body } = await own.patch(invoiceId, {
      ...changes,
      invoiceId: 'x',
      externalId: 'y',
      pk: 'z',
    });

    const after = {
      ...{ ...made, ...changes, invoiceId, dispatched: true, dispatchedOn: INSTANT, modifiedOn: INSTANT },
      approvalStatus: { label: 'Checker approved', name: 'CHECKER_APPROVED' },
      receivableStatus: { label: 'Paid', name: 'PAID' },
    };
    expect([status, body]).toEqual([200, success(after, 'Invoice updated')]);
    const update = {
      ...{ at: expect.any(String), by: 'ada@example.com', requestId: expect.any(String) },
      operation: 'enkash/invoices/update-invoice',
    };
    const stored = await own.stored(invoiceId);
    expect(stored).toEqual({
      ...before,
      ...{ update, version: 2, settled: expect.any(Set), listed: listedOf(stored as DependentItem) },
      fields: { ...before?.fields, ...changes, dispatchedOn: stored?.update.at },
    });
    expect((await own.get(invoiceId)).body).toEqual(success(after, 'Invoice found'));
  });

  it('clears what is null: what every invoice has is calculated again', async () => {
    const { invoiceId, createdOn } = await own.made({ ...clearable, externalId: 'ERP-1' });
    const { fields: before } = (await own.stored(invoiceId)) as { fields: Record<string, unknown> };

    const nulls = Object.fromEntries(Object.keys(clearable).map((name) => [name, null]));
    const answer = await own.patch(invoiceId, nulls);

    const { customerId, dispatchedOn } = before;
    const least = { baseAmount: 1000, customerId, dueDate: '2027-01-31', externalId: 'ERP-1' };
    const kept = { ...least, netAmount: 1000, balanceAmount: 1000, invoiceId, sellerId: own.company };
    expect(payloadOf(answer)).toEqual({
      ...kept,
      ...{ totalReceived: 0, receivableStatus: { label: 'Unpaid', name: 'UNPAID' } },
      ...{ customerLegalName: 'Ada Ltd', hasKeyContacts: true, invoiceAttachments: [] },
      ...{ dispatched: true, dispatchedOn: `${String(dispatchedOn).slice(0, 19)}Z` },
      ...{ createdBy: 'ada@example.com', createdOn, modifiedBy: 'ada@example.com', modifiedOn: INSTANT },
    });
    expect((await own.stored(invoiceId))?.fields).toEqual({ ...kept, dispatchedOn });
  });

  it('lets the other amounts follow, and the status follow the amounts', async () => {
    const { invoiceId } = await own.made({ cgst: 90, sgst: 90 });
    const amounts = async (json: object) => {
      const { netAmount, totalReceived, balanceAmount, receivableStatus } = payloadOf(
        await own.patch(invoiceId, json),
      );
      return [netAmount, totalReceived, balanceAmount, (receivableStatus as { name: string }).name];
    };

    expect(await amounts({ tds: 80 })).toEqual([1100, 0, 1100, 'UNPAID']);
    expect(await amounts({ totalReceived: 100.1 })).toEqual([1100, 100.1, 999.9, 'PARTIALLY_PAID']);
    expect(await amounts({ totalReceived: 1100 })).toEqual([1100, 1100, 0, 'PAID']);
    expect(await amounts({ receivableStatus: 'CANCELLED', totalReceived: 0 })).toEqual([
      1100,
      0,
      0,
      'CANCELLED',
    ]);
    expect(await amounts({ receivableStatus: null })).toEqual([1100, 0, 1100, 'UNPAID']);
  });

  it('writes nothing where nothing changes', async () => {
    const made = await own.made(clearable);
    const before = await own.stored(made.invoiceId);

    for (const json of [{}, { ...clearable, customerId: made.customerId }, { externalId: 'y' }]) {
      const { status, body } = await own.patch(made.invoiceId, json);
      expect([status, body]).toEqual([200, success(made, 'Invoice updated')]);
    }

    expect(await own.stored(made.invoiceId)).toEqual(before);
  });

  it('makes both of two changes at once', async () => {
    const { invoiceId } = await own.made();

    const answers = await Promise.all([
      own.patch(invoiceId, { description: 'Consulting' }),
      own.patch(invoiceId, { totalReceived: 400 }),
      own.patch(invoiceId, { cgst: 90 }),
    ]);

    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200]);
    expect(payloadOf(await own.get(invoiceId))).toMatchObject({
      ...{ description: 'Consulting', cgst: 90, netAmount: 1090 },
      ...{ totalReceived: 400, balanceAmount: 690 },
    });
    expect((await own.stored(invoiceId))?.version).toBe(4);
  });

  it('changes an invoice of a company that the token may act for, when sellerId names it', async () => {
    const { invoiceId } = await own.made({}, await own.customer('Bob', own.partner));

    const answer = await own.patch(invoiceId, { poNumber: 'PO-2' }, `?sellerId=${own.partner}`);

    expect(payloadOf(answer)).toMatchObject({ poNumber: 'PO-2', customerLegalName: 'Bob' });
  });
});

describe('PATCH of dispatchNow', () => {
  it('dispatches what is not, and keeps the first time', async () => {
    const { invoiceId } = await own.made({ dispatchNow: false });
    expect(payloadOf(await own.patch(invoiceId, { dispatchNow: true }))).toMatchObject({ dispatched: true });
    const first = await own.stored(invoiceId);
    expect(first?.fields.dispatchedOn).toBe(first?.update.at);

    const later = await own.patch(invoiceId, { dispatchNow: true, balanceAmount: 3 });
    const never = await own.patch(invoiceId, { dispatchNow: false });

    for (const answer of [later, never])
      expect(payloadOf(answer)).toMatchObject({ dispatched: true, dispatchedOn: expect.any(String) });
    expect((await own.stored(invoiceId))?.fields.dispatchedOn).toBe(first?.update.at);
  });

  it.each([
    ['it is cancelled', { receivableStatus: 'CANCELLED', balanceAmount: 5 }],
    ['nothing is due on it', { totalReceived: 1000 }],
    ['its approval status is MAKER_REJECTED', { approvalStatus: 'MAKER_REJECTED' }],
    ['its approval status is APPROVER_APPROVAL_PENDING', { approvalStatus: 'APPROVER_APPROVAL_PENDING' }],
  ])('changes nothing at all where by these changes %s', async (why, others) => {
    const { invoiceId } = await own.made();
    const before = await own.stored(invoiceId);

    const { status, body } = await own.patch(invoiceId, { ...others, dispatchNow: true });

    const message = `invoice ${invoiceId} cannot be dispatched: ${why}`;
    expect([status, body]).toEqual(refusal(422, 'UNPROCESSABLE_REQUEST', message));
    expect(await own.stored(invoiceId)).toEqual(before);
  });

  it('dispatches what these changes let out', async () => {
    const { invoiceId } = await own.made({
      approvalStatus: 'MAKER_APPROVAL_PENDING',
      receivableStatus: 'CANCELLED',
    });

    const json = { approvalStatus: 'MAKER_APPROVED', receivableStatus: null, dispatchNow: true };
    expect(payloadOf(await own.patch(invoiceId, json))).toMatchObject({
      dispatched: true,
      balanceAmount: 1000,
    });
  });
});

describe('PATCH of customerId', () => {
  it('moves the invoice: the one customer may be deleted from then on, the other no longer', async () => {
    const [ada, bob] = [await own.customer('Ada Ltd'), await own.customer('Bob Ltd')];
    const made = await own.made({}, ada);

    const { status, body } = await own.patch(made.invoiceId, { customerId: bob.id, poNumber: 'PO-1' });

    const moved = {
      ...made,
      ...{ customerId: bob.id, customerLegalName: 'Bob Ltd', poNumber: 'PO-1', modifiedOn: INSTANT },
    };
    expect([status, body]).toEqual([200, success(moved, 'Invoice updated')]);
    expect(await own.links(ada, bob)).toEqual([0, 1]);
    expect(await own.stored(made.invoiceId)).toMatchObject({
      ...{ customerKey: customerKey(bob), version: 2 },
      listed: { customer: bob.id },
    });
    expect([(await own.deleteCustomer(bob)).status, (await own.deleteCustomer(ada)).status]).toEqual([
      422, 200,
    ]);
    expect((await own.get(made.invoiceId)).body).toEqual(success(moved, 'Invoice found'));
  });

  it('refuses customers that take none, and then nothing changes', async () => {
    const [inactive, deleted] = [await own.customer(), await own.customer()];
    const strangers = await (await newCompanyInvoices()).customer();
    const partners = await own.customer('Bob', own.partner);
    await own.deactivate(inactive);
    await expectRemoved(deleted, 'deletion');
    const { invoiceId } = await own.made();
    const before = await tenantState('enkash', own.company);

    for (const customerId of [newCustomerId(), deleted.id, strangers.id, partners.id]) {
      const { status, body } = await own.patch(invoiceId, { customerId, poNumber: 'PO-1' });
      const message = `there is no customer ${customerId}`;
      expect([status, body]).toEqual(refusal(404, 'RECORD_NOT_FOUND', message));
    }
    const { status, body } = await own.patch(invoiceId, { customerId: inactive.id, poNumber: 'PO-1' });
    const message = `customer ${inactive.id} is deactivated`;
    expect([status, body]).toEqual(refusal(422, 'UNPROCESSABLE_REQUEST', message));

    expect(await tenantState('enkash', own.company)).toEqual(before);
    expect(await own.links(strangers, partners)).toEqual([0, 0]);
  });

  it('changes the invoice of a deactivated customer, which may be named', async () => {
    const customer = await own.customer();
    const { invoiceId } = await own.made({}, customer);
    await own.deactivate(customer);

    const answer = await own.patch(invoiceId, { customerId: customer.id, poNumber: 'PO-1' });

    expect(payloadOf(answer)).toMatchObject({ customerId: customer.id, poNumber: 'PO-1' });
    expect(await own.links(customer)).toEqual([1]);
  });
});

describe('PATCH /api/v0/invoice/{invoiceId}, refusals', () => {
  it("answers alike to an unknown, a deleted and another company's invoice, and to what is no invoice", async () => {
    const customer = await own.customer();
    const { invoiceId: deleted } = await own.made({}, customer);
    await own.remove([deleted]);
    const stranger = await newCompanyInvoices();
    const { invoiceId: strangers } = await stranger.made();
    const { id: document } = await storeDependent(customer, 'DOCUMENT');
    const before = [await tenantState('enkash', own.company), await tenantState('enkash', stranger.company)];

    for (const id of [randomUUID(), deleted, strangers, document, customer.id]) {
      const { status, body } = await own.patch(id, { customerId: newCustomerId(), totalReceived: 5 });
      expect([status, body]).toEqual(refusal(404, 'RECORD_NOT_FOUND', `there is no invoice ${id}`));
    }
    const { status, body } = await own.patch(strangers, {}, `?sellerId=${stranger.company}`);
    const message = `the token may not act for company ${stranger.company}`;
    expect([status, body]).toEqual(refusal(403, 'INVALID_ACCESS', message));

    expect([await tenantState('enkash', own.company), await tenantState('enkash', stranger.company)]).toEqual(
      before,
    );
  });

  it('refuses what would make the invoice too large, and changes nothing', async () => {
    const { invoiceId } = await own.made({ description: 'x'.repeat(150_000) });
    const before = await own.stored(invoiceId);

    const { status, body } = await own.patch(invoiceId, { poNumber: 'x'.repeat(150_000) });

    const message = `invoice ${invoiceId} would be larger than the 250 KB that one may have`;
    expect([status, body]).toEqual(refusal(422, 'UNPROCESSABLE_REQUEST', message));
    expect(await own.stored(invoiceId)).toEqual(before);
  });

  it('answers 500, and says nothing of the cause, when the table does not answer', async () => {
    vi.stubEnv('RECEIVABLES_TABLE', 'gone');

    const { answer } = await loggedBy(() => own.patch(randomUUID(), {}));

    const message = 'the request could not be processed';
    expect([answer.status, answer.body]).toEqual(refusal(500, 'SYSTEM_ERROR', message));
  });

  const expected = (type: string, received: string) =>
    `Invalid input: expected ${type}, received ${received}`;
  const options = approvalStatus()
    .options.map((name) => `"${name}"`)
    .join('|');
  const ID = 'Invalid string: must match pattern /^KC[A-Z0-9]{14}$/';

  it.each<[string, object, string]>([
    ['customerId', { customerId: null }, expected('string', 'null')],
    ['customerId', { customerId: 'kc1' }, ID],
    ['customerId', { customerId: `KC00000000000000\n` }, ID],
    ['customerId', { customerId: { $ne: '' } }, expected('string', 'object')],
    ['baseAmount', { baseAmount: null }, expected('number', 'null')],
    ['baseAmount', { baseAmount: 0.09 }, 'Too small: expected number to be >=0.1'],
    ['baseAmount', { baseAmount: '1' }, expected('number', 'string')],
    ['dueDate', { dueDate: null }, expected('string', 'null')],
    ['dueDate', { dueDate: '2027-02-29' }, 'Invalid ISO date'],
    ['invoiceDate', { invoiceDate: 'today' }, 'Invalid input'],
    ['netAmount', { netAmount: 1e300 }, 'Too big: expected number to be <=1000000000000'],
    ['tds', { tds: 1e-200 }, 'Invalid input: expected 0 or at least 0.000001'],
    ['dispatchNow', { dispatchNow: 'yes' }, expected('boolean', 'string')],
    ['description', { description: ['x'] }, expected('string', 'array')],
    ['receivableStatus', { receivableStatus: { name: 'PAID' } }, expected('string', 'object')],
    ['approvalStatus', { approvalStatus: 'PAID' }, `Invalid option: expected one of ${options}`],
  ])('refuses a %s: %j', async (field, json, message) => {
    const { invoiceId } = await own.made();
    const before = await own.stored(invoiceId);

    const answer = await own.patch(invoiceId, { poNumber: 'PO-1', ...json });

    expect(answer.status).toBe(400);
    const issue = expect.objectContaining({ field, message });
    expect(answer.body).toEqual(enkashFailure(400, 'VALIDATION_ERROR', `${field}: ${message}`, [issue]));
    expect(await own.stored(invoiceId)).toEqual(before);
  });
});
