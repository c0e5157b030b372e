import fc from 'fast-check';
import { beforeAll, expect, it } from 'vitest';
import { enkashAuthorization, newEnkashCompany } from '../../support/credentials.ts';
import { call } from '../../support/http.ts';
import { expectRemoved } from '../../support/scenes.ts';
import { deactivate, pageIn, refsOf, storeListedCustomer, storeListedInvoice } from '../searches.ts';

const company = newEnkashCompany();
const authorization = await enkashAuthorization(company);
const { customer, invoice } = refsOf(company);

/** Few values, so that many invoices have them. */
const NAMES = {
  KC00000000000ADA: 'Ada Traders',
  KC00000000000BOB: 'Böb Mills',
  KC00000000000GAU: 'Gauri Mills',
};
const [ADA, BOB, GAURI] = Object.keys(NAMES) as [string, string, string];
const DAYS = ['2026-01-01', '2026-01-02', '2026-01-03'];
const AMOUNTS = [0, 10, 20.5, 100];
const WORDS = ['PAID', 'Promised', 'UNPAID'];
const VIAS = ['API', 'TALLY'];

/** An invoice as the naive search below sees it. */
interface Row {
  readonly id: string;
  readonly created: string;
  readonly customerId: string;
  readonly dueDate: string;
  readonly invoiceDate?: string;
  readonly dispatchedOn?: string;
  readonly baseAmount: number;
  readonly netAmount: number;
  readonly balanceAmount: number;
  readonly totalReceived: number;
  readonly receivableStatus?: string;
  readonly invoiceNumber?: string;
  readonly via?: string;
}

const maybe = <Value>(values: readonly Value[]) => fc.option(fc.constantFrom(...values), { nil: undefined });

const row = (index: number) =>
  fc
    .record({
      customerId: fc.constantFrom(ADA, BOB),
      dueDate: fc.constantFrom(...DAYS),
      invoiceDate: maybe(DAYS),
      dispatchedOn: maybe(DAYS.map((day) => `${day}T12:00:00.000Z`)),
      baseAmount: fc.constantFrom(10, 20.5, 100),
      netAmount: fc.constantFrom(...AMOUNTS),
      balanceAmount: fc.constantFrom(...AMOUNTS),
      totalReceived: fc.constantFrom(...AMOUNTS),
      receivableStatus: maybe(WORDS),
      invoiceNumber: maybe(['INV-1', 'inv-12', 'Ré-3']),
      via: maybe(VIAS),
    })
    .map((fields): Row => {
      const given = Object.entries(fields).filter(([, value]) => value !== undefined);
      const id = `00000000-0000-4000-8000-${String(index).padStart(12, '0')}`;
      return {
        id,
        created: `${DAYS[index % 3]}T10:00:${String(index).padStart(2, '0')}.500Z`,
        ...Object.fromEntries(given),
      } as Row;
    });

const rows = fc.sample(fc.tuple(...Array.from({ length: 40 }, (_, index) => row(index))), {
  numRuns: 1,
  seed: 12,
})[0] as Row[];

beforeAll(async () => {
  for (const [id, legalName] of Object.entries(NAMES))
    await storeListedCustomer(customer(id), { legalName }, `${DAYS[0]}T00:00:00.000Z`);
  for (const { id, created, ...fields } of rows) await storeListedInvoice(invoice(id), fields, created);
  await deactivate(customer(BOB));
  await expectRemoved(customer(GAURI), 'deletion');
});

const amountsBetween = (name: string) => ({
  [`${name}From`]: fc.constantFrom(...AMOUNTS),
  [`${name}To`]: fc.constantFrom(...AMOUNTS),
});
const daysBetween = (name: string) => ({
  [`${name}From`]: fc.constantFrom(...DAYS),
  [`${name}To`]: fc.constantFrom(...DAYS),
});

/** Few at a time, so that most searches find something. */
const FILTERS = {
  ...amountsBetween('baseAmount'),
  ...amountsBetween('netAmount'),
  ...amountsBetween('balanceAmount'),
  ...amountsBetween('totalReceived'),
  ...daysBetween('createdOn'),
  ...daysBetween('dueDate'),
  ...daysBetween('invoiceDate'),
  ...daysBetween('dispatchedOn'),
  customerIds: fc.subarray([ADA, BOB, GAURI]),
  customerLegalName: fc.constantFrom('bob', 'MILLS', 'ada t', 'nobody'),
  customerStatus: fc.constantFrom('ACTIVE', 'INACTIVE'),
  dispatched: fc.boolean(),
  invoiceIds: fc.subarray(rows.map(({ id }) => id)),
  invoiceNumber: fc.constantFrom('INV', 're-3', '12'),
  receivableStatuses: fc.subarray([...WORDS, 'PARTIALLY_PAID']),
  via: fc.constantFrom(...VIAS),
};

const filters = fc
  .subarray(Object.keys(FILTERS) as (keyof typeof FILTERS)[], { maxLength: 3 })
  .chain((names) => fc.record(Object.fromEntries(names.map((name) => [name, FILTERS[name]]))));

// biome-ignore lint/suspicious/noExplicitAny: any combination of filters
type Filters = any;

const folded = (text: string) => text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();

const statusOf = ({ receivableStatus, balanceAmount, netAmount, totalReceived }: Row) =>
  receivableStatus ??
  (balanceAmount === 0 && netAmount > 0 ? 'PAID' : totalReceived > 0 ? 'PARTIALLY_PAID' : 'UNPAID');

/** The search as one would write it first: every filter asked of every invoice. */
function isWanted(each: Row, body: Filters): boolean {
  const within = (value: number | string | undefined, name: string) => {
    const [from, to] = [body[`${name}From`], body[`${name}To`]];
    if (from === undefined && to === undefined) return true;
    return value !== undefined && (from === undefined || value >= from) && (to === undefined || value <= to);
  };
  const day = (time: string | undefined) => time?.slice(0, 10);
  const among = (value: string, list: readonly string[] | undefined) => !list?.length || list.includes(value);
  const has = (text: string | undefined, part: string | undefined) =>
    part === undefined || (text !== undefined && folded(text).includes(folded(part)));
  return (
    within(each.baseAmount, 'baseAmount') &&
    within(each.netAmount, 'netAmount') &&
    within(each.balanceAmount, 'balanceAmount') &&
    within(each.totalReceived, 'totalReceived') &&
    within(day(each.created), 'createdOn') &&
    within(each.dueDate, 'dueDate') &&
    within(each.invoiceDate, 'invoiceDate') &&
    within(day(each.dispatchedOn), 'dispatchedOn') &&
    among(each.customerId, body.customerIds) &&
    has(NAMES[each.customerId as keyof typeof NAMES], body.customerLegalName) &&
    (body.customerStatus === undefined || (each.customerId === ADA) === (body.customerStatus === 'ACTIVE')) &&
    (body.dispatched === undefined || (each.dispatchedOn !== undefined) === body.dispatched) &&
    among(each.id, body.invoiceIds) &&
    has(each.invoiceNumber, body.invoiceNumber) &&
    among(statusOf(each), body.receivableStatuses) &&
    (body.via === undefined || each.via === body.via)
  );
}

const ORDERS: Readonly<Record<string, (row: Row) => string>> = {
  createdOn: ({ created }) => created,
  dueDate: ({ dueDate }) => dueDate,
  invoiceDate: ({ invoiceDate = '' }) => invoiceDate,
};

it('finds what a naive search finds, whatever the filters, the order and the page', async () => {
  const paging = fc.record({
    orderBy: fc.constantFrom(...Object.keys(ORDERS)),
    direction: fc.constantFrom('ASC', 'DESC'),
    limit: fc.integer({ min: 1, max: 45 }),
    offset: fc.integer({ min: 0, max: 12 }),
  });
  await fc.assert(
    fc.asyncProperty(filters, paging, async (body, { orderBy, direction, limit, offset }) => {
      const target = `POST /api/v0/invoice/search?orderBy=${orderBy}&direction=${direction}&limit=${limit}&offset=${offset}`;
      const answer = await call(target, { authorization, json: body });

      const key = ORDERS[orderBy] as (row: Row) => string;
      const wanted = rows
        .filter((each) => isWanted(each, body))
        .sort((a, b) => (key(a) + a.id < key(b) + b.id ? -1 : 1));
      if (direction === 'DESC') wanted.reverse();
      const { data, total_count, has_more } = pageIn(answer);
      expect({ ids: data.map(({ invoiceId }) => invoiceId), total_count, has_more }).toEqual({
        ids: wanted.slice(offset, offset + limit).map(({ id }) => id),
        total_count: wanted.length,
        has_more: wanted.length > offset + limit,
      });
    }),
    { numRuns: 80 },
  );
});
