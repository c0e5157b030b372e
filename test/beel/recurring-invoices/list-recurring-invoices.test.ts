import { beforeAll, expect, it } from 'vitest';
import type { CustomerRef } from '../../../shared/receivables/keys.ts';
import { beelSuccess } from '../../support/envelopes.ts';
import { dataOf } from '../customers/companies.ts';
import { type CompanyRecurringInvoices, ENDED, newCompanyRecurringInvoices } from './companies.ts';

let own: CompanyRecurringInvoices;
let customer: CustomerRef;
let ids: Record<'first' | 'paused' | 'over' | 'last', string>;

beforeAll(async () => {
  own = await newCompanyRecurringInvoices();
  customer = await own.customer();
  const make = async (others: object) => dataOf(await own.create(own.minimal(others))).id;
  const first = await make({ name: 'Ñandú', customer_id: customer.id });
  const paused = await make({ name: 'beta', start_date: '2095-01-31' });
  await own.setStatus(paused, 'PAUSED');
  const over = (await own.store(customer, { ...ENDED, name: 'Alfa' })).id;
  const last = await make({ name: 'Gamma', start_date: '2091-01-31' });
  ids = { first, paused, over, last };
  const deleted = await make({ name: 'Deleted', customer_id: customer.id });
  await own.remove(deleted);
});

const page = (total_items: number, others: object = {}) => ({
  ...{
    current_page: 1,
    total_pages: 1,
    total_items,
    items_per_page: 20,
    has_next: false,
    has_previous: false,
  },
  ...others,
});

it.each<[string, string, (keyof typeof ids)[]]>([
  ['all, the youngest first', '', ['last', 'over', 'paused', 'first']],
  ['the oldest first', '?sort_order=asc', ['first', 'paused', 'over', 'last']],
  ['the active ones', '?status=ACTIVE', ['last', 'first']],
  ['the completed ones, by the day', '?status=COMPLETED', ['over']],
  ['the paused ones', '?status=PAUSED', ['paused']],
  ['those that a user has paused', '?pause_reason=USER', ['paused']],
  ['none that was paused by failures', '?pause_reason=GENERATION_FAILURE', []],
  ['by name', '?sort_by=name&sort_order=asc', ['over', 'paused', 'last', 'first']],
  ['by the next date', '?sort_by=next_generation&sort_order=asc', ['over', 'first', 'last', 'paused']],
  ['by status', '?sort_by=status&sort_order=asc&status=PAUSED', ['paused']],
])('lists %s', async (_, query, expected) => {
  const shown = await Promise.all(expected.map(async (name) => dataOf(await own.get(ids[name]))));

  const answer = await own.list(query);

  const data = { recurring_invoices: shown, pagination: page(expected.length) };
  expect([answer.status, answer.body]).toEqual([200, beelSuccess(data)]);
});

it('lists those of a customer, by pages', async () => {
  const answer = await own.list(`?customer_id=${customer.id}&limit=1&page=2&sort_order=asc`);

  const pagination = page(2, { current_page: 2, total_pages: 2, items_per_page: 1, has_previous: true });
  const recurring_invoices = [dataOf(await own.get(ids.over))];
  expect([answer.status, answer.body]).toEqual([200, beelSuccess({ recurring_invoices, pagination })]);
});

it('is empty where there are none, and takes no other parameter', async () => {
  const other = await newCompanyRecurringInvoices();
  const answer = await other.list();
  expect([answer.status, answer.body]).toEqual([
    200,
    beelSuccess({ recurring_invoices: [], pagination: page(0) }),
  ]);
  expect((await other.list('?name=x')).status).toBe(400);
  expect((await other.list('?status=STOPPED')).status).toBe(400);
  expect((await other.list('?limit=101')).status).toBe(422);
});
