import { afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import type { Customer } from '../../../functions/enkash/customers/customer.ts';
import type { CustomerItem } from '../../../shared/receivables/items.ts';
import { enkashAuthorization, newEnkashCompany } from '../../support/credentials.ts';
import { enkashFailure } from '../../support/envelopes.ts';
import { type Answer, call } from '../../support/http.ts';
import { damage, expectRemoved } from '../../support/scenes.ts';
import { storedCustomer } from '../../support/store.ts';
import {
  beforeItemsAreRead,
  changeCustomer,
  deactivate,
  manyRows,
  pageIn,
  refsOf,
  storeListedCustomer,
} from '../searches.ts';

const company = newEnkashCompany();
const partner = newEnkashCompany();
const authorization = await enkashAuthorization(company, { actsFor: [partner] });
const { customer } = refsOf(company);

const idOf = (name: string): string => `KC${name.toUpperCase().padEnd(14, '0')}`;

const contact = (change: object) => ({
  ...{ keyContactPersonId: 'k1', deleted: false, legalName: 'Con Tact', name: 'Con', mobile: '9000000001' },
  ...change,
});

const profiles = {
  garcia: {
    legalName: 'GARCÍA  Traders',
    accountNumber: 'ACC000000001',
    contactNumber: '+91 9876543210',
    customerKeyContacts: [
      contact({ email: 'Ada@Garcia.es' }),
      contact({ keyContactPersonId: 'k2', deleted: true, mobile: '9000000002', email: 'old@garcia.es' }),
    ],
    panOrGstin: '29ABCDE1234F1Z5',
    state: 'Karnataka',
    uniqueRefNo: 'REF-1',
  },
  ada: {
    legalName: 'Ada Ltd',
    accountNumber: 'ACC000000001',
    assignedAgent: 'Agent Smith',
    branchCodes: ['B1', 'B2'],
    customerKeyContacts: [contact({ mobile: '9876543210' })],
    state: 'karnataka',
  },
  zoe: {
    legalName: `${'Zoë '.repeat(80)}`,
    branchCodes: ['B2', 'B3'],
    customerKeyContacts: [contact({ mobile: '' }), contact({ keyContactPersonId: 'k2', email: 'z@zoe.in' })],
    uniqueRefNo: 'x'.repeat(400),
  },
  idle: { legalName: 'Idle Traders', customerKeyContacts: [], assignedAgent: 'Agent Smith' },
  gone: { legalName: 'Gone Traders', customerKeyContacts: [] },
} satisfies Record<string, Partial<Customer>>;

type Name = keyof typeof profiles;

const CREATED: Readonly<Record<Name, string>> = {
  garcia: '2026-01-01T00:00:00.000Z',
  ada: '2026-01-01T12:30:59.999Z',
  zoe: '2026-01-02T00:00:00.001Z',
  idle: '2026-01-03T10:00:00.500Z',
  gone: '2026-01-04T10:00:00.500Z',
};

/** When idle and gone became so. */
const CHANGED = expect.stringMatching(/^20\d\d-\d\d-\d\dT\d\d:\d\d:\d\dZ$/);

const shown = (name: Name) => {
  const createdOn = `${CREATED[name].slice(0, 19)}Z`;
  return {
    customerId: idOf(name),
    companyId: company,
    customerStatus: name === 'idle' ? 'INACTIVE' : 'ACTIVE',
    createdOn,
    modifiedOn: name === 'idle' ? CHANGED : createdOn,
    ...profiles[name],
  };
};

beforeAll(async () => {
  for (const [name, profile] of Object.entries(profiles))
    await storeListedCustomer(customer(idOf(name)), profile, CREATED[name as Name]);
  await deactivate(customer(idOf('idle')));
  await expectRemoved(customer(idOf('gone')), 'deletion');
});

afterEach(() => {
  vi.restoreAllMocks();
});

const search = (json: unknown, query = '', caller = authorization) =>
  call(`POST /api/v0/customer/search${query}`, { authorization: caller, json });

const names = (answer: Answer): string[] =>
  pageIn(answer).data.map(
    ({ customerId }) => Object.keys(profiles).find((name) => idOf(name) === customerId) ?? String(customerId),
  );

const success = (data: readonly unknown[], total = data.length, page: object = {}) => ({
  payload: { data, total_count: total, has_more: false, limit: 50, offset: 0, ...page },
  response_code: 0,
  response_message: `${total} customer(s) found`,
});

const NEWEST_FIRST = ['idle', 'zoe', 'ada', 'garcia'] as const;

describe('POST /api/v0/customer/search', () => {
  it('shows whole customers, the newest first, and deleted ones never', async () => {
    const { status, body } = await search({});
    expect([status, body]).toEqual([200, success(NEWEST_FIRST.map(shown))]);
  });

  it.each<[object, Name[]]>([
    [{ accountNumber: 'ACC000000001' }, ['ada', 'garcia']],
    [{ accountNumber: 'acc000000001' }, []],
    [{ accountNumber: 'ACC00000000' }, []],
    [{ assignedAgent: 'Agent Smith' }, ['idle', 'ada']],
    [{ branchCodes: ['B2'] }, ['zoe', 'ada']],
    [{ branchCodes: ['B9', 'B3'] }, ['zoe']],
    [{ branchCodes: ['B'] }, []],
    [{ contactNumber: '+91 9876543210' }, ['garcia']],
    [{ contactNumber: '9876543210' }, ['ada']],
    [{ contactNumber: '9000000001' }, ['zoe', 'garcia']],
    [{ contactNumber: '9000000002' }, []],
    [{ createdOnFrom: '2026-01-01 12:30:59' }, ['idle', 'zoe', 'ada']],
    [{ createdOnFrom: '2026-01-01 12:31:00' }, ['idle', 'zoe']],
    [{ createdOnTo: '2026-01-01 12:30:59' }, ['ada', 'garcia']],
    [{ createdOnTo: '2026-01-01 12:30:58' }, ['garcia']],
    [{ createdOnFrom: '2026-01-01', createdOnTo: '2026-01-01' }, ['ada', 'garcia']],
    [{ createdOnFrom: '2026-01-02', createdOnTo: '2026-01-01' }, []],
    [{ customerIds: [idOf('ada'), idOf('gone'), idOf('idle'), idOf('ada'), 'unknown'] }, ['idle', 'ada']],
    [{ customerIds: [idOf('ada'), idOf('idle')], customerStatus: 'INACTIVE' }, ['idle']],
    [{ customerIds: [idOf('ada'), idOf('garcia')], createdOnTo: '2026-01-01 12:00:00' }, ['garcia']],
    [{ customerIds: [idOf('ada'), idOf('garcia')], legalName: 'garcía t' }, ['garcia']],
    [{ customerIds: [idOf('ada')], accountNumber: 'ACC000000002' }, []],
    [{ customerStatus: 'ACTIVE' }, ['zoe', 'ada', 'garcia']],
    [{ customerStatus: 'INACTIVE' }, ['idle']],
    [{ email: 'ADA@garcia.ES' }, ['garcia']],
    [{ email: 'ada@garcia' }, []],
    [{ email: 'old@garcia.es' }, []],
    [{ legalName: 'traders' }, ['idle', 'garcia']],
    [{ legalName: 'garcia tra' }, ['garcia']],
    [{ legalName: ` ${'zoe '.repeat(70)}` }, ['zoe']],
    [{ legalName: 'zoe '.repeat(80) }, []],
    [{ legalName: 'Gone' }, []],
    [{ panOrGstin: '29ABCDE1234F1Z5' }, ['garcia']],
    [{ state: 'karnataka' }, ['ada']],
    [{ uniqueRefNo: 'x'.repeat(400) }, ['zoe']],
    [{ uniqueRefNo: 'x'.repeat(399) }, []],
    [
      { assignedAgent: 'Agent Smith', customerStatus: 'ACTIVE', branchCodes: ['B1'], legalName: 'ADA' },
      ['ada'],
    ],
    [{ assignedAgent: 'Agent Smith', accountNumber: 'ACC000000001', branchCodes: ['B3'] }, []],
    [
      { customerIds: [], branchCodes: [], legalName: ' ', email: '', state: '', unknown: 1 },
      [...NEWEST_FIRST],
    ],
  ])('finds by %j', async (filters, expected) => {
    const { status, body } = await search(filters);
    expect([status, body]).toEqual([200, success(expected.map(shown))]);
  });

  it('is ordered by creation or name, both ways', async () => {
    for (const [query, expected] of [
      ['?orderBy=createdOn', [...NEWEST_FIRST]],
      ['?direction=ASC', NEWEST_FIRST.toReversed()],
      ['?orderBy=legalName&direction=ASC', ['ada', 'garcia', 'idle', 'zoe']],
      ['?orderBy=legalName', ['zoe', 'idle', 'garcia', 'ada']],
    ] as const)
      expect(names(await search({}, query))).toEqual(expected);
  });

  it.each([{}, { legalName: 'a' }, { customerIds: NEWEST_FIRST.map(idOf) }])(
    'is paged by rows to skip: %j',
    async (filters) => {
      const whole = names(await search(filters));
      const pages = await Promise.all(
        [0, 1, 2, 3, 50_000].map((offset) => search(filters, `?limit=2&offset=${offset}`)),
      );
      expect(pages.map(names)).toEqual([
        whole.slice(0, 2),
        whole.slice(1, 3),
        whole.slice(2, 4),
        whole.slice(3),
        [],
      ]);
      expect(pages.map((answer) => pageIn(answer).has_more)).toEqual(
        [0, 1, 2, 3, 9].map((offset) => offset + 2 < whole.length),
      );
      const last = { limit: 2, offset: 50_000 };
      expect(pages.at(-1)?.body).toEqual(success([], whole.length, last));
    },
  );

  it('orders equals by id', async () => {
    const scene = refsOf(partner);
    const ids = ['c', 'a', 'd', 'b'].map(idOf);
    for (const id of ids) await storeListedCustomer(scene.customer(id), {}, '2026-01-01T00:00:00.000Z');
    const of = async (query: string) =>
      pageIn(await search({}, `?parentCompanyId=${partner}${query}`)).data.map(
        ({ customerId }) => customerId,
      );
    const sorted = ids.toSorted();
    for (const orderBy of ['createdOn', 'legalName']) {
      expect(await of(`&orderBy=${orderBy}&direction=ASC`)).toEqual(sorted);
      expect(await of(`&orderBy=${orderBy}`)).toEqual(sorted.toReversed());
    }
  });

  it('shows customers of no other company, nor by their ids', async () => {
    const stranger = await enkashAuthorization(newEnkashCompany());
    for (const filters of [{}, { legalName: 'a' }, { customerIds: [idOf('ada')] }]) {
      const { status, body } = await search(filters, '', stranger);
      expect([status, body]).toEqual([200, success([])]);
    }
    const { status, body } = await search({}, `?parentCompanyId=${company}`, stranger);
    const message = `the token may not act for company ${company}`;
    expect([status, body]).toEqual([403, enkashFailure(403, 'INVALID_ACCESS', message)]);
  });

  it('shows a customer as it is, and only where it is still wanted', async () => {
    const own = newEnkashCompany();
    const caller = await enkashAuthorization(own);
    const ref = refsOf(own).customer(idOf('ada'));
    await storeListedCustomer(ref, { state: 'Kerala' }, CREATED.ada);
    const rename = (legalName: string) => changeCustomer(ref, { legalName });
    const found = async (filters: object) =>
      pageIn(await search(filters, '', caller)).data.map(({ legalName }) => legalName);

    beforeItemsAreRead(() => rename('Bob Ltd'));
    expect(await found({ state: 'Kerala' })).toEqual(['Bob Ltd']);
    expect(await found({ legalName: 'bob' })).toEqual(['Bob Ltd']);
    beforeItemsAreRead(() => rename('Cyd Ltd'));
    const late = await search({ legalName: 'bob' }, '', caller);
    expect([late.status, late.body]).toEqual([200, success([])]);
    await deactivate(ref);
    expect(await found({ customerStatus: 'ACTIVE' })).toEqual([]);
    expect(await found({ customerStatus: 'INACTIVE' })).toEqual(['Cyd Ltd']);
    await expectRemoved(ref, 'deletion');
    expect(await found({})).toEqual([]);
  });

  it('takes a text for no other one that has the same mark', async () => {
    const own = newEnkashCompany();
    const caller = await enkashAuthorization(own);
    const { customer } = refsOf(own);
    await storeListedCustomer(customer(idOf('ada')), { state: 'Kerala' }, CREATED.ada);
    await storeListedCustomer(customer(idOf('bob')), { state: 'Goa' }, CREATED.ada);
    const { listed } = (await storedCustomer(customer(idOf('ada')))) as CustomerItem;
    await damage(customer(idOf('bob')), { listed });

    const answer = await search({ state: 'Kerala' }, '', caller);

    expect(pageIn(answer)).toMatchObject({ data: [{ customerId: idOf('ada') }], total_count: 1 });
  });

  it.each<[query: string, field: string, rejectedValue: unknown, message: string]>([
    ['limit=0', 'limit', 0, 'must be at least 1'],
    ['limit=5001', 'limit', 5001, 'must be at most 5000'],
    ['limit=ten', 'limit', 'ten', 'must be a whole number'],
    ['offset=-1', 'offset', -1, 'must be at least 0'],
    ['offset=50001', 'offset', 50_001, 'must be at most 50000'],
    ['orderBy=state', 'orderBy', 'state', 'Invalid option: expected one of "createdOn"|"legalName"'],
    ['direction=up', 'direction', 'up', 'Invalid option: expected one of "ASC"|"DESC"'],
    ['parentCompanyId=x', 'parentCompanyId', 'x', 'Invalid string: must match pattern /^CEK[A-Z0-9]{7}$/'],
  ])('refuses ?%s', async (query, field, rejectedValue, message) => {
    const { status, body } = await search({}, `?${query}`);
    const issue = { field, rejectedValue, message };
    expect([status, body]).toEqual([
      400,
      enkashFailure(400, 'VALIDATION_ERROR', `${field}: ${message}`, [issue]),
    ]);
  });

  const badTime = 'Invalid time: expected yyyy-MM-dd HH:mm:ss or yyyy-MM-dd';
  it.each<[filters: object, field: string, message: string]>([
    [{ createdOnFrom: '2026-02-30' }, 'createdOnFrom', badTime],
    [{ createdOnFrom: '2026-01-01T00:00:00' }, 'createdOnFrom', badTime],
    [{ createdOnTo: '2026-01-01 24:00:00' }, 'createdOnTo', badTime],
    [{ createdOnTo: '2026-01-01 10:00' }, 'createdOnTo', badTime],
    [{ createdOnTo: '' }, 'createdOnTo', badTime],
    [{ createdOnTo: 1 }, 'createdOnTo', 'Invalid input: expected string, received number'],
    [{ customerStatus: 'DELETED' }, 'customerStatus', 'Invalid option: expected one of "ACTIVE"|"INACTIVE"'],
    [{ customerIds: Array(501).fill('a') }, 'customerIds', 'Too big: expected array to have <=500 items'],
    [
      { customerIds: ['a', 'b'.repeat(65)] },
      'customerIds[1]',
      'Too big: expected string to have <=64 characters',
    ],
    [{ branchCodes: 'B1' }, 'branchCodes', 'Invalid input: expected array, received string'],
    [{ legalName: null }, 'legalName', 'Invalid input: expected string, received null'],
  ])('refuses %j', async (filters, field, message) => {
    const { status, body } = await search(filters);
    expect(status).toBe(400);
    expect(body).toEqual(
      enkashFailure(400, 'VALIDATION_ERROR', `${field}: ${message}`, [
        expect.objectContaining({ field, message }),
      ]),
    );
  });

  it('refuses a page of more than 5 MB, and names a limit that fits', async () => {
    const own = newEnkashCompany();
    const caller = await enkashAuthorization(own);
    const address = 'a'.repeat(350_000);
    const ids = Array.from({ length: 15 }, (_, n) => idOf(`c${n + 10}`));
    await Promise.all(
      ids.map((id) => storeListedCustomer(refsOf(own).customer(id), { address }, CREATED.ada)),
    );

    const { status, body } = await search({}, '', caller);

    const message = 'the page would be larger than an answer can be: a limit of 14 fits';
    expect([status, body]).toEqual([422, enkashFailure(422, 'UNPROCESSABLE_REQUEST', message)]);
    const fitting = await search({}, '?limit=14', caller);
    expect(pageIn(fitting)).toMatchObject({ total_count: 15, has_more: true });
  });

  it('refuses a page that is larger than an answer of Lambda once its quotes are escaped', async () => {
    const own = newEnkashCompany();
    const caller = await enkashAuthorization(own);
    // 680 kB of the answer each, of 340 kB of JSON.
    const address = '"'.repeat(170_000);
    const ids = Array.from({ length: 9 }, (_, n) => idOf(`c${n + 10}`));
    await Promise.all(
      ids.map((id) => storeListedCustomer(refsOf(own).customer(id), { address }, CREATED.ada)),
    );

    const { status, body } = await search({}, '', caller);

    const message = 'the page would be larger than an answer can be: a limit of 8 fits';
    expect([status, body]).toEqual([422, enkashFailure(422, 'UNPROCESSABLE_REQUEST', message)]);
  });

  it('refuses to look at more than 100,000 customers, and names filters by which fewer are', async () => {
    manyRows({ ACTIVE: 100_008 }, { name: 'ada' });
    const { status, body } = await search({ legalName: 'ada' });
    const message =
      'more than 100000 records would have to be looked at: narrow the search by customerIds, createdOnFrom, createdOnTo';
    expect([status, body]).toEqual([422, enkashFailure(422, 'UNPROCESSABLE_REQUEST', message)]);
    expect(names(await search({ legalName: 'ada', customerIds: [idOf('ada')] }))).toEqual(['ada']);
  });

  it('answers 401 to a caller without credentials', async () => {
    const answer = await call('POST /api/v0/customer/search', { json: {} });
    expect(answer.status).toBe(401);
    expect(answer.body).toEqual(enkashFailure(401, 'UNAUTHORIZED', 'a valid access token is required'));
  });
});
