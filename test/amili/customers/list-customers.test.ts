import { afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { documentClient } from '../../../shared/dynamodb/client.ts';
import { receivables } from '../../../shared/dynamodb/tables.ts';
import { removeCustomer } from '../../../shared/receivables/customers/remove.ts';
import { manyRows } from '../../enkash/searches.ts';
import { amiliAuthorization, newAmiliClient } from '../../support/credentials.ts';
import { amiliFailure } from '../../support/envelopes.ts';
import { type Answer, call } from '../../support/http.ts';
import { loggedBy } from '../../support/log.ts';
import { damage } from '../../support/scenes.ts';
import { newStamp, storedCustomer } from '../../support/store.ts';
import { tenantState } from '../../support/tenant-state.ts';
import { newClient } from '../client.ts';
import { documentedCustomer } from '../examples.ts';

const { clientNo, tenant, createCustomer, deleteCustomer, listCustomers } = await newClient();

interface Page {
  readonly summary: Readonly<Record<string, unknown>>;
  readonly customers: readonly Readonly<Record<string, unknown>>[];
}

const pageIn = ({ body }: Answer) => body as Page;
const numbersIn = (answer: Answer) => pageIn(answer).customers.map(({ customerNo }) => customerNo);

/** In the order of their numbers. */
const CUSTOMERS = {
  '1000': { name: 'Åse  Armstrong', language: 'no', currency: 'NOK', ssn: '01019921717' },
  '543210': documentedCustomer,
  '9': { name: 'Ase Berg', phoneNo: '99775533', emailAddressDocument: ['Ase@Berg.no', ''], language: 'en' },
  'a#1': { name: `${'Zoë '.repeat(80)}`, customerCategory: 'BUSI', secondaryEmailAddress: ['ase@berg.NO'] },
  B2: { name: 'Owen', organizationNo: '984842252', customerGroupCode: 'vip' },
} as const;

type Number = keyof typeof CUSTOMERS;

const ALL = Object.keys(CUSTOMERS) as Number[];
const IN_ORDER: Number[] = ['1000', '543210', '9', 'a#1', 'B2'];

const accountNos = new Map<string, number>();

const shown = (customerNo: Number) => ({
  clientNo,
  accountNo: accountNos.get(customerNo),
  customerNo,
  ...CUSTOMERS[customerNo],
});

const of = (found: readonly Number[], summary: object = {}) => ({
  summary: {
    pageNo: 1,
    currentPageSize: found.length,
    pageSizeLimit: 100,
    totalPages: found.length > 0 ? 1 : 0,
    totalCount: found.length,
    maximumCount: 10_000,
    ...summary,
  },
  customers: found.map(shown),
});

beforeAll(async () => {
  for (const customerNo of [...ALL, 'gone']) {
    const fields = CUSTOMERS[customerNo as Number] ?? { name: 'Gone' };
    const json = { customerNo, ...fields, metadata: { userId: 'TestUser' } };
    const { body } = await createCustomer(json);
    accountNos.set(customerNo, (body as { accountNo: number }).accountNo);
  }
  await deleteCustomer('gone');
});

afterEach(() => {
  vi.restoreAllMocks();
});

describe('GET /clients/{clientno}/customers', () => {
  it('shows whole customers in the order of their numbers, and deleted ones never', async () => {
    const { status, body } = await listCustomers();
    expect([status, body]).toEqual([200, of(IN_ORDER)]);
  });

  it.each<[query: string, Number[]]>([
    ['customerno=b2', ['B2']],
    ['customerno=A%231', ['a#1']],
    ['customerno=gone', []],
    ['customerno=54321', []],
    ['customerno=9&language=en', ['9']],
    ['customerno=9&language=no', []],
    ['name=owe', ['543210', 'B2']],
    ['name=OWE%20%20armstrong', ['543210']],
    ['name=armstrong', []],
    ['name=%C3%A5se', ['1000', '9']],
    ['name=ase%20a', ['1000']],
    [`name=${'zoe%20'.repeat(79)}`, ['a#1']],
    [`name=${'zoe%20'.repeat(79)}zoa`, []],
    ['name=Gone', []],
    ['organizationno=984842252', ['543210', 'B2']],
    ['organizationno=98484225', []],
    ['ssn=01019921717', ['1000', '543210']],
    ['emailaddress=ASE%40berg.no', ['9', 'a#1']],
    ['emailaddress=amili%40testarmrest.no', ['543210']],
    ['phoneno=99775533', ['543210', '9']],
    ['phoneno=99887766', ['543210']],
    ['customercategory=cons', ['543210']],
    ['customergroupcode=Vip', ['543210', 'B2']],
    ['language=NO', ['1000', '543210']],
    ['currency=nok', ['1000', '543210']],
    ['currency=nok&language=no&name=%C3%85&userid=TestUser', ['1000']],
    ['currency=nok&language=en', []],
    ['changedfrom=2020-01-01T00:00:00Z&changedto=2099-12-31T23:59:59Z', IN_ORDER],
    ['changedfrom=2099-12-31T23:59:59Z', []],
    ['changedto=2020-01-01T00:00:00Z', []],
  ])('finds by %s', async (query, expected) => {
    const { status, body } = await listCustomers(`?${query}`);
    expect([status, body]).toEqual([200, of(expected)]);
  });

  it('finds by the account number, and one written with zeros', async () => {
    for (const zeros of ['', '00']) {
      const { status, body } = await listCustomers(`?accountno=${zeros}${accountNos.get('B2')}`);
      expect([status, body]).toEqual([200, of(['B2'])]);
    }
    expect((await listCustomers('?accountno=1')).body).toEqual(of([]));
    expect((await listCustomers(`?accountno=${accountNos.get('gone')}`)).body).toEqual(of([]));
  });

  it('finds by the second of the last write, both ends in', async () => {
    const own = await newClient();
    await own.createCustomer({ customerNo: '1', name: 'A' });
    await damage(
      { ...own.tenant, id: '1' },
      {
        listed: { name: 'a', changed: Date.parse('2026-03-01T10:00:00Z') / 1_000 },
      },
    );
    for (const [query, count] of [
      ['changedfrom=2026-03-01T10:00:00Z', 1],
      ['changedfrom=2026-03-01T10:00:01Z', 0],
      ['changedto=2026-03-01T10:00:00Z', 1],
      ['changedto=2026-03-01T09:59:59Z', 0],
    ] as const)
      expect(numbersIn(await own.listCustomers(`?${query}`))).toHaveLength(count);
  });

  it.each<[query: string, pageSizeLimit: number, totalCount: number, maximumCount: number]>([
    ['pagesize=1000', 1_000, 5, 10_000],
    ['pagesize=1001', 1_000, 5, 10_000],
    [`pagesize=${'9'.repeat(400)}`, 1_000, 5, 10_000],
    ['pagesize=5', 5, 5, 10_000],
    ['pagesize=4', 10, 5, 10_000],
    ['pagesize=0', 10, 5, 10_000],
    ['pagesize=-7', 10, 5, 10_000],
    ['maximumcount=10001', 100, 5, 10_000],
    [`maximumcount=${'9'.repeat(400)}`, 100, 5, 10_000],
    ['maximumcount=50', 50, 5, 50],
    ['maximumcount=7&pagesize=2', 7, 5, 7],
    ['maximumcount=3', 3, 3, 3],
    ['maximumcount=3&pagesize=20', 3, 3, 3],
    ['maximumcount=1', 1, 1, 1],
  ])('is as large as ?%s says', async (query, pageSizeLimit, totalCount, maximumCount) => {
    const { status, body } = await listCustomers(`?${query}`);
    const summary = { pageSizeLimit, totalCount, maximumCount };
    expect([status, body]).toEqual([200, of(IN_ORDER.slice(0, totalCount), summary)]);
  });

  it.each<[query: string, message: string]>([
    ['pagesize=ten', 'pagesize: must be a whole number'],
    ['pagesize=1.5', 'pagesize: must be a whole number'],
    ['pagesize=', 'pagesize: must be a whole number'],
    ['maximumcount=0', 'maximumcount: must be at least 1'],
    ['maximumcount=-1', 'maximumcount: must be at least 1'],
    ['maximumcount=1e3', 'maximumcount: must be a whole number'],
    ['pageno=1', 'pageno: goes with query only'],
    ['query=AAAAAAAAAAAAAAAAAAAAAA&pageno=0', 'pageno: must be at least 1'],
    ['query=AAAAAAAAAAAAAAAAAAAAAA&pageno=x', 'pageno: must be a whole number'],
    ['query=AAAAAAAAAAAAAAAAAAAAAA&pageno=1&pagesize=100', 'pagesize: does not go with query'],
    [
      'query=AAAAAAAAAAAAAAAAAAAAAA&name=a&maximumcount=9',
      'name: does not go with query; maximumcount: does not go with query',
    ],
    ['Name=a', 'Name: unknown'],
    ['expand=lines', 'expand: unknown'],
    ['name=', 'name: must not be blank'],
    ['name=%20%CC%81', 'name: must not be blank'],
    ['language=', 'language: must not be blank'],
    ['customerno=', 'customerno: must be 1 to 64 characters, none a control character'],
    ['accountno=1x', 'accountno: must be a whole number'],
    ['changedfrom=2026-01-01', 'changedfrom: must be a time such as 2025-02-27T10:15:30Z'],
    ['changedto=2026-02-30T10:00:00Z', 'changedto: must be a time such as 2025-02-27T10:15:30Z'],
    ['changedto=2026-02-20T10:00:00%2B01:00', 'changedto: must be a time such as 2025-02-27T10:15:30Z'],
  ])('refuses ?%s', async (query, message) => {
    const { status, body } = await listCustomers(`?${query}`);
    expect([status, body]).toEqual([400, amiliFailure('INVALID', message, { clientNo })]);
  });

  it('refuses to look at more than 100,000 customers, but for one number', async () => {
    manyRows({ ACTIVE: 100_008 }, { name: 'ada' });
    const { status, body } = await listCustomers('?name=ada');
    const message = 'more than 100000 records would have to be looked at: narrow the query';
    expect([status, body]).toEqual([400, amiliFailure('INVALID', message, { clientNo })]);
    expect(numbersIn(await listCustomers('?name=owe&customerno=B2'))).toEqual(['B2']);
  });

  it('refuses a page that is larger than an answer can be, and says what fits', async () => {
    const own = await newClient();
    const texts = Array.from({ length: 50 }, () => '€'.repeat(255));
    const lists = ['emailAddressDocument', 'secondaryEmailAddress', 'efakturaBlockIds', 'peppolBlockIds'];
    const profile = { name: 'A', ...Object.fromEntries(lists.map((list) => [list, texts])) };
    const numbers = Array.from({ length: 40 }, (_, n) => `C${100 + n}`);
    await Promise.all(
      numbers.map(async (customerNo) => {
        await own.createCustomer({ customerNo, name: 'A' });
        await damage({ ...own.tenant, id: customerNo }, { profile });
      }),
    );

    // 154 kB each.
    for (const query of ['', '?pagesize=33']) {
      const { status, body } = await own.listCustomers(query);
      const message = 'the page would be larger than an answer can be: a pagesize of 32 fits';
      expect([status, body]).toEqual([400, amiliFailure('INVALID', message, { clientNo: own.clientNo })]);
    }
    const fitting = await own.listCustomers('?pagesize=32');
    expect(pageIn(fitting).summary).toMatchObject({ currentPageSize: 32, totalCount: 40, totalPages: 2 });
  });

  it('takes a text for no other one that has the same mark', async () => {
    const own = await newClient();
    await own.createCustomer({ customerNo: '1', name: 'A', ssn: '1' });
    await own.createCustomer({ customerNo: '2', name: 'A', ssn: '2' });
    const { listed } = (await storedCustomer({ ...own.tenant, id: '1' })) as { listed?: object };
    await damage({ ...own.tenant, id: '2' }, { listed });
    const answer = await own.listCustomers('?ssn=1');
    expect(numbersIn(answer)).toEqual(['1']);
    expect(pageIn(answer).summary.totalCount).toBe(1);
  });

  it('answers 401 to a caller without credentials', async () => {
    const answer = await call(`GET /clients/${clientNo}/customers`);
    expect(answer.status).toBe(401);
    expect(answer.body).toEqual(
      amiliFailure('UNAUTHORIZED', 'A valid access token is required', { clientNo }),
    );
  });

  it('answers 403 to another client', async () => {
    const stranger = await amiliAuthorization([newAmiliClient()]);
    const answer = await listCustomers('', { authorization: stranger });
    expect(answer.status).toBe(403);
    const message = `The token may not act for client ${clientNo}`;
    expect(answer.body).toEqual(amiliFailure('FORBIDDEN', message, { clientNo }));
  });

  it.each(['0', 'abc', '1e3'])('answers 404 to a client that is no number: %s', async (client) => {
    const { authorization } = await newClient();
    const { status, body } = await call(`GET /clients/${client}/customers`, { authorization });
    expect([status, body]).toEqual([404, amiliFailure('NOT_FOUND', 'clientno: must be a positive integer')]);
  });
});

describe('the pages of a list of customers', () => {
  const ids = Array.from({ length: 12 }, (_, n) => `K${n + 10}`);

  /** A client with twelve customers, and the first of three pages. */
  async function newList(query = '?pagesize=5') {
    const own = await newClient();
    await Promise.all(ids.map((customerNo) => own.createCustomer({ customerNo, name: 'Ada' })));
    const first = await own.listCustomers(query);
    const { queryId, nextPage } = pageIn(first).summary as { queryId: string; nextPage: string };
    const host = nextPage?.slice(0, nextPage.indexOf('/clients/'));
    const urlOf = (pageNo: number) =>
      `${host}/clients/${own.clientNo}/customers?query=${queryId}&pageno=${pageNo}`;
    const follow = (pageNo: number, more = '') =>
      own.listCustomers(`?query=${queryId}&pageno=${pageNo}${more}`);
    return { ...own, first, queryId, urlOf, follow };
  }

  it('are named by absolute addresses, which lead to them', async () => {
    const { first, queryId, urlOf, authorization, follow } = await newList();
    expect(queryId).toMatch(/^[A-Za-z0-9_-]{22}$/);
    const summary = {
      ...{ pageSizeLimit: 5, totalPages: 3, totalCount: 12, maximumCount: 10_000 },
      ...{ lastPage: urlOf(3), queryId },
    };
    expect(pageIn(first).summary).toEqual({
      ...{ pageNo: 1, currentPageSize: 5, nextPage: urlOf(2) },
      ...summary,
    });
    expect(urlOf(2)).toMatch(/^http:\/\/(localhost|127\.0\.0\.1|\[::1\]):\d+\/clients\//);
    const fetched = async (url: string) => {
      const response = await fetch(url, { headers: { authorization } });
      return (await response.json()) as Page;
    };
    const [second, last] = [await fetched(urlOf(2)), await fetched(urlOf(3))];
    expect(second.summary).toEqual({ pageNo: 2, currentPageSize: 5, nextPage: urlOf(3), ...summary });
    expect(last.summary).toEqual({ pageNo: 3, currentPageSize: 2, ...summary });
    const pages = [pageIn(first), second, last];
    expect(pages.flatMap(({ customers }) => customers.map(({ customerNo }) => customerNo))).toEqual(ids);
    expect((await follow(1, '&userid=TestUser')).body).toEqual(first.body);
  });

  it('are of the host and scheme that the request came to', async () => {
    const { listCustomers, clientNo } = await newList();
    const headers = { 'x-forwarded-proto': 'https' };
    const { nextPage } = pageIn(await listCustomers('?pagesize=5', { headers })).summary;
    expect(nextPage).toMatch(new RegExp(`^https://[^/]+/clients/${clientNo}/customers\\?query=`));
  });

  it('show the first one where no number is sent', async () => {
    const { first, queryId, listCustomers } = await newList();
    expect((await listCustomers(`?query=${queryId}`)).body).toEqual(first.body);
  });

  it('end at the maximum count', async () => {
    const { first, follow, urlOf, queryId } = await newList('?pagesize=5&maximumcount=7&name=a');
    const summary = { totalCount: 7, totalPages: 2, maximumCount: 7, lastPage: urlOf(2), queryId };
    expect(pageIn(first).summary).toMatchObject(summary);
    const last = await follow(2);
    expect(numbersIn(last)).toEqual(['K15', 'K16']);
    expect(pageIn(last).summary).toEqual({
      ...{ pageNo: 2, currentPageSize: 2, pageSizeLimit: 5 },
      ...summary,
    });
  });

  it('show customers as they are then, without those that are gone', async () => {
    const { follow, createCustomer, deleteCustomer } = await newList('?pagesize=5&name=ada');
    await createCustomer({ customerNo: 'K15', name: 'Bob' });
    await deleteCustomer('K16');
    await createCustomer({ customerNo: 'K14A', name: 'Ada' });
    const second = await follow(2);
    expect(pageIn(second).customers.map(({ customerNo, name }) => [customerNo, name])).toEqual([
      ['K15', 'Bob'],
      ['K17', 'Ada'],
      ['K18', 'Ada'],
      ['K19', 'Ada'],
    ]);
    expect(pageIn(second).summary).toMatchObject({ currentPageSize: 4, totalCount: 12 });
  });

  it('are 404 beyond the last, for another client, and where there is no such query', async () => {
    const { follow, queryId, clientNo } = await newList();
    const other = await newClient();
    const unknown = 'query: there is no such query, or it is older than an hour';
    for (const pageNo of [4, '9'.repeat(400)] as const) {
      const { status, body } = await follow(pageNo as number);
      const message = 'pageno: the query has 3 pages';
      expect([status, body]).toEqual([404, amiliFailure('NOT_FOUND', message, { clientNo })]);
    }
    for (const query of [queryId, 'A'.repeat(22), '', '%23', 'é'.repeat(2_000)]) {
      const { status, body } = await other.listCustomers(`?query=${query}&pageno=1`);
      expect([status, body]).toEqual([404, amiliFailure('NOT_FOUND', unknown, { clientNo: other.clientNo })]);
    }
  });

  it('are 404 after an hour', async () => {
    const { follow, clientNo, first } = await newList();
    vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + 3_601_000 });
    // The token is as old.
    const authorization = await amiliAuthorization([clientNo]);
    const { queryId } = pageIn(first).summary;
    const answer = await call(`GET /clients/${clientNo}/customers?query=${queryId}&pageno=2`, {
      authorization,
    });
    vi.useRealTimers();
    expect(answer.status).toBe(404);
    expect((await follow(2)).status).toBe(200);
  });

  it('are stored with who asked, and only where there is a second one', async () => {
    const { tenant, clientNo, queryId, listCustomers } = await newList();
    await listCustomers();
    const state = await tenantState('amili', tenant.tenant);
    const pk = `amili#${clientNo}#SNAPSHOT#${queryId}`;
    const snapshots = [...state].filter(([key]) => key.includes('#SNAPSHOT#'));
    expect(snapshots).toEqual([
      [
        `${pk} SNAPSHOT#0`,
        {
          pk,
          sk: 'SNAPSHOT#0',
          kind: 'CUSTOMER',
          pageSize: 5,
          asked: { maximumCount: 10_000 },
          total: 12,
          ends: ids,
          creation: {
            at: expect.any(String),
            by: 'amili-client',
            requestId: expect.any(String),
            operation: 'amili/customers/list-customers',
          },
          revision: 1,
          expiresAt: expect.any(Number),
        },
      ],
    ]);
  });

  it('are told of to nobody when they may not be stored', async () => {
    const { listCustomers, clientNo } = await newList();
    const send = documentClient.send.bind(documentClient);
    const now = performance.now.bind(performance);
    let late = 0;
    vi.spyOn(performance, 'now').mockImplementation(() => now() + late);
    vi.spyOn(documentClient, 'send').mockImplementation((async (command: Parameters<typeof send>[0]) => {
      if (command.constructor.name !== 'PutCommand') return send(command);
      late += 20_000;
      throw Object.assign(new Error('socket hang up'), { code: 'ECONNRESET' });
    }) as typeof send);
    const { answer, lines } = await loggedBy(() => listCustomers('?pagesize=5'));
    expect(lines).toMatchObject([{ error: { name: 'GaveUp', known: 'unknown' } }]);
    expect([answer.status, answer.body]).toEqual([
      500,
      amiliFailure('ERROR', 'The request could not be processed', { clientNo }),
    ]);
  });

  it('are the same when the answer to their storing is lost', async () => {
    const { listCustomers } = await newList();
    const send = documentClient.send.bind(documentClient);
    let puts = 0;
    vi.spyOn(documentClient, 'send').mockImplementation((async (command: Parameters<typeof send>[0]) => {
      const answer = await send(command);
      if (command.constructor.name === 'PutCommand' && puts++ === 0)
        throw Object.assign(new Error('socket hang up'), { code: 'ECONNRESET' });
      return answer;
    }) as typeof send);
    const { queryId } = pageIn(await listCustomers('?pagesize=5')).summary;
    expect(puts).toBe(2);
    expect(numbersIn(await listCustomers(`?query=${queryId}&pageno=3`))).toEqual(['K20', 'K21']);
  });
});

describe('what lists know of a customer', () => {
  it('follows its writes, and is gone with it', async () => {
    const own = await newClient();
    const found = async (query: string) => numbersIn(await own.listCustomers(query));
    await own.createCustomer({ customerNo: 'c1', name: 'Ada', language: 'no' });
    await own.createCustomer({ customerNo: 'C1', name: 'Bob', language: '' });
    expect(await found('?name=ada')).toEqual([]);
    expect(await found('?language=no')).toEqual([]);
    expect(await found('?name=bob')).toEqual(['c1']);
    const ref = { ...own.tenant, id: 'C1' };
    await removeCustomer(receivables(), ref, 'deletion', newStamp(), { eraseAfter: 60 });
    expect(await found('')).toEqual([]);
    const { listKey, listOrder, listed } = (await storedCustomer(ref)) ?? {};
    expect([listKey, listOrder, listed]).toEqual([undefined, undefined, undefined]);
    await own.createCustomer({ customerNo: 'C1', name: 'Cyd' });
    expect(await found('')).toEqual(['C1']);
    expect((await storedCustomer(ref))?.linkCount).toBe(0);
  });

  it('is short, however long its texts are', async () => {
    const { listed, listOrder } = (await storedCustomer({ ...tenant, id: 'A#1' })) ?? {};
    expect(listOrder).toBe('A#1\tA#1');
    expect(listed).toEqual({
      name: 'zoe '.repeat(75),
      changed: expect.any(Number),
      marks: [expect.any(String), expect.any(String), expect.any(String)],
    });
  });
});
