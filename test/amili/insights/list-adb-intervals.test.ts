import { beforeAll, describe, expect, it } from 'vitest';
import { type ArItem, arItemRef } from '../../../functions/amili/ar-items/ar-item.ts';
import { listingOf } from '../../../functions/amili/ar-items/ar-item-listing.ts';
import { settle } from '../../../functions/amili/ledger/settlement.ts';
import { setClientConfig } from '../../../infra/commands/client-config/set-client-config.ts';
import { receivables } from '../../../shared/dynamodb/tables.ts';
import { daysAfter } from '../../../shared/fields/dates.ts';
import type { DependentItem } from '../../../shared/receivables/items.ts';
import type { Answer } from '../../support/http.ts';
import { overwrite } from '../../support/scenes.ts';
import { storedDependent } from '../../support/store.ts';
import { newClient } from '../client.ts';
import { onePage, refusesQueries, refusesStrangers } from '../reads.ts';

const { clientNo, tenant, createCustomer, createDocument, listAdbIntervals, listGlMovements } =
  await newClient();

interface Page {
  readonly summary: Readonly<Record<string, unknown>>;
  readonly adbIntervals: readonly Readonly<Record<string, unknown>>[];
}

const pageIn = ({ body }: Answer) => body as Page;

const arItems = new Map<string, number>();
let accountNo: number;

async function post(documentNo: string, fields: object): Promise<void> {
  const { body } = await createDocument({ documentNo, documentType: 'IN', ...fields });
  arItems.set(documentNo, (body as { arItemId: number }).arItemId);
}

/** Two AR items settled with each other, as a posting of this day leaves them. */
async function settleThem(documentNo: string, byNo: string, date: string): Promise<void> {
  const [target, item] = await Promise.all(
    [documentNo, byNo].map(async (no) => {
      const stored = await storedDependent(arItemRef(tenant, arItems.get(no)!));
      return stored as DependentItem<object> as DependentItem<ArItem>;
    }),
  );
  const settled = settle(item!.fields, target!.fields, date);
  for (const [stored, fields] of [
    [item!, settled.item],
    [target!, settled.target],
  ] as const)
    await overwrite({ ...stored, fields, listed: listingOf(fields).values });
}

beforeAll(async () => {
  for (const customerNo of ['C1', 'c2']) {
    const { body } = await createCustomer({ customerNo, name: 'Ada' });
    if (customerNo === 'c2') ({ accountNo } = body as { accountNo: number });
  }
  const of = (documentDate: string, dueDate: string, inclVat: number, fields: object = {}) => ({
    ...{ customerNo: 'C1', documentDate, dueDate, currencyAmounts: { inclVat } },
    ...fields,
  });
  await post('A', of('2025-01-01', '2025-01-15', 100));
  await post('B', of('2025-01-10', '2025-01-31', 1000));
  await post('C', of('2025-01-20', '2025-02-15', 10, { customerNo: 'c2' }));
  await post('K', of('2025-02-10', '2025-02-10', 30, { documentType: 'CN' }));
  await post('S', of('2025-02-01', '2025-02-01', 7, { currency: 'sek' }));
  await settleThem('A', 'K', '2025-02-10');
});

/** The amounts of a currency's intervals with what they count, those of nothing left out. */
const amountsIn = (answer: Answer, currency = 'NOK') =>
  pageIn(answer)
    .adbIntervals.filter((row) => row.currency === currency && row.itemCount !== 0)
    .map(({ intervalNo, itemCount, amount }) => [intervalNo, itemCount, amount]);

describe('GET /clients/{clientno}/insights/adbintervals', () => {
  it('lists the intervals of each currency, with what was left of AR items on a day', async () => {
    const { status, body } = await listAdbIntervals('?asofdate=2025-03-10&userid=TestUser');
    const row = (currency: string, intervalNo: number, itemCount: number, amount: number, days: object) => ({
      ...{ clientNo, intervalNo, ...days, itemCount, amount, currency },
    });
    const days = [
      { toDays: 0, text: 'Not due' },
      { fromDays: 1, toDays: 30, text: '1 to 30 days' },
      { fromDays: 31, toDays: 60, text: '31 to 60 days' },
      { fromDays: 61, toDays: 90, text: '61 to 90 days' },
      { fromDays: 91, text: 'Over 90 days' },
    ];
    const counts: [currency: string, counts: [itemCount: number, amount: number][]][] = [
      [
        'NOK',
        [
          [0, 0],
          [1, 10],
          [2, 1070],
          [0, 0],
          [0, 0],
        ],
      ],
      [
        'SEK',
        [
          [0, 0],
          [0, 0],
          [1, 7],
          [0, 0],
          [0, 0],
        ],
      ],
    ];
    const rows = counts.flatMap(([currency, sums]) =>
      sums.map(([itemCount, amount], index) => row(currency, index, itemCount, amount, days[index]!)),
    );
    expect([status, body]).toEqual([200, { summary: onePage(10), adbIntervals: rows }]);
  });

  it('knows nothing of what was posted or settled later', async () => {
    expect(amountsIn(await listAdbIntervals('?asofdate=2025-02-09'))).toEqual([
      [0, 1, 10],
      [1, 2, 1100],
    ]);
    expect(amountsIn(await listAdbIntervals('?asofdate=2025-01-15'))).toEqual([[0, 2, 1100]]);
    expect(amountsIn(await listAdbIntervals('?asofdate=2025-02-10'))).toEqual([
      [0, 1, 10],
      [1, 2, 1070],
    ]);
    expect(amountsIn(await listAdbIntervals('?asofdate=2024-12-31'))).toEqual([]);
  });

  it.each<[query: string, amounts: number[][], currency?: string]>([
    [
      'asofdate=2025-02-10&basis=PostingDate',
      [
        [1, 1, 10],
        [2, 2, 1070],
      ],
    ],
    ['asofdate=2025-02-10&customerno=c1', [[1, 2, 1070]]],
    ['asofdate=2025-02-09&customerno=C1', [[1, 2, 1100]]],
    ['asofdate=2025-02-10&customerno=C2', [[0, 1, 10]]],
    ['asofdate=2025-02-10&customerno=C3', []],
    ['asofdate=2025-02-10&currency=sek', [[1, 1, 7]], 'SEK'],
    ['asofdate=2025-02-10&accountno=1', []],
  ])('finds by %s', async (query, amounts, currency) => {
    expect(amountsIn(await listAdbIntervals(`?${query}`), currency)).toEqual(amounts);
  });

  it('finds by the number that ARM has given', async () => {
    const query = `?asofdate=2025-02-10&accountno=${accountNo}`;
    expect(amountsIn(await listAdbIntervals(query))).toEqual([[0, 1, 10]]);
    expect(amountsIn(await listAdbIntervals(`${query}&customerno=C1`))).toEqual([]);
  });

  it('adds up to the balance of the account of receivables at the end of a month', async () => {
    for (const [month, day] of [
      [1, '2025-01-31'],
      [2, '2025-02-28'],
    ] as const) {
      const { adbIntervals } = pageIn(await listAdbIntervals(`?asofdate=${day}&currency=NOK`));
      const left = adbIntervals.reduce((total, { amount }) => total + Number(amount), 0);
      const query = `?glyear=2025&glperiodfrom=${month}&glperiodto=${month}&glaccountno=1500`;
      const { body } = await listGlMovements(query);
      const { glMovements } = body as { glMovements: { currency: string; closingBalance: number }[] };
      const balance = glMovements.find(({ currency }) => currency === 'NOK')?.closingBalance;
      expect([day, left]).toEqual([day, balance]);
    }
  });

  it('follows a payment from its day on, and so does the account of receivables', async () => {
    const own = await newClient();
    await own.createCustomer({ customerNo: '1', name: 'Ada' });
    const json = { documentNo: 'A', customerNo: '1', documentType: 'IN', documentDate: '2025-01-01' };
    await own.createDocument({ ...json, dueDate: '2025-01-15', currencyAmounts: { inclVat: 100 } });
    const payment = { documentNo: 'A', amount: 130, postingDate: '2025-02-10', paymentId: 'P' };
    const { status } = await own.createAutoPostings('payment', { autoPostings: [payment] });
    expect(status).toBe(200);
    const found = [];
    for (const day of ['2025-02-09', '2025-02-10', '2025-03-31']) {
      const adb = amountsIn(await own.listAdbIntervals(`?asofdate=${day}`));
      const month = Number(day.slice(5, 7));
      const query = `?glyear=2025&glperiodfrom=${month}&glperiodto=${month}&glaccountno=1500`;
      const { glMovements } = (await own.listGlMovements(query)).body as {
        glMovements: readonly Readonly<Record<string, unknown>>[];
      };
      found.push([day, adb, glMovements[0]?.closingBalance]);
    }
    // What was paid too much is a credit of its own: due when it came.
    expect(found).toEqual([
      ['2025-02-09', [[1, 1, 100]], -30],
      ['2025-02-10', [[0, 1, -30]], -30],
      ['2025-03-31', [[2, 1, -30]], -30],
    ]);
  });

  it('is of today, by what is set for the client', async () => {
    const own = await newClient();
    const today = new Date().toLocaleDateString('sv-SE', { timeZone: 'Europe/Oslo' });
    await own.createCustomer({ customerNo: '1', name: 'Ada' });
    await own.createDocument({
      ...{ documentNo: '1', customerNo: '1', documentType: 'IN', currencyAmounts: { inclVat: 5 } },
      ...{ documentDate: daysAfter(today, -8), dueDate: daysAfter(today, -1) },
    });
    expect(amountsIn(await own.listAdbIntervals())).toEqual([[1, 1, 5]]);
    await setClientConfig(receivables(), String(own.clientNo), 'ADBBASIS', ['POSTINGDATE']);
    await setClientConfig(receivables(), String(own.clientNo), 'ADBINTERVALS', ['2', '7']);
    expect(amountsIn(await own.listAdbIntervals())).toEqual([[3, 1, 5]]);
    expect(amountsIn(await own.listAdbIntervals('?basis=duedate'))).toEqual([[1, 1, 5]]);
  });

  it('shows empty intervals of a client that has no AR items, in its currency', async () => {
    const own = await newClient();
    await setClientConfig(receivables(), String(own.clientNo), 'CURRENCY', ['EUR']);
    const { adbIntervals } = pageIn(await own.listAdbIntervals());
    expect(adbIntervals.map(({ currency, intervalNo, amount }) => [currency, intervalNo, amount])).toEqual(
      [0, 1, 2, 3, 4].map((intervalNo) => ['EUR', intervalNo, 0]),
    );
  });

  it('has pages, all of the same day', async () => {
    const own = await newClient();
    await setClientConfig(receivables(), String(own.clientNo), 'ADBINTERVALS', ['1', '2', '3', '4', '5']);
    const first = pageIn(await own.listAdbIntervals('?pagesize=5'));
    const second = pageIn(await own.listAdbIntervals(`?query=${first.summary.queryId}&pageno=2`));
    const numbers = [...first.adbIntervals, ...second.adbIntervals].map(({ intervalNo }) => intervalNo);
    expect(numbers).toEqual([0, 1, 2, 3, 4, 5, 6]);
  });

  it('refuses a day that is not yet', async () => {
    const tomorrow = daysAfter(new Date().toLocaleDateString('sv-SE', { timeZone: 'Europe/Oslo' }), 1);
    const { status, body } = await listAdbIntervals(`?asofdate=${tomorrow}`);
    expect([status, body]).toMatchObject([400, { message: 'asofdate: must not be in the future' }]);
  });

  refusesQueries(clientNo, listAdbIntervals, [
    ['asofdate=now', 'asofdate: must be a date such as 2025-02-27'],
    ['basis=age', 'basis: must be duedate or postingdate'],
    ['accountno=x', 'accountno: must be a whole number'],
    ['kid=1', 'kid: unknown'],
  ]);
  refusesStrangers(clientNo, 'insights/adbintervals');
});
