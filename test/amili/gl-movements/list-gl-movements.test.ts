import { beforeAll, describe, expect, it } from 'vitest';
import type { Answer } from '../../support/http.ts';
import { newClient } from '../client.ts';
import { onePage, refusesQueries, refusesStrangers } from '../reads.ts';

const { clientNo, createCustomer, createDocument, listGlMovements } = await newClient();

interface Page {
  readonly summary: Readonly<Record<string, unknown>>;
  readonly glMovements: readonly Readonly<Record<string, unknown>>[];
}

const pageIn = ({ body }: Answer) => body as Page;

beforeAll(async () => {
  await createCustomer({ customerNo: '1', name: 'Ada' });
  for (const [documentDate, inclVat, vat, currency] of [
    ['2024-11-30', 1000, 200],
    ['2025-01-15', 125, 25],
    ['2025-02-15', 12.5, 2.5, 'sek'],
    ['2026-01-01', 1, 0],
  ] as const)
    await createDocument({
      ...{ documentNo: documentDate, customerNo: '1', documentType: 'IN', documentDate, currency },
      currencyAmounts: { inclVat, vat },
    });
});

type Amounts = readonly [opening: number, debit: number, credit: number];

const row = (glPeriod: number, glAccountNo: string, currency: string, amounts: Amounts) => {
  const [openingBalance, debit, credit] = amounts;
  const movement = debit - credit;
  return {
    ...{ clientNo, glYear: 2025, glPeriod, glAccountNo, currency },
    ...{ openingBalance, debit, credit, movement, closingBalance: openingBalance + movement },
  };
};

/** The first two periods of 2025. */
const ROWS = [
  row(1, '1500', 'NOK', [1000, 125, 0]),
  row(2, '1500', 'NOK', [1125, 0, 0]),
  row(2, '1500', 'SEK', [0, 12.5, 0]),
  row(1, '2700', 'NOK', [-200, 0, 25]),
  row(2, '2700', 'NOK', [-225, 0, 0]),
  row(2, '2700', 'SEK', [0, 0, 2.5]),
  row(1, '3000', 'NOK', [0, 0, 100]),
  row(2, '3000', 'NOK', [-100, 0, 0]),
  row(2, '3000', 'SEK', [0, 0, 10]),
];

const of = (glMovements: readonly object[]) => ({ summary: onePage(glMovements.length), glMovements });

describe('GET /clients/{clientno}/glmovements', () => {
  it('lists what happened to each account in each period and currency', async () => {
    const { status, body } = await listGlMovements('?glyear=2025&glperiodto=2&userid=TestUser');
    expect([status, body]).toEqual([200, of(ROWS)]);
  });

  it.each([
    ['glperiodfrom=2&glperiodto=2', ({ glPeriod }) => glPeriod === 2],
    ['glperiodto=2&glaccountno=01500', ({ glAccountNo }) => glAccountNo === '1500'],
    ['glperiodto=1&glaccountno=3000', (r) => r.glAccountNo === '3000' && r.glPeriod === 1],
    ['glperiodto=2&glaccountno=1920', () => false],
    ['glperiodfrom=2&glperiodto=1', () => false],
  ] as const satisfies readonly (readonly [string, (r: (typeof ROWS)[number]) => boolean])[])(
    'finds by %s',
    async (query, isWanted: (r: (typeof ROWS)[number]) => boolean) => {
      const { status, body } = await listGlMovements(`?glyear=2025&${query}`);
      expect([status, body]).toEqual([200, of(ROWS.filter(isWanted))]);
    },
  );

  it('is of this year, all periods of it, unless a year is named', async () => {
    const { glMovements } = pageIn(await listGlMovements('?glaccountno=1500'));
    const year = new Date().toLocaleDateString('sv-SE', { timeZone: 'Europe/Oslo' }).slice(0, 4);
    const periods = glMovements
      .filter(({ currency }) => currency === 'NOK')
      .map(({ glYear, glPeriod }) => `${glYear} ${glPeriod}`);
    expect(periods).toEqual(Array.from({ length: 12 }, (_, index) => `${year} ${index + 1}`));
  });

  it('has pages, each summed anew', async () => {
    const own = await newClient();
    const post = (documentNo: string) =>
      own.createDocument({
        ...{ documentNo, customerNo: '1', documentType: 'IN', documentDate: '2025-01-15' },
        currencyAmounts: { inclVat: 1 },
      });
    await own.createCustomer({ customerNo: '1', name: 'Ada' });
    await post('1');
    const first = pageIn(await own.listGlMovements('?glyear=2025&pagesize=12'));
    expect(first.summary).toMatchObject({ totalCount: 24, totalPages: 2 });
    await post('2');
    const query = `?query=${first.summary.queryId}&pageno=2`;
    const { glMovements } = pageIn(await own.listGlMovements(query));
    expect(
      glMovements.map(({ glAccountNo, glPeriod, closingBalance }) => [glAccountNo, glPeriod, closingBalance]),
    ).toEqual(Array.from({ length: 12 }, (_, index) => ['3000', index + 1, -2]));
  });

  refusesQueries(clientNo, listGlMovements, [
    ['glyear=x', 'glyear: must be a whole number'],
    ['glperiodfrom=0', 'glperiodfrom: must be at least 1'],
    ['glperiodto=13', 'glperiodto: must be at most 12'],
    ['glperiod=1', 'glperiod: unknown'],
  ]);
  refusesStrangers(clientNo, 'glmovements');
});
