import { beforeAll, describe, expect, it } from 'vitest';
import { adbReport } from '../../../functions/amili/actions/adb-report.ts';
import { arItemsReport } from '../../../functions/amili/actions/ar-items-report.ts';
import { glItemsReport } from '../../../functions/amili/actions/gl-items-report.ts';
import { glMovementsReport } from '../../../functions/amili/actions/gl-movements-report.ts';
import { filters as arItemFilters } from '../../../functions/amili/ar-items/ar-item-filters.ts';
import { answered as arItem } from '../../../functions/amili/ar-items/ar-item-response.ts';
import { filters as glItemFilters } from '../../../functions/amili/gl-items/gl-item-filters.ts';
import { answered as glItem } from '../../../functions/amili/gl-items/gl-item-response.ts';
import { filters as movementFilters } from '../../../functions/amili/gl-movements/gl-movement-filters.ts';
import { answered as glMovement } from '../../../functions/amili/gl-movements/gl-movement-response.ts';
import { filters as adbFilters } from '../../../functions/amili/insights/adb-interval-list.ts';
import { answered as adbInterval } from '../../../functions/amili/insights/adb-interval-response.ts';
import { amiliFailure } from '../../support/envelopes.ts';
import { call } from '../../support/http.ts';
import { newClient } from '../client.ts';
import { rowsOf } from './report-rows.ts';

const client = await newClient();
const { clientNo, authorization, createCustomer, createDocument, createReport } = client;

beforeAll(async () => {
  for (const customerNo of ['C1', 'c2']) await createCustomer({ customerNo, name: 'Ada' });
  const documents = [
    { documentNo: 'd1', customerNo: 'C1', documentDate: '2025-02-27', dueDate: '2025-03-12' },
    { documentNo: '-d2', customerNo: 'c2', documentDate: '2025-03-01', currency: 'SEK' },
    { documentNo: 'd;3', customerNo: 'C1', documentDate: '2024-12-31', documentType: 'CN' },
  ];
  for (const document of documents) {
    const currencyAmounts = { inclVat: 1_250.5, vat: 250.1 };
    const { status } = await createDocument({ documentType: 'IN', currencyAmounts, ...document });
    expect(status).toBe(200);
  }
});

/** What a list shows, as cells of a report. */
async function listed(path: string, name: string, query: string): Promise<Record<string, string>[]> {
  const { status, body } = await call(`GET /clients/${clientNo}/${path}${query}`, { authorization });
  expect(status).toBe(200);
  return (body as Record<string, object[]>)[name]!.map((row) =>
    Object.fromEntries(Object.entries(row).map(([name, value]) => [name, String(value)])),
  );
}

/** For each report: the list that it is made of, and what both are asked for. */
const REPORTS = [
  ['AR-ITEMS', 'aritems', 'arItems', {}, ''],
  ['AR-ITEMS', 'aritems', 'arItems', { arItemType: 'cn', customerNo: 'c1' }, '?aritemtype=cn&customerno=c1'],
  ['AR-ITEMS', 'aritems', 'arItems', { postingDateFrom: '2025-03-01' }, '?postingdatefrom=2025-03-01'],
  ['AR-ITEMS', 'aritems', 'arItems', { kid: 'payment' }, '?kid=payment'],
  ['GL-ITEMS', 'glitems', 'glItems', {}, ''],
  ['GL-ITEMS', 'glitems', 'glItems', { glYear: 2025, glPeriod: 2 }, '?glyear=2025&glperiod=2'],
  ['GL-ITEMS', 'glitems', 'glItems', { documentNo: '-d2' }, '?documentno=-d2'],
  ['GL-ITEMS', 'glitems', 'glItems', { postingDateTo: '2024-12-31' }, '?postingdateto=2024-12-31'],
  ['GL-ITEMS', 'glitems', 'glItems', { event: 'payment' }, '?event=payment'],
  ['GL-MOVEMENTS', 'glmovements', 'glMovements', { glYear: '2025' }, '?glyear=2025'],
  [
    'GL-MOVEMENTS',
    'glmovements',
    'glMovements',
    { glYear: 2025, glPeriodFrom: 2, glPeriodTo: 2, glAccountNo: '1500' },
    '?glyear=2025&glperiodfrom=2&glperiodto=2&glaccountno=1500',
  ],
  ['ADB', 'insights/adbintervals', 'adbIntervals', {}, ''],
  [
    'ADB',
    'insights/adbintervals',
    'adbIntervals',
    { asOfDate: '2025-03-20', basis: 'postingDate', customerNo: 'c1', currency: 'nok' },
    '?asofdate=2025-03-20&basis=postingdate&customerno=c1&currency=nok',
  ],
] as const;

describe('a report', () => {
  it.each(REPORTS)('of %s is what GET …/%s shows', async (reportType, path, name, parameters, query) => {
    const answer = await createReport({ reportType, parameters });
    const rows = await rowsOf(answer, client);
    const shown = await listed(path, name, query);
    // A document number that begins with a minus would be a formula.
    expect(rows).toEqual(
      shown.map((row) => (row.documentNo === '-d2' ? { ...row, documentNo: "'-d2" } : row)),
    );
    expect(rows.length > 0).toBe(!query.includes('payment'));
    expect(answer.body).toMatchObject({ rowCount: shown.length });
  });

  it('finds by an account number whose items they are', async () => {
    const { body } = await client.getCustomer('c2');
    const { accountNo } = body as { accountNo: number };
    const parameters = { accountNo };
    for (const [reportType, path, name] of REPORTS.filter(([type]) => type !== 'GL-MOVEMENTS')) {
      const rows = await rowsOf(await createReport({ reportType, parameters }), client);
      const shown = await listed(path, name, `?accountno=${accountNo}`);
      const idOf = (row: Record<string, string>) => [row.glItemId, row.arItemId, row.amount];
      expect(rows.map(idOf)).toEqual(shown.map(idOf));
    }
  });

  it.each<[string, readonly string[], () => { readonly shape: object }]>([
    ['AR-ITEMS', arItemsReport.columns, arItem],
    ['GL-ITEMS', glItemsReport.columns, glItem],
    ['GL-MOVEMENTS', glMovementsReport.columns, glMovement],
    ['ADB', adbReport.columns, adbInterval],
  ])('of %s has the columns of its list’s fields', (_, columns, answered) => {
    expect(columns).toEqual(Object.keys(answered().shape));
  });

  const PAGING = ['maximumcount', 'pagesize', 'query', 'pageno', 'userid', 'expand'];
  it.each<[string, () => { readonly shape: object }]>([
    ['AR-ITEMS', arItemFilters],
    ['GL-ITEMS', glItemFilters],
    ['GL-MOVEMENTS', movementFilters],
    ['ADB', adbFilters],
  ])('of %s takes each filter of its list as a parameter', async (reportType, filters) => {
    const names = Object.keys(filters().shape).filter((name) => !PAGING.includes(name));
    const camelCase = names.map((name) => NAMES.find((each) => each.toLowerCase() === name));
    const parameters = Object.fromEntries(camelCase.map((name) => [name, null]));
    expect(names.length).toBeGreaterThan(3);
    expect((await createReport({ reportType, parameters: { ...parameters, nothing: 'x' } })).body).toEqual(
      amiliFailure('INVALID', 'parameters.nothing: unknown', { clientNo }),
    );
    for (const name of camelCase) {
      const { body } = await createReport({ reportType, parameters: { [name as string]: '' } });
      const message = expect.stringContaining(`parameters.${name}: must`) as never;
      expect(body).toEqual(amiliFailure('INVALID', message, { clientNo }));
    }
  });

  it.each([
    ['ADB', { asOfDate: '2999-01-01' }, 'asofdate: must not be in the future'],
    ['GL-MOVEMENTS', { glPeriodTo: 13 }, 'parameters.glPeriodTo: must be at most 12'],
    ['GL-ITEMS', { glyear: 2025 }, 'parameters.glyear: unknown'],
  ])('of %s with %j is refused as its list would be', async (reportType, parameters, message) => {
    const { status, body } = await createReport({ reportType, parameters });
    expect([status, body]).toEqual([400, amiliFailure('INVALID', message, { clientNo })]);
  });
});

const NAMES = [
  ...['glYear', 'glPeriod', 'glPeriodFrom', 'glPeriodTo', 'glAccountNo', 'voucherNo', 'event'],
  ...['postingDateFrom', 'postingDateTo', 'accountNo', 'customerNo', 'documentNo', 'arItemId', 'asOfDate'],
  ...['basis', 'currency', 'arItemType', 'arItemStatus', 'kid', 'dueDateFrom', 'dueDateTo'],
];
