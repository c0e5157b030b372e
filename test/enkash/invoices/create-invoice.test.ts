import { afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { receivables } from '../../../shared/dynamodb/tables.ts';
import { readCustomer } from '../../../shared/receivables/customers/read.ts';
import { removeCustomer } from '../../../shared/receivables/customers/remove.ts';
import { enkashAuthorization, newEnkashCompany } from '../../support/credentials.ts';
import { enkashFailure } from '../../support/envelopes.ts';
import { call } from '../../support/http.ts';
import { loggedBy } from '../../support/log.ts';
import { newStamp, storeCustomer, storedCustomer, storedDependent } from '../../support/store.ts';
import { tenantState } from '../../support/tenant-state.ts';

vi.mock('../../../shared/receivables/customers/read.ts', { spy: true });

const company = newEnkashCompany();
const partner = newEnkashCompany();
const customer = { vendor: 'enkash', tenant: company, id: 'KCABCDEFGHIJKL01' };
let authorization: string;

beforeAll(async () => {
  authorization = await enkashAuthorization(company, { actsFor: [partner] });
  const customerKeyContacts = [{ deleted: true }, { deleted: false }];
  await storeCustomer(customer, { legalName: 'Ada Ltd', customerKeyContacts });
});

afterEach(() => {
  vi.unstubAllEnvs();
  vi.restoreAllMocks();
});

const createInvoice = (json: unknown) => call('POST /api/v0/invoice', { authorization, json });

const least = { customerId: customer.id, baseAmount: 1000, dueDate: '2027-01-31' };

const everyField = {
  approvalStatus: 'MAKER_APPROVED',
  balanceAmount: 500.5,
  baseAmount: 1000,
  cgst: 90,
  chargeCustomer: true,
  customerId: customer.id,
  description: 'Consulting',
  dispatchNow: true,
  dueDate: '2027-01-31',
  emailAddress: 'ada@example.com',
  externalId: 'ERP-1',
  gstExclusive: false,
  igst: 0,
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

const UUID = expect.stringMatching(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/);
const INSTANT = expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/);

/** What the service itself says of a new invoice for the customer. */
const added = {
  invoiceId: UUID,
  totalReceived: 0,
  receivableStatus: { label: 'Unpaid', name: 'UNPAID' },
  sellerId: company,
  customerLegalName: 'Ada Ltd',
  hasKeyContacts: true,
  invoiceAttachments: [],
  dispatched: false,
  createdBy: 'ada@example.com',
  createdOn: INSTANT,
  modifiedBy: 'ada@example.com',
  modifiedOn: INSTANT,
};

const success = (payload: unknown) => ({ payload, response_code: 0, response_message: 'Invoice created' });

interface Created {
  readonly payload: {
    readonly invoiceId: string;
    readonly netAmount: number;
    readonly balanceAmount: number;
  };
}

describe('POST /api/v0/invoice', () => {
  it('stores every field, counts the invoice on its customer and gives the invoice back', async () => {
    const before = await storedCustomer(customer);

    const answer = await createInvoice(everyField);

    expect(answer.status).toBe(200);
    expect(answer.body).toEqual(
      success({
        ...added,
        ...everyField,
        approvalStatus: { label: 'Maker approved', name: 'MAKER_APPROVED' },
        receivableStatus: { label: 'Paid', name: 'PAID' },
        ...{ dispatched: true, dispatchedOn: INSTANT },
      }),
    );
    const { invoiceId } = (answer.body as Created).payload;
    const stamp = {
      at: expect.any(String),
      by: 'ada@example.com',
      requestId: expect.any(String),
      operation: 'enkash/invoices/create-invoice',
    };
    const stored = await storedDependent({ ...customer, kind: 'INVOICE', id: invoiceId });
    expect(stored).toEqual({
      pk: `enkash#${company}#INVOICE#${invoiceId}`,
      sk: 'INVOICE',
      customerKey: before?.pk,
      fields: { ...everyField, invoiceId, sellerId: company, dispatchedOn: stored?.creation.at },
      listed: expect.any(Object),
      listKey: expect.stringContaining(`enkash#${company}#INVOICE#LIVE#`),
      listOrder: expect.stringMatching(`^20.*Z\t${invoiceId}$`),
      creation: stamp,
      update: stamp,
      version: 1,
    });
    expect(await storedCustomer(customer)).toEqual({ ...before, linkCount: before!.linkCount! + 1 });
  });

  it('works out the amounts that are not given, and ignores unknown fields', async () => {
    const taxes = { cgst: 90.005, sgst: 90, igst: 1, tds: 100 };

    const answer = await createInvoice({ ...least, ...taxes, invoiceId: 'mine', dispatched: true, pk: 'x' });

    const amounts = { ...taxes, netAmount: 1081.01, balanceAmount: 1081.01 };
    expect(answer.body).toEqual(success({ ...least, ...amounts, ...added }));
    const { invoiceId } = (answer.body as Created).payload;
    const dependent = await storedDependent({ ...customer, kind: 'INVOICE', id: invoiceId });
    expect(dependent?.fields).toEqual({
      ...least,
      ...amounts,
      totalReceived: 0,
      invoiceId,
      sellerId: company,
    });
  });

  it.each([
    [{ baseAmount: 0.1, cgst: 0.2 }, 0.3],
    [{ baseAmount: 1.005 }, 1.01],
    [{ baseAmount: 1.0049 }, 1],
    [{ baseAmount: 0.1, tds: 0.0999999 }, 0],
    [{ baseAmount: 100, tds: 250.5 }, -150.5],
    [{ baseAmount: 1e12, cgst: 0.01 }, 1_000_000_000_000.01],
  ])('rounds %o to the paisa', async (amounts, netAmount) => {
    const { payload } = (await createInvoice({ ...least, ...amounts })).body as Created;

    expect({ net: payload.netAmount, balance: payload.balanceAmount }).toEqual({
      net: netAmount,
      balance: netAmount,
    });
  });

  it('takes the net amount that is given as what is due', async () => {
    const { payload } = (await createInvoice({ ...least, netAmount: 7 })).body as Created;

    expect([payload.netAmount, payload.balanceAmount]).toEqual([7, 7]);
  });

  it.each([
    [{}, 'UNPAID', 1000],
    [{ totalReceived: 0.1 }, 'PARTIALLY_PAID', 999.9],
    [{ totalReceived: 1000 }, 'PAID', 0],
    [{ balanceAmount: 0 }, 'PAID', 0],
    [{ netAmount: 0 }, 'UNPAID', 0],
    [{ totalReceived: 1000, receivableStatus: 'In words' }, 'In words', 0],
    [{ totalReceived: 1, receivableStatus: 'CANCELLED' }, 'CANCELLED', 0],
  ])(
    'tells by the amounts how far the payment of %o has come, unless it is told',
    async (sent, name, due) => {
      const { payload } = (await createInvoice({ ...least, ...sent })).body as Created;

      expect(payload).toMatchObject({ receivableStatus: { name }, balanceAmount: due });
    },
  );

  it('shows an invoice date as a time', async () => {
    const answer = await createInvoice({ ...least, invoiceDate: '2026-12-31' });

    const invoiceDate = '2026-12-31T00:00:00Z';
    const amounts = { netAmount: 1000, balanceAmount: 1000 };
    expect(answer.body).toEqual(success({ ...least, ...amounts, ...added, invoiceDate }));
  });

  it('says when the customer has no key contact', async () => {
    const ref = { ...customer, id: 'KCABCDEFGHIJKL02' };
    await storeCustomer(ref, { legalName: 'Bob', customerKeyContacts: [{ deleted: true }] });

    const answer = await createInvoice({ ...least, customerId: ref.id });

    const own = { ...added, customerLegalName: 'Bob', hasKeyContacts: false };
    const amounts = { netAmount: 1000, balanceAmount: 1000 };
    expect(answer.body).toEqual(success({ ...least, customerId: ref.id, ...amounts, ...own }));
  });

  it('creates for a company that the token may act for, when sellerId names it', async () => {
    const ref = { ...customer, tenant: partner, id: 'KCABCDEFGHIJKL03' };
    await storeCustomer(ref, { legalName: 'Ada Ltd', customerKeyContacts: [{ deleted: false }] });

    const answer = await createInvoice({ ...least, customerId: ref.id, sellerId: partner });

    const amounts = { netAmount: 1000, balanceAmount: 1000 };
    const payload = { ...least, customerId: ref.id, ...amounts, ...added, sellerId: partner };
    expect(answer.body).toEqual(success(payload));
    expect((await storedCustomer(ref))?.linkCount).toBe(1);
  });
});

describe('POST /api/v0/invoice, refusals', () => {
  it.each(['deletion', 'deactivation', 'none'] as const)('stores nothing after a %s', async (what) => {
    const tenant = newEnkashCompany();
    const ref = { ...customer, tenant };
    if (what !== 'none') {
      await storeCustomer(ref);
      await removeCustomer(receivables(), ref, what, newStamp());
    }
    const before = await tenantState('enkash', tenant);
    const answer = await call('POST /api/v0/invoice', {
      authorization: await enkashAuthorization(tenant),
      json: least,
    });

    const [status, errorType, message] =
      what === 'deactivation'
        ? ([422, 'UNPROCESSABLE_REQUEST', `customer ${ref.id} is deactivated`] as const)
        : ([404, 'RECORD_NOT_FOUND', `there is no customer ${ref.id}`] as const);
    expect(answer.status).toBe(status);
    expect(answer.body).toEqual(enkashFailure(status, errorType, message));
    expect(await tenantState('enkash', tenant)).toEqual(before);
  });

  it.each([
    ['it is cancelled', { receivableStatus: 'CANCELLED', balanceAmount: 5 }],
    ['nothing is due on it', { totalReceived: 1000 }],
    ['its approval status is MAKER_APPROVAL_PENDING', { approvalStatus: 'MAKER_APPROVAL_PENDING' }],
    ['its approval status is CHECKER_REJECTED', { approvalStatus: 'CHECKER_REJECTED' }],
  ])('stores nothing that is to be dispatched at once, though %s', async (why, others) => {
    const before = await tenantState('enkash', company);

    const answer = await createInvoice({ ...least, ...others, dispatchNow: true });

    const message = `the invoice cannot be dispatched: ${why}`;
    expect(answer.status).toBe(422);
    expect(answer.body).toEqual(enkashFailure(422, 'UNPROCESSABLE_REQUEST', message));
    expect(await tenantState('enkash', company)).toEqual(before);
    const { payload } = (await createInvoice({ ...least, ...others, dispatchNow: false })).body as Created;
    expect(payload).toMatchObject({ dispatched: false });
  });

  it('answers 404 when the customer is deleted between being read and being billed', async () => {
    const ref = { ...customer, id: 'KCABCDEFGHIJKL06' };
    vi.mocked(readCustomer).mockResolvedValueOnce(await storeCustomer(ref));
    await removeCustomer(receivables(), ref, 'deletion', newStamp());
    const before = await tenantState('enkash', company);

    const answer = await createInvoice({ ...least, customerId: ref.id });

    expect(answer.status).toBe(404);
    expect(answer.body).toEqual(enkashFailure(404, 'RECORD_NOT_FOUND', `there is no customer ${ref.id}`));
    expect(await tenantState('enkash', company)).toEqual(before);
  });

  it("answers 404 to another company's customer, as if there were none", async () => {
    const ref = { ...customer, tenant: newEnkashCompany(), id: 'KCABCDEFGHIJKL04' };
    const before = await storeCustomer(ref);

    const answer = await createInvoice({ ...least, customerId: ref.id });

    expect(answer.status).toBe(404);
    expect(answer.body).toEqual(enkashFailure(404, 'RECORD_NOT_FOUND', `there is no customer ${ref.id}`));
    expect(await storedCustomer(ref)).toEqual(before);
  });

  it('refuses to act for any other company, before it looks for the customer', async () => {
    const ref = { ...customer, tenant: newEnkashCompany(), id: 'KCABCDEFGHIJKL05' };
    const before = await storeCustomer(ref);

    const answer = await createInvoice({ ...least, customerId: ref.id, sellerId: ref.tenant });

    expect(answer.status).toBe(403);
    const message = `the token may not act for company ${ref.tenant}`;
    expect(answer.body).toEqual(enkashFailure(403, 'INVALID_ACCESS', message));
    expect(await storedCustomer(ref)).toEqual(before);
  });

  it('answers 500, and says nothing of the cause, when the table does not answer', async () => {
    vi.stubEnv('RECEIVABLES_TABLE', 'gone');

    const { answer, lines } = await loggedBy(() => createInvoice(least));

    const error = expect.objectContaining({ name: 'ResourceNotFoundException' });
    expect(lines).toEqual([expect.objectContaining({ level: 'ERROR', error })]);
    expect(answer.status).toBe(500);
    expect(answer.body).toEqual(enkashFailure(500, 'SYSTEM_ERROR', 'the request could not be processed'));
  });

  const expected = (type: string, received: string) =>
    `Invalid input: expected ${type}, received ${received}`;
  const TOO_MUCH = 'Too big: expected number to be <=1000000000000';
  const STATUSES = ['APPROVER_APPROVAL_PENDING', 'APPROVER_APPROVED', 'APPROVER_REJECTED', 'BANK_APPROVED'];
  const MORE_STATUSES = ['CHECKER_APPROVAL_PENDING', 'CHECKER_APPROVED', 'CHECKER_REJECTED'];
  const LAST_STATUSES = ['MAKER_APPROVAL_PENDING', 'MAKER_APPROVED', 'MAKER_REJECTED'];
  const options = [...STATUSES, ...MORE_STATUSES, ...LAST_STATUSES].map((name) => `"${name}"`).join('|');

  it.each<[string, object, string, string]>([
    ['no customer', { customerId: undefined }, 'customerId', 'is required'],
    [
      'a customer id of another form',
      { customerId: 'kc1' },
      'customerId',
      'Invalid string: must match pattern /^KC[A-Z0-9]{14}$/',
    ],
    ['a customer id as an object', { customerId: { $ne: '' } }, 'customerId', expected('string', 'object')],
    ['no base amount', { baseAmount: undefined }, 'baseAmount', 'is required'],
    ['a base amount below 0.1', { baseAmount: 0.09 }, 'baseAmount', 'Too small: expected number to be >=0.1'],
    ['an amount as text', { cgst: '90' }, 'cgst', expected('number', 'string')],
    ['an amount that no table holds', { netAmount: 1e300 }, 'netAmount', TOO_MUCH],
    ['an amount beyond cents of a double', { balanceAmount: 1e12 + 1 }, 'balanceAmount', TOO_MUCH],
    [
      'a debt that no table holds',
      { tds: -1e300 },
      'tds',
      'Too small: expected number to be >=-1000000000000',
    ],
    [
      'an amount too small for the table',
      { sgst: 1e-200 },
      'sgst',
      'Invalid input: expected 0 or at least 0.000001',
    ],
    ['no due date', { dueDate: undefined }, 'dueDate', 'is required'],
    ['a due date that is no day', { dueDate: '2027-02-29' }, 'dueDate', 'Invalid ISO date'],
    ['a due date with a time', { dueDate: '2027-01-31T00:00:00Z' }, 'dueDate', 'Invalid ISO date'],
    ['an invoice date in words', { invoiceDate: 'today' }, 'invoiceDate', 'Invalid input'],
    [
      'an invoice time without a zone',
      { invoiceDate: '2026-12-31T10:00:00' },
      'invoiceDate',
      'Invalid input',
    ],
    [
      'an unknown approval status',
      { approvalStatus: 'PAID' },
      'approvalStatus',
      `Invalid option: expected one of ${options}`,
    ],
    [
      'a labelled status',
      { receivableStatus: { name: 'PAID' } },
      'receivableStatus',
      expected('string', 'object'),
    ],
    ['text as truth', { dispatchNow: 'yes' }, 'dispatchNow', expected('boolean', 'string')],
    ['a null', { description: null }, 'description', expected('string', 'null')],
    [
      'a seller of another form',
      { sellerId: 'acme' },
      'sellerId',
      'Invalid string: must match pattern /^CEK[A-Z0-9]{7}$/',
    ],
  ])('refuses %s', async (_, changes, field, message) => {
    const before = await storedCustomer(customer);

    const answer = await createInvoice({ ...least, ...changes });

    expect(answer.status).toBe(400);
    const issue = expect.objectContaining({ field, message });
    expect(answer.body).toEqual(enkashFailure(400, 'VALIDATION_ERROR', `${field}: ${message}`, [issue]));
    expect(await storedCustomer(customer)).toEqual(before);
  });

  it.each(['dueDate', 'invoiceDate', 'customerId', 'sellerId'])(
    'refuses a %s of 190 KB without a hang',
    { timeout: 2_000 },
    async (field) => {
      const answer = await createInvoice({ ...least, [field]: `2026-12-31T10:00:00.${'1'.repeat(190_000)}` });

      expect(answer.status).toBe(400);
      const issue = {
        field,
        rejectedValue: `2026-12-31T10:00:00.${'1'.repeat(80)}…`,
        message: expect.any(String),
      };
      const failure = enkashFailure(400, 'VALIDATION_ERROR', expect.any(String) as never, [issue]);
      expect(answer.body).toEqual(failure);
    },
  );
});
