import { beforeAll, describe, expect, it } from 'vitest';
import { arItemRef } from '../../../functions/amili/ar-items/ar-item.ts';
import { amiliAuthorization, newAmiliClient } from '../../support/credentials.ts';
import { amiliFailure } from '../../support/envelopes.ts';
import { type Answer, call } from '../../support/http.ts';
import { overwrite } from '../../support/scenes.ts';
import { storedDependent } from '../../support/store.ts';
import { newClient } from '../client.ts';
import { documentedCustomer } from '../examples.ts';
import { newBooks, pay } from './documents.ts';

const client = await newClient();
const { clientNo, tenant, createCustomer, createDocument, listArItems } = client;

interface Page {
  readonly summary: Readonly<Record<string, unknown>>;
  readonly arItems: readonly Readonly<Record<string, unknown>>[];
}

const pageIn = ({ body }: Answer) => body as Page;

const CUSTOMERS = { C1: { ...documentedCustomer, dueDays: 10 }, c2: { name: 'Ada' } } as const;

const amounts = (inclVat: number) => ({ currencyAmounts: { inclVat } });

/** In the order of their dates; D and E are of one day. */
const DOCUMENTS = {
  A: { documentType: 'IN', customerNo: 'c1', documentDate: '2025-02-01', ...amounts(100), kid: 'k-1' },
  B: { documentType: 'CN', customerNo: 'C2', documentDate: '2025-02-02', ...amounts(30) },
  c: { documentType: 'in', customerNo: 'C1', documentDate: '2025-02-03', dueDate: '2025-03-20' },
  D: { documentType: 'it', customerNo: 'c2', documentDate: '2025-02-04', ...amounts(7), currency: 'SEK' },
} as const;

type No = keyof typeof DOCUMENTS;
const IN_ORDER = Object.keys(DOCUMENTS) as No[];

const accountNos = new Map<string, number>();
const created = new Map<No, Readonly<Record<string, unknown>>>();
let payment: Awaited<ReturnType<typeof pay>>;

beforeAll(async () => {
  for (const [customerNo, fields] of Object.entries(CUSTOMERS)) {
    const { body } = await createCustomer({ customerNo, ...fields });
    accountNos.set(customerNo, (body as { accountNo: number }).accountNo);
  }
  for (const documentNo of IN_ORDER.toReversed()) {
    const { body } = await createDocument({ documentNo, ...DOCUMENTS[documentNo], ledgerNote: 'Note' });
    created.set(documentNo, body as Record<string, unknown>);
  }
  payment = await pay({ ...tenant }, created.get('A')?.arItemId as number, 40);
});

const INSTANT = expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/);

const numbersOf = (customerNo: string) => {
  const no = customerNo.toUpperCase() === 'C1' ? 'C1' : 'c2';
  return { clientNo, accountNo: accountNos.get(no), customerNo: no };
};

/** What the list shows of a document's AR item. */
function shown(documentNo: No) {
  const { arItemId, documentUuid, voucherNo } = created.get(documentNo) ?? {};
  const fields = {
    A: { arItemType: 'IN', dueDate: '2025-02-11', originalAmount: 100, remainingAmount: 60, kid: 'k-1' },
    B: { arItemType: 'CN', dueDate: '2025-02-16', originalAmount: -30, remainingAmount: -30 },
    c: { arItemType: 'in', dueDate: '2025-03-20', originalAmount: 0, remainingAmount: 0 },
    D: { arItemType: 'it', dueDate: '2025-02-18', originalAmount: 7, remainingAmount: 7 },
  }[documentNo];
  return {
    ...{
      arItemId,
      documentNo,
      documentUuid,
      createdDateTime: INSTANT,
      ...numbersOf(DOCUMENTS[documentNo].customerNo),
    },
    ...{ postingDate: DOCUMENTS[documentNo].documentDate, reservedAmount: 0, ledgerNote: 'Note', ...fields },
    ...{ currency: documentNo === 'D' ? 'SEK' : 'NOK' },
    arItemStatus: documentNo === 'c' ? 'SETTLED' : 'OPEN',
    ...(voucherNo !== undefined && { voucherNo }),
  };
}

const shownPayment = () => ({
  ...{ arItemId: payment.arItemId, ...numbersOf('C1'), arItemType: 'PM', arItemStatus: 'SETTLED' },
  ...{ postingDate: '2025-02-10', dueDate: '2025-02-10', currency: 'NOK', originalAmount: -40 },
  ...{ remainingAmount: 0, reservedAmount: 0, voucherNo: payment.voucherNo, createdDateTime: INSTANT },
});

const shownAs = (name: No | 'PM') => (name === 'PM' ? shownPayment() : shown(name));

const of = (arItems: readonly object[], summary: object = {}) => ({
  summary: {
    ...{ pageNo: 1, currentPageSize: arItems.length, pageSizeLimit: 100 },
    ...{ totalPages: arItems.length > 0 ? 1 : 0, totalCount: arItems.length, maximumCount: 10_000 },
    ...summary,
  },
  arItems,
});

describe('GET /clients/{clientno}/aritems', () => {
  it('shows AR items in the order of their posting dates', async () => {
    const { status, body } = await listArItems();
    expect([status, body]).toEqual([200, of([...IN_ORDER.map(shown), shownPayment()])]);
  });

  it.each<[query: string, (No | 'PM')[]]>([
    ['aritemtype=In', ['A', 'c']],
    ['aritemtype=pm', ['PM']],
    ['aritemstatus=open', ['A', 'B', 'D']],
    ['aritemstatus=SETTLED', ['c', 'PM']],
    ['aritemstatus=paid', []],
    ['customerno=c1', ['A', 'c', 'PM']],
    ['customerno=C2&aritemtype=cn', ['B']],
    ['documentno=C', ['c']],
    ['documentno=x', []],
    ['kid=K-1', ['A']],
    ['currency=sek&userid=TestUser', ['D']],
    ['currency=nok&aritemstatus=OPEN', ['A', 'B']],
    ['postingdatefrom=2025-02-03', ['c', 'D', 'PM']],
    ['postingdateto=2025-02-03', ['A', 'B', 'c']],
    ['postingdatefrom=2025-02-02&postingdateto=2025-02-02', ['B']],
    ['postingdatefrom=2025-02-04&postingdateto=2025-02-03', []],
    ['duedatefrom=2025-02-18', ['c', 'D']],
    ['duedateto=2025-02-11', ['A', 'PM']],
    ['duedatefrom=2025-02-10&duedateto=2025-02-10&customerno=C1', ['PM']],
    ['accountno=1', []],
  ])('finds by %s', async (query, expected) => {
    const { status, body } = await listArItems(`?${query}`);
    expect([status, body]).toEqual([200, of(expected.map(shownAs))]);
  });

  it('finds by the account number, and not by one that a customer had before it was deleted', async () => {
    const accountNo = accountNos.get('c2');
    for (const [query, expected] of [
      [`accountno=${accountNo}`, ['B', 'D']],
      [`accountno=00${accountNo}&documentno=d`, ['D']],
      [`accountno=${accountNo}&customerno=C1`, []],
    ] as const)
      expect((await listArItems(`?${query}`)).body).toEqual(of(expected.map(shownAs)));

    const own = await newClient();
    const numbers = [];
    for (let n = 0; n < 2; n++) {
      if (n > 0) await own.deleteCustomer('C1');
      const { body } = await own.createCustomer({ customerNo: 'C1', name: 'Ada' });
      numbers.push((body as { accountNo: number }).accountNo);
    }
    await own.createDocument({ documentNo: '1', customerNo: 'C1', documentType: 'IN' });
    const counts = [];
    for (const number of numbers)
      counts.push(pageIn(await own.listArItems(`?accountno=${number}`)).arItems.length);
    expect(counts).toEqual([0, 1]);
  });

  it('orders items of one day by their ids, as numbers', async () => {
    const own = await newBooks();
    const ids = [];
    for (const _ of Array(6)) ids.push((await own.newDocument()).arItemId);
    const { arItems } = pageIn(await own.listArItems());
    expect(arItems.map(({ arItemId }) => arItemId)).toEqual(ids.sort((one, other) => one - other));
  });

  it('shows beside an item what expand asks for', async () => {
    const { documentUuid, documentBundleId, arItemId } = created.get('A') ?? {};
    const beside = {
      document: {
        ...{
          ...DOCUMENTS.A,
          ...numbersOf('C1'),
          documentNo: 'A',
          ledgerNote: 'Note',
          createdDateTime: INSTANT,
        },
        ...{ documentUuid, documentBundleId, arItemId },
      },
      customer: { ...CUSTOMERS.C1, ...numbersOf('C1') },
      settlements: [
        { date: '2025-02-10', amount: -40, arItemId: payment.arItemId, voucherNo: payment.voucherNo },
      ],
      reservations: [],
    };
    for (const [name, member] of Object.entries(beside)) {
      const { body } = await listArItems(`?documentno=a&expand=${name.toUpperCase()}`);
      expect(body).toEqual(of([{ ...shown('A'), [name]: member }]));
    }
    const all = await listArItems('?documentno=a&expand=reservations,document,settlements,customer');
    expect(all.body).toEqual(of([{ ...shown('A'), ...beside }]));
    const { body } = await listArItems('?aritemtype=pm&expand=document,settlements');
    const settlements = [{ date: '2025-02-10', amount: 40, arItemId, voucherNo: payment.voucherNo }];
    expect(body).toEqual(of([{ ...shownPayment(), settlements }]));
  });

  it.each([
    ['expand=lines', 'expand: must be of document, customer, settlements, reservations'],
    ['postingdatefrom=01.02.2025', 'postingdatefrom: must be a date such as 2025-02-27'],
    ['duedateto=', 'duedateto: must be a date such as 2025-02-27'],
    ['kid=', 'kid: must not be blank'],
    ['aritemstatus=', 'aritemstatus: must not be blank'],
    ['customerno=', 'customerno: must be 1 to 64 characters, none a control character'],
    ['accountno=x', 'accountno: must be a whole number'],
    ['aritemid=1', 'aritemid: unknown'],
    ['query=AAAAAAAAAAAAAAAAAAAAAA&kid=1', 'kid: does not go with query'],
  ])('refuses ?%s', async (query, message) => {
    const { status, body } = await listArItems(`?${query}`);
    expect([status, body]).toEqual([400, amiliFailure('INVALID', message, { clientNo })]);
  });

  it('takes a text for no other one that has the same mark', async () => {
    const own = await newBooks();
    const [one, two] = [await own.newDocument({ kid: '1' }), await own.newDocument({ kid: '2' })];
    const refs = [one, two].map(({ arItemId }) => arItemRef(own.tenant, arItemId));
    const [first, second] = await Promise.all(refs.map(storedDependent));
    await overwrite({ ...second, listed: first?.listed });
    const { arItems } = pageIn(await own.listArItems('?kid=1'));
    expect(arItems.map(({ arItemId }) => arItemId)).toEqual([one.arItemId]);
  });

  it('has pages, with what was asked for beside the items on all of them', async () => {
    const own = await newBooks();
    for (const _ of Array(11)) await own.newDocument({ documentLines: [{ lineNo: 1 }] });
    const first = pageIn(await own.listArItems('?pagesize=5&expand=document,customer,settlements'));
    const { queryId } = first.summary;
    expect(first.summary).toMatchObject({ currentPageSize: 5, totalPages: 3, totalCount: 11 });
    const rest = [];
    for (const pageNo of [2, 3])
      rest.push(pageIn(await own.listArItems(`?query=${queryId}&pageno=${pageNo}`)));
    const arItems = [first, ...rest].flatMap((page) => page.arItems);
    expect(new Set(arItems.map(({ documentNo }) => documentNo)).size).toBe(11);
    for (const { documentNo, document, customer, settlements, ...others } of arItems) {
      expect(document).toMatchObject({ documentNo });
      expect(document).not.toHaveProperty('documentLines');
      expect([customer, settlements]).toMatchObject([{ name: 'Ada' }, []]);
      expect(others).not.toHaveProperty('reservations');
    }
    const answer = await own.listDocuments(`?query=${queryId}&pageno=1`);
    expect(answer.status).toBe(404);
  });

  it('answers 401 to a caller without credentials, and 403 to another client', async () => {
    const open = await call(`GET /clients/${clientNo}/aritems`);
    const unauthorized = amiliFailure('UNAUTHORIZED', 'A valid access token is required', { clientNo });
    expect([open.status, open.body]).toEqual([401, unauthorized]);
    const authorization = await amiliAuthorization([newAmiliClient()]);
    const { status, body } = await listArItems('', { authorization });
    const message = `The token may not act for client ${clientNo}`;
    expect([status, body]).toEqual([403, amiliFailure('FORBIDDEN', message, { clientNo })]);
  });
});
