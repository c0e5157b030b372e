import { afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import type { Invoice } from '../../../functions/enkash/invoices/invoice.ts';
import { receivables } from '../../../shared/dynamodb/tables.ts';
import { removeDependent } from '../../../shared/receivables/dependents/remove.ts';
import type { DependentItem } from '../../../shared/receivables/items.ts';
import type { CustomerRef, DependentRef } from '../../../shared/receivables/keys.ts';
import { enkashAuthorization, newEnkashCompany } from '../../support/credentials.ts';
import { enkashFailure } from '../../support/envelopes.ts';
import { type Answer, call } from '../../support/http.ts';
import { expectRemoved, overwrite } from '../../support/scenes.ts';
import { newStamp, storedDependent } from '../../support/store.ts';
import {
  beforeItemsAreRead,
  changeCustomer,
  deactivate,
  manyRows,
  pageIn,
  refsOf,
  storeListedCustomer,
  storeListedInvoice,
} from '../searches.ts';

const company = newEnkashCompany();
const authorization = await enkashAuthorization(company);
const { customer, invoice } = refsOf(company);

const customerIdOf = (name: string): string => `KC${name.toUpperCase().padEnd(14, '0')}`;

const LEGAL_NAMES = { alpha: 'Älpha Traders', beta: 'Beta Ltd', gone: 'Gone Traders' } as const;
const [alpha, beta, gone] = ['alpha', 'beta', 'gone'].map(customerIdOf) as [string, string, string];

/** Ids by their names, in the order of the names. */
const IDS = {
  first: '00000000-0000-4000-8000-000000000001',
  paid: '00000000-0000-4000-8000-000000000002',
  part: '00000000-0000-4000-8000-000000000003',
  dropped: '00000000-0000-4000-8000-000000000004',
  lost: '00000000-0000-4000-8000-000000000005',
};
type Name = keyof typeof IDS;

const invoices = {
  first: {
    ...{ customerId: alpha, dueDate: '2026-02-01', baseAmount: 100, netAmount: 118, balanceAmount: 118 },
    ...{ approvalStatus: 'MAKER_APPROVED', externalId: 'ext-1', invoiceDate: '2026-01-01' },
    ...{ invoiceNumber: 'INV-Ä1', poNumber: 'PO-77', via: 'TALLY' },
  },
  paid: {
    ...{ customerId: alpha, dueDate: '2026-03-01', baseAmount: 50, netAmount: 59, balanceAmount: 0 },
    ...{ totalReceived: 59, dispatchedOn: '2026-01-15T10:00:00.500Z' },
    ...{ invoiceNumber: 'inv-22', invoiceDate: '2026-01-10T02:00:00+05:30', externalId: 'x'.repeat(400) },
  },
  part: {
    ...{ customerId: beta, dueDate: '2026-02-01', baseAmount: 100.25, netAmount: 100.25 },
    ...{ totalReceived: 18.5, balanceAmount: 81.75, receivableStatus: 'Promised' },
    ...{ approvalStatus: 'CHECKER_REJECTED', via: 'API' },
  },
  dropped: { customerId: alpha, dueDate: '2026-02-01', via: 'API' },
  lost: { customerId: gone, dueDate: '2026-02-01', via: 'API' },
} satisfies Record<Name, Partial<Invoice>>;

const CREATED: Readonly<Record<Name, string>> = {
  first: '2026-01-01T00:00:00.000Z',
  paid: '2026-01-02T12:30:59.999Z',
  part: '2026-01-03T00:00:00.001Z',
  dropped: '2026-01-04T00:00:00.000Z',
  lost: '2026-01-05T00:00:00.000Z',
};

const STATUS = {
  first: { label: 'Unpaid', name: 'UNPAID' },
  paid: { label: 'Paid', name: 'PAID' },
  part: { label: 'Promised', name: 'Promised' },
  lost: { label: 'Unpaid', name: 'UNPAID' },
} as const;

const APPROVAL = {
  MAKER_APPROVED: { label: 'Maker approved', name: 'MAKER_APPROVED' },
  CHECKER_REJECTED: { label: 'Checker rejected', name: 'CHECKER_REJECTED' },
} as const;

function shown(name: keyof typeof STATUS) {
  const { dispatchedOn, approvalStatus, invoiceDate, ...fields }: Partial<Invoice> = invoices[name];
  const [customerName] = Object.entries(LEGAL_NAMES).find(
    ([name]) => customerIdOf(name) === fields.customerId,
  ) as [keyof typeof LEGAL_NAMES, string];
  const createdOn = `${CREATED[name].slice(0, 19)}Z`;
  return {
    ...{ baseAmount: 100, netAmount: 100, totalReceived: 0, balanceAmount: 100 },
    ...fields,
    ...(approvalStatus && { approvalStatus: APPROVAL[approvalStatus as keyof typeof APPROVAL] }),
    ...(invoiceDate && { invoiceDate: invoiceDate.length === 10 ? `${invoiceDate}T00:00:00Z` : invoiceDate }),
    ...{ invoiceId: IDS[name], sellerId: company, receivableStatus: STATUS[name] },
    ...{ customerLegalName: LEGAL_NAMES[customerName], hasKeyContacts: customerName === 'alpha' },
    ...{ invoiceAttachments: [], dispatched: dispatchedOn !== undefined },
    ...(dispatchedOn && { dispatchedOn: `${dispatchedOn.slice(0, 19)}Z` }),
    ...{ createdBy: 'test', createdOn, modifiedBy: 'test' },
    modifiedOn: name === 'lost' ? expect.any(String) : createdOn,
  };
}

const contact = { keyContactPersonId: 'k1', deleted: false, legalName: 'C', name: 'C', mobile: '9000000001' };

const removeInvoice = (ref: DependentRef) => removeDependent(receivables(), ref, () => true, newStamp());

beforeAll(async () => {
  for (const [name, legalName] of Object.entries(LEGAL_NAMES)) {
    const customerKeyContacts = [{ ...contact, deleted: name !== 'alpha' }];
    await storeListedCustomer(
      customer(customerIdOf(name)),
      { legalName, customerKeyContacts },
      CREATED.first,
    );
  }
  for (const [name, fields] of Object.entries(invoices))
    await storeListedInvoice(invoice(IDS[name as Name]), fields, CREATED[name as Name]);
  await deactivate(customer(beta));
  await removeInvoice(invoice(IDS.dropped));
  await removeInvoice(invoice(IDS.lost));
  await expectRemoved(customer(gone), 'deletion');
});

afterEach(() => {
  vi.restoreAllMocks();
});

const search = (json: unknown, query = '', caller = authorization) =>
  call(`POST /api/v0/invoice/search${query}`, { authorization: caller, json });

const names = (answer: Answer): string[] =>
  pageIn(answer).data.map(
    ({ invoiceId }) => Object.entries(IDS).find(([, id]) => id === invoiceId)?.[0] ?? String(invoiceId),
  );

const success = (data: readonly unknown[], total = data.length, page: object = {}) => ({
  payload: { data, total_count: total, has_more: false, limit: 50, offset: 0, ...page },
  response_code: 0,
  response_message: `${total} invoice(s) found`,
});

const NEWEST_FIRST = ['part', 'paid', 'first'] as const;

describe('POST /api/v0/invoice/search', () => {
  it('shows whole invoices that are not deleted, each with its customer, the newest first', async () => {
    const { status, body } = await search({});
    expect([status, body]).toEqual([200, success(NEWEST_FIRST.map(shown))]);
  });

  it.each<[object, (keyof typeof STATUS)[]]>([
    [{ approvalStatuses: ['MAKER_APPROVED', 'BANK_APPROVED'] }, ['first']],
    [{ approvalStatuses: ['MAKER_APPROVED', 'CHECKER_REJECTED'] }, ['part', 'first']],
    [{ balanceAmountFrom: 81.75 }, ['part', 'first']],
    [{ balanceAmountFrom: 81.76 }, ['first']],
    [{ balanceAmountTo: 0 }, ['paid']],
    [{ balanceAmountFrom: 0, balanceAmountTo: 81.75 }, ['part', 'paid']],
    [{ baseAmountFrom: 100, baseAmountTo: 100 }, ['first']],
    [{ baseAmountTo: 100.24 }, ['paid', 'first']],
    [{ netAmountFrom: 100.25, netAmountTo: 118 }, ['part', 'first']],
    [{ netAmountFrom: 2, netAmountTo: 1 }, []],
    [{ totalReceivedTo: 18.5 }, ['part', 'first']],
    [{ totalReceivedFrom: 18.5 }, ['part', 'paid']],
    [{ collectionMode: ['UPI'] }, []],
    [{ createdOnFrom: '2026-01-02 12:30:59' }, ['part', 'paid']],
    [{ createdOnFrom: '2026-01-02 12:31:00' }, ['part']],
    [{ createdOnTo: '2026-01-02 12:30:59' }, ['paid', 'first']],
    [{ createdOnTo: '2026-01-02' }, ['paid', 'first']],
    [{ createdOnFrom: '2026-01-02', createdOnTo: '2026-01-02' }, ['paid']],
    [{ createdOnFrom: '2026-01-03', createdOnTo: '2026-01-02' }, []],
    [{ createdVia: 'API' }, ['part']],
    [{ via: 'TALLY' }, ['first']],
    [{ via: 'TALLY', createdVia: 'API' }, []],
    [{ customerDeleted: false }, ['part', 'paid', 'first']],
    [{ customerDeleted: true }, ['lost']],
    [{ customerDeleted: true, customerLegalName: 'gone' }, ['lost']],
    [{ customerDeleted: true, customerLegalName: 'lpha' }, []],
    [{ customerDeleted: true, customerStatus: 'ACTIVE' }, []],
    [{ customerDeleted: true, invoiceIds: Object.values(IDS) }, ['lost']],
    [{ customerDeleted: true, via: 'TALLY' }, []],
    [{ customerIds: [alpha, 'unknown'] }, ['paid', 'first']],
    [{ customerIds: [alpha, beta], customerStatus: 'INACTIVE' }, ['part']],
    [{ customerIds: [gone] }, []],
    [{ customerIds: [gone], customerDeleted: true }, ['lost']],
    [{ customerLegalName: 'ALPHA  tr' }, ['paid', 'first']],
    [{ customerLegalName: 't', customerStatus: 'INACTIVE' }, ['part']],
    [{ customerLegalName: 'gone' }, []],
    [{ customerStatus: 'ACTIVE' }, ['paid', 'first']],
    [{ customerStatus: 'INACTIVE' }, ['part']],
    [{ customerStatus: 'ACTIVE', invoiceIds: [IDS.paid, IDS.part, IDS.dropped] }, ['paid']],
    [{ customerLegalName: 'beta', invoiceIds: [IDS.paid, IDS.part] }, ['part']],
    [{ dispatched: true }, ['paid']],
    [{ dispatched: false }, ['part', 'first']],
    [{ dispatchedOnFrom: '2026-01-15 10:00:00', dispatchedOnTo: '2026-01-15 10:00:00' }, ['paid']],
    [{ dispatchedOnFrom: '2026-01-15 10:00:01' }, []],
    [{ dispatchedOnTo: '2026-01-15' }, ['paid']],
    [{ dueDateFrom: '2026-02-01', dueDateTo: '2026-02-01' }, ['part', 'first']],
    [{ dueDateFrom: '2026-02-01 00:00:01' }, ['paid']],
    [{ dueDateTo: '2026-02-28 23:59:59' }, ['part', 'first']],
    [{ externalIds: ['ext-1', 'x'.repeat(400)] }, ['paid', 'first']],
    [{ externalIds: ['EXT-1', 'ext'] }, []],
    [{ invoiceDateFrom: '2026-01-09 20:30:00', invoiceDateTo: '2026-01-09 20:30:00' }, ['paid']],
    [{ invoiceDateTo: '2026-01-09' }, ['paid', 'first']],
    [{ invoiceDateTo: '2026-01-01 00:00:00' }, ['first']],
    [{ invoiceIds: [IDS.first, IDS.paid, IDS.dropped, IDS.first, 'unknown'] }, ['paid', 'first']],
    [{ invoiceIds: [IDS.first, IDS.paid], invoiceNumber: '22' }, ['paid']],
    [{ invoiceIds: [IDS.first, IDS.paid], createdOnTo: '2026-01-01' }, ['first']],
    [{ invoiceNumber: 'INV-' }, ['paid', 'first']],
    [{ invoiceNumber: 'a1' }, ['first']],
    [{ poNumber: 'po-7' }, ['first']],
    [{ receivableStatuses: ['PAID', 'UNPAID'] }, ['paid', 'first']],
    [{ receivableStatuses: ['Promised'] }, ['part']],
    [{ receivableStatuses: ['PARTIALLY_PAID', 'promised'] }, []],
    [
      {
        approvalStatuses: [],
        customerIds: [],
        invoiceIds: [],
        collectionMode: [],
        invoiceNumber: ' ',
        via: '',
      },
      [...NEWEST_FIRST],
    ],
    [{ customerLegalName: 'alpha', balanceAmountFrom: 1, dispatched: false, unknown: 1 }, ['first']],
  ])('finds by %j', async (filters, expected) => {
    const { status, body } = await search(filters);
    expect([status, body]).toEqual([200, success(expected.map(shown))]);
  });

  it('is ordered by creation, due date or invoice date, equals by id, both ways', async () => {
    for (const [query, expected] of [
      ['?direction=ASC', NEWEST_FIRST.toReversed()],
      ['?orderBy=dueDate&direction=ASC', ['first', 'part', 'paid']],
      ['?orderBy=dueDate', ['paid', 'part', 'first']],
      ['?orderBy=invoiceDate&direction=ASC', ['part', 'first', 'paid']],
      ['?orderBy=invoiceDate', ['paid', 'first', 'part']],
    ] as const)
      expect(names(await search({}, query))).toEqual(expected);
  });

  it.each([{}, { customerStatus: 'ACTIVE' }, { invoiceIds: Object.values(IDS) }])(
    'is paged by rows to skip: %j',
    async (filters) => {
      const whole = names(await search(filters));
      const pages = await Promise.all(
        [0, 1, 2, 50_000].map((offset) => search(filters, `?limit=1&offset=${offset}`)),
      );
      expect(pages.map(names)).toEqual([...[0, 1, 2].map((n) => whole.slice(n, n + 1)), []]);
      expect(pages.map((answer) => pageIn(answer).has_more)).toEqual(
        [0, 1, 2, 9].map((offset) => offset + 1 < whole.length),
      );
      expect(pages.at(-1)?.body).toEqual(success([], whole.length, { limit: 1, offset: 50_000 }));
    },
  );

  it('shows invoices of no other company, nor by their ids', async () => {
    const stranger = await enkashAuthorization(newEnkashCompany());
    for (const filters of [
      {},
      { customerStatus: 'ACTIVE' },
      { invoiceIds: [IDS.first] },
      { customerIds: [alpha] },
    ]) {
      const { status, body } = await search(filters, '', stranger);
      expect([status, body]).toEqual([200, success([])]);
    }
    const { status, body } = await search({}, `?sellerId=${company}`, stranger);
    const message = `the token may not act for company ${company}`;
    expect([status, body]).toEqual([403, enkashFailure(403, 'INVALID_ACCESS', message)]);
    const partner = await enkashAuthorization(newEnkashCompany(), { actsFor: [company] });
    expect(names(await search({}, `?sellerId=${company}`, partner))).toEqual([...NEWEST_FIRST]);
  });

  it.each<[query: string, field: string, message: string]>([
    ['limit=5001', 'limit', 'must be at most 5000'],
    ['offset=x', 'offset', 'must be a whole number'],
    ['orderBy=legalName', 'orderBy', 'Invalid option: expected one of "createdOn"|"dueDate"|"invoiceDate"'],
    ['sellerId=x', 'sellerId', 'Invalid string: must match pattern /^CEK[A-Z0-9]{7}$/'],
  ])('refuses ?%s', async (query, field, message) => {
    const { status, body } = await search({}, `?${query}`);
    const issues = [expect.objectContaining({ field, message })];
    expect([status, body]).toEqual([
      400,
      enkashFailure(400, 'VALIDATION_ERROR', `${field}: ${message}`, issues),
    ]);
  });

  it('refuses each filter that is none', async () => {
    const time = '2026-13-01';
    const filters = {
      ...{ approvalStatuses: ['GIFT'], balanceAmountFrom: '1', balanceAmountTo: null, collectionMode: 'UPI' },
      ...{ createdOnFrom: time, createdOnTo: time, createdVia: 1, customerDeleted: 'yes' },
      ...{ customerIds: Array(501).fill('a'), customerLegalName: [], customerStatus: 'GONE', dispatched: 1 },
      ...{ dispatchedOnFrom: time, dispatchedOnTo: time, dueDateFrom: time, dueDateTo: time },
      ...{ externalIds: Array(501).fill('a'), invoiceDateFrom: time, invoiceDateTo: time },
      ...{ invoiceIds: ['a'.repeat(65)], invoiceNumber: {}, netAmountFrom: true, poNumber: 7 },
      ...{ receivableStatuses: [1], totalReceivedTo: '', via: false },
    };
    const { status, body } = await search(filters);
    const { apiSubErrors } = (body as { errorResponse: { apiSubErrors: { field: string }[] } }).errorResponse;
    expect(status).toBe(400);
    expect(apiSubErrors.map(({ field }) => field.replace(/\[0\]$/, '')).sort()).toEqual(
      Object.keys(filters).sort(),
    );
  });

  it('refuses to look at more than 100,000 rows, and names filters by which fewer are', async () => {
    const refused = (narrowing: string) => [
      422,
      enkashFailure(
        422,
        'UNPROCESSABLE_REQUEST',
        `more than 100000 records would have to be looked at: narrow the search by ${narrowing}`,
      ),
    ];
    const answerOf = async (filters: object) => {
      const { status, body } = await search(filters);
      return [status, body];
    };
    manyRows({ LIVE: 100_008 }, { customer: alpha });
    expect(await answerOf({ dispatched: true })).toEqual(refused('invoiceIds, createdOnFrom, createdOnTo'));
    expect(names(await search({ dispatched: true, invoiceIds: [IDS.paid] }))).toEqual(['paid']);
    vi.restoreAllMocks();
    // Rows of customers count, where they are looked at.
    manyRows({ ACTIVE: 50_008, LIVE: 50_000 }, { name: 'alpha', customer: 'another' });
    const byCustomer = { customerStatus: 'ACTIVE' };
    expect(await answerOf(byCustomer)).toEqual(refused('invoiceIds, createdOnFrom, createdOnTo'));
    expect(names(await search({ ...byCustomer, customerIds: [alpha] }))).toEqual([]);
    vi.restoreAllMocks();
    manyRows({ ACTIVE: 100_008 }, { name: 'alpha' });
    expect(await answerOf({ customerStatus: 'ACTIVE' })).toEqual(refused('customerIds, invoiceIds'));
    for (const narrowing of [{ customerIds: [alpha] }, { invoiceIds: [IDS.first, IDS.paid, IDS.part] }])
      expect(names(await search({ customerStatus: 'ACTIVE', ...narrowing }))).toEqual(['paid', 'first']);
  });

  it('refuses a page whose invoices and names come to more than 5 MB, and names a limit that fits', async () => {
    const own = newEnkashCompany();
    const caller = await enkashAuthorization(own);
    const scene = refsOf(own);
    // One name of many invoices: little is stored, and much is shown.
    await storeListedCustomer(scene.customer(alpha), { legalName: 'n'.repeat(300_000) }, CREATED.first);
    for (let n = 10; n < 28; n++)
      await storeListedInvoice(
        scene.invoice(`00000000-0000-4000-8000-0000000000${n}`),
        { customerId: alpha },
        CREATED.first,
      );

    const { status, body } = await search({}, '', caller);

    const message = 'the page would be larger than an answer can be: a limit of 16 fits';
    expect([status, body]).toEqual([422, enkashFailure(422, 'UNPROCESSABLE_REQUEST', message)]);
    expect(pageIn(await search({}, '?limit=16', caller))).toMatchObject({ total_count: 18, has_more: true });
  });

  it('answers 401 to a caller without credentials', async () => {
    const answer = await call('POST /api/v0/invoice/search', { json: {} });
    expect(answer.status).toBe(401);
    expect(answer.body).toEqual(enkashFailure(401, 'UNAUTHORIZED', 'a valid access token is required'));
  });
});

describe('what changes while invoices are searched', () => {
  /** A company with an invoice of one customer, and another customer. */
  async function scene() {
    const own = newEnkashCompany();
    const caller = await enkashAuthorization(own);
    const refs = refsOf(own);
    await storeListedCustomer(refs.customer(alpha), { legalName: 'Alpha' }, CREATED.first);
    await storeListedCustomer(refs.customer(beta), { legalName: 'Beta' }, CREATED.first);
    await storeListedInvoice(refs.invoice(IDS.first), { customerId: alpha, via: 'API' }, CREATED.first);
    const found = async (filters: object) => {
      const { data, total_count } = pageIn(await search(filters, '', caller));
      return [data.map(({ customerLegalName }) => customerLegalName), total_count];
    };
    return { ...refs, found };
  }

  const rename = (ref: CustomerRef, legalName: string) => changeCustomer(ref, { legalName });

  it('is shown with the customer as it is now', async () => {
    const { customer, found } = await scene();
    beforeItemsAreRead(() => rename(customer(alpha), 'Omega'));
    expect(await found({})).toEqual([['Omega'], 1]);
  });

  it('is left out where its customer is no longer wanted', async () => {
    const { customer, found } = await scene();
    beforeItemsAreRead(() => rename(customer(alpha), 'Omega'));
    expect(await found({ customerLegalName: 'alpha' })).toEqual([[], 0]);
    beforeItemsAreRead(() => deactivate(customer(alpha)));
    expect(await found({ customerStatus: 'ACTIVE' })).toEqual([[], 0]);
    expect(await found({ customerStatus: 'INACTIVE' })).toEqual([['Omega'], 1]);
  });

  it('is left out where it is deleted', async () => {
    const { invoice, found } = await scene();
    beforeItemsAreRead(() => removeInvoice(invoice(IDS.first)));
    expect(await found({ via: 'API' })).toEqual([[], 0]);
    expect(await found({})).toEqual([[], 0]);
  });

  it('takes a text for no other one that has the same mark', async () => {
    const { invoice, found } = await scene();
    const item = (await storedDependent(invoice(IDS.first))) as DependentItem<Invoice>;
    await overwrite({ ...item, fields: { ...item.fields, via: 'APP' } });
    expect(await found({ via: 'API' })).toEqual([[], 0]);
  });
});
