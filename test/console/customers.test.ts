import { randomUUID } from 'node:crypto';
import type { Page, Route } from 'playwright-core';
import { beforeAll, describe, expect, it, vi } from 'vitest';
import { seed } from '../../infra/commands/seed/seed.ts';
import { tenantNamed } from '../../infra/commands/seed/tenants.ts';
import type { CustomerRow } from '../../infra/pages/console/customers/row.ts';
import { receivables } from '../../shared/dynamodb/tables.ts';
import { folded } from '../../shared/receivables/lists/folded.ts';
import { compareTexts } from '../../shared/receivables/lists/order.ts';
import { expectAccessible, expectNoSideways, useConsole } from './console.ts';

const { open, url } = await useConsole();

const SCRIPT = '"><script>alert(1)</script>';
const IMAGE = '<img src=x onerror=alert(1)>';
const ARABIC = 'شركة النور للتجارة';
const [AT, LOCAL, UTC] = ['2026-07-01T22:30:00.000Z', '2 Jul 2026, 00:30:00', '2026-07-01 22:30:00 UTC'];
const LONG = `Z${'y'.repeat(400)}`;

interface Session {
  readonly operator: string;
  readonly clients: readonly { vendor: string; tenant: string; authorization: string }[];
}

let operator: string;
/** All customers that lists have, as the service tells of each tenant alone. */
let all: CustomerRow[];
let enkash: Session['clients'][number];

beforeAll(async () => {
  const session = (await (await fetch(`${url}/sandbox/session`)).json()) as Session;
  operator = session.operator;
  enkash = session.clients.find(({ vendor }) => vendor === 'enkash') as typeof enkash;
  // With a second tenant of BeeL, whose name has to be encoded.
  const test = { vendor: 'beel', tenant: `test:${randomUUID()}` };
  const tenants = [...session.clients, test];
  for (const { vendor, tenant } of tenants) {
    const { samples } = await tenantNamed(`${vendor}#${tenant}`).resolve(() => Promise.reject());
    await seed(receivables(), samples, { customers: 250, links: 0.1 });
  }
  for (const legalName of [SCRIPT, IMAGE, ARABIC, LONG]) await newCustomer(legalName);
  // A worker registers tenants.
  await vi.waitFor(async () => expect((await ask('tenants')).items).toHaveLength(tenants.length), 20_000);
  const found = await Promise.all(tenants.map((tenant) => allOf(tenant)));
  all = found.flat();
});

async function newCustomer(legalName: string): Promise<void> {
  const contact = { deleted: false, legalName, mobile: '9876543210', name: 'Asha' };
  const body = JSON.stringify({ legalName, customerKeyContacts: [contact] });
  const headers = { authorization: enkash.authorization, 'content-type': 'application/json' };
  const { status } = await fetch(`${url}/api/v0/customer`, { method: 'POST', headers, body });
  expect(status).toBe(200);
}

async function ask(path: string): Promise<{ items: CustomerRow[]; next: string | null }> {
  const answer = await fetch(`${url}/operator/v1/${path}`, { headers: { authorization: operator } });
  return answer.json() as ReturnType<typeof ask>;
}

async function allOf({ vendor, tenant }: { vendor: string; tenant: string }): Promise<CustomerRow[]> {
  const rows: CustomerRow[] = [];
  let cursor = '';
  do {
    const page = await ask(`${vendor}/${tenant}/customers?limit=100${cursor}`);
    rows.push(...page.items);
    cursor = page.next === null ? '' : `&cursor=${page.next}`;
  } while (cursor);
  return rows;
}

/** The customers that a page shows, by what their links lead to. */
const shownIn = (page: Page): Promise<string[]> =>
  page.locator('tbody th a').evaluateAll((links) => links.map((link) => link.getAttribute('href') as string));

const addressOf = ({ vendor, tenant, id }: CustomerRow): string =>
  `#/customers/${[vendor, tenant, id].map(encodeURIComponent).join('/')}`;

const namesIn = (page: Page): Promise<string[]> => page.locator('tbody th').allTextContents();

const statusOf = (page: Page) => page.getByRole('status');

const shows = (page: Page, text: string | RegExp) => statusOf(page).filter({ hasText: text }).waitFor();

const count = (number: number) => number.toLocaleString('en-GB');

/** Keys that follow each other at once, however busy the machine is. */
const typeFast = (page: Page, texts: readonly string[]): Promise<void> =>
  page.getByLabel('Name', { exact: true }).evaluate((input, all) => {
    for (const value of all) {
      Object.assign(input, { value });
      input.dispatchEvent(new Event('input', { bubbles: true }));
    }
  }, texts);

/** Goes on to the end, and returns what each page has shown. */
async function pageThrough(page: Page, size: number, total: number): Promise<string[]> {
  const rows: string[] = [];
  for (let start = 0; start < total; start += size) {
    const end = Math.min(start + size, total);
    await shows(page, `${count(start + 1)}–${count(end)} of ${count(total)} customers`);
    rows.push(...(await shownIn(page)));
    // Each page begins at its top: at once, or the buttons below would move away from who presses them.
    expect(
      await page.locator('.results').evaluate((list) => list.getBoundingClientRect().top),
    ).toBeGreaterThan(-1);
    if (end < total) await page.getByRole('button', { name: 'Next' }).click();
  }
  return rows;
}

describe('the list of customers', () => {
  it('has more than 1,000 on its pages in the order of their names, none missing and none twice', async () => {
    expect(all.length).toBeGreaterThan(1_000);
    const page = await open('#/customers?size=100');
    const rows = await pageThrough(page, 100, all.length);
    expect(rows.toSorted()).toEqual(all.map(addressOf).sort());
    const names = new Map(all.map((row) => [addressOf(row), folded(row.name ?? '')]));
    const shown = rows.map((address) => names.get(address) as string);
    expect(shown).toEqual(shown.toSorted(compareTexts));
    const next = page.getByRole('button', { name: 'Next' });
    expect(await next.getAttribute('aria-disabled')).toBe('true');
    // Back by its own button and by the browser's; what was read is not asked for again.
    const asked: string[] = [];
    page.on('request', (request) => asked.push(request.url()));
    await page.getByRole('button', { name: 'Previous' }).click();
    await shows(page, `${count(all.length - (all.length % 100) - 99)}–`);
    await page.goBack();
    await shows(page, `–${count(all.length)} of`);
    expect(asked).toEqual([]);
  });

  it('is ordered by its columns, and says which vendors do not know them', async () => {
    const page = await open('#/customers?size=50&page=2');
    await shows(page, '51–100 of');
    const sort = (name: string) =>
      page.getByRole('columnheader', { name }).getByRole('button').press('Enter');
    const sorted = (name: string) => page.getByRole('columnheader', { name }).getAttribute('aria-sort');
    await sort('Created');
    const created = all.filter(({ vendor }) => vendor !== 'amili');
    await shows(page, `1–50 of ${count(created.length)} customers`);
    await page.getByText('Amili does not know when customers were created: 1 tenant left out.').waitFor();
    expect([await sorted('Created'), await sorted('Name')]).toEqual(['ascending', 'none']);
    await sort('Created');
    await page.locator('th[aria-sort="descending"]').filter({ hasText: 'Created' }).waitFor();
    const times = created.map(({ created_at }) => created_at).sort();
    await page.locator(`tbody tr:first-child td:nth-child(6) [datetime="${times.at(-1)}"]`).waitFor();
    const utc = await page
      .locator('tbody td:nth-child(6) time')
      .evaluateAll((found) => found.map((time) => time.getAttribute('datetime')));
    expect(utc).toEqual(times.toReversed().slice(0, 50));
    await sort('Changed');
    await page.getByText('EnKash does not know when customers were changed: 1 tenant left out.').waitFor();
    await page.getByText('BeeL does not know when customers were changed: 2 tenants left out.').waitFor();
    const amili = all.filter(({ vendor }) => vendor === 'amili');
    await shows(page, `1–50 of ${count(amili.length)} customers`);
    await sort('ID');
    await page.getByText('EnKash does not know an order by id: 1 tenant left out.').waitFor();
    await shows(page, `1–50 of ${count(amili.length)} customers`);
    const ids = amili.map(({ id }) => id).sort(compareTexts);
    await page
      .locator('tbody tr:first-child')
      .filter({ hasText: ids[0] as string })
      .waitFor();
    expect(await page.locator('tbody tr td:nth-child(2)').allTextContents()).toEqual(ids.slice(0, 50));
  });

  it('is narrowed by filters that stand in its address and survive a reload', async () => {
    const page = await open('#/customers');
    await shows(page, 'of');
    const asked: string[] = [];
    page.on('request', (request) => asked.push(request.url()));
    await typeFast(page, ['L', 'LI', 'LINKED trád']);
    await shows(page, '1–2 of 2 customers');
    expect(await namesIn(page)).toEqual(['Linked Traders', 'Linked Traders SL']);
    // One request a tenant for all of what was typed.
    expect(asked).toHaveLength(4);
    expect(new URL(page.url()).hash).toBe('#/customers?name=LINKED+tr%C3%A1d');
    await page.getByLabel('deleted').check();
    await page.getByLabel('Vendor').selectOption('EnKash');
    await page.getByLabel('Rows').selectOption('50');
    await page.reload();
    await shows(page, '1–1 of 1 customer');
    const { hash } = new URL(page.url());
    expect(Object.fromEntries(new URLSearchParams(hash.split('?')[1]))).toEqual({
      ...{ name: 'LINKED trád', vendor: 'enkash', state: 'active,inactive,deleted', size: '50' },
    });
    expect(await page.getByLabel('Name', { exact: true }).inputValue()).toBe('LINKED trád');
    await page.getByRole('button', { name: 'Clear filters' }).click();
    await shows(page, `1–50 of ${count(all.length)} customers`);
    // None of them is as good as the usual ones.
    for (const state of ['active', 'inactive']) await page.getByLabel(state, { exact: true }).click();
    for (const name of ['active', 'inactive'])
      await page.getByRole('checkbox', { name, exact: true, checked: true }).waitFor();
    await shows(page, `1–50 of ${count(all.length)} customers`);
    await page.getByLabel('deleted').check();
    for (const state of ['active', 'inactive']) await page.getByLabel(state, { exact: true }).uncheck();
    await shows(page, '1–1 of 1 customer');
    expect(await page.locator('tbody tr').allTextContents()).toEqual([
      expect.stringMatching(/^Deleted TradersKC\w+EnKash CEK\w+○ deleted0/),
    ]);
    await page.getByText('Times').click();
    await page.getByLabel('Created from').fill('2999-01-01');
    await page.getByText('No customer fits.').waitFor();
    await page.getByRole('button', { name: 'Show all customers' }).click();
    await shows(page, `1–50 of ${count(all.length)} customers`);
    const tenant = all.find(({ tenant }) => tenant.startsWith('test:'))?.tenant as string;
    await page.getByLabel('Tenant').selectOption(`BeeL ${tenant}`);
    await shows(page, '1–50 of 250 customers');
    await page.getByLabel('ID', { exact: true }).fill(all.find((row) => row.tenant === tenant)?.id as string);
    await shows(page, '1–1 of 1 customer');
    await page.locator('tbody th a').click();
    expect(new URL(page.url()).hash).toBe(addressOf(all.find((row) => row.tenant === tenant) as CustomerRow));
  });

  it('shows those to whom nothing refers, by cursor and without a total', async () => {
    // Two tenants of one vendor are merged as many would be.
    const page = await open('#/customers?vendor=beel&unused_since=2999-01-01&size=100');
    await shows(page, '1–100 of the unused customers');
    await page.getByText('so nobody knows how many there are').waitFor();
    const links = new Set(await page.locator('tbody td.number').allTextContents());
    expect([...links]).toEqual(['0']);
    const unused = all
      .filter(({ vendor, link_count }) => vendor === 'beel' && link_count === 0)
      .map(addressOf);
    const rows = await shownIn(page);
    const next = page.getByRole('button', { name: 'Next' });
    for (let start = 101; (await next.getAttribute('aria-disabled')) === 'false'; start += 100) {
      await next.click();
      await shows(page, `${count(start)}–`);
      rows.push(...(await shownIn(page)));
    }
    expect(rows.toSorted()).toEqual(unused.toSorted());
  });
});

describe('what goes wrong', () => {
  const refuse = (route: Route, status: number, detail: string) =>
    route.fulfill({ status, contentType: 'application/problem+json', body: JSON.stringify({ detail }) });

  it('with one tenant does not hide the others, and is tried again', async () => {
    const page = await open('#/customers', { mayFail: true });
    await page.route('**/operator/v1/amili/**', (route) =>
      refuse(route, 422, 'more than 100,000 <b>records</b>'),
    );
    await page.reload();
    const others = all.filter(({ vendor }) => vendor !== 'amili');
    await shows(page, `1–25 of ${count(others.length)} customers`);
    const amili = all.find(({ vendor }) => vendor === 'amili')?.tenant;
    await page.getByText(`Not all customers of Amili/${amili}: more than 100,000 <b>records</b>`).waitFor();
    await page.unroute('**/operator/v1/amili/**');
    await page.getByRole('button', { name: 'Try again' }).click();
    await shows(page, `1–25 of ${count(all.length)} customers`);
  });

  it('with all of them is said: no answer, bad filters, no tenants, a page behind the last', async () => {
    const page = await open('#/customers?vendor=amili&page=999', { mayFail: true });
    await page.getByText('The list ends before this page.').waitFor();
    await page.route('**/operator/v1/tenants?*', (route) => route.abort());
    await page.getByRole('button', { name: 'Reload' }).click();
    await page.getByRole('alert').getByText('no answer came').waitFor();
    await expectAccessible(page);
    await page.unroute('**/operator/v1/tenants?*');
    await page.getByRole('button', { name: 'Try again' }).click();
    await page.getByText('The list ends before this page.').waitFor();
    await page.goto(`${url}/#/customers?created_from=soon`);
    await page
      .getByText(/^Not all customers of BeeL\/live:.*, BeeL\/test:.*: created_from: must be a date/)
      .waitFor();
    await page.goto(`${url}/#/customers?vendor=enkash&tenant=CEKNOSUCH00`);
    await page.getByText('The key reaches no such tenant.').waitFor();
    await page.route('**/operator/v1/tenants?*', (route) =>
      route.fulfill({ json: { items: [], next: null } }),
    );
    await page.reload();
    await page.getByText('The key reaches no tenant that has customers.').waitFor();
  });
});

describe('the page', () => {
  it.each(['light', 'dark'] as const)(
    'shows names as they are, can be read and used at 360 px, %s',
    async (colorScheme) => {
      const page = await open('#/customers?vendor=enkash&direction=desc', {
        ...{ viewport: { width: 360, height: 700 }, colorScheme },
      });
      await shows(page, 'of');
      expect((await namesIn(page)).slice(0, 2)).toEqual([ARABIC, LONG]);
      await expectAccessible(page);
      await expectNoSideways(page);
      await page.getByText('Times').click();
      await page.getByLabel('Name', { exact: true }).fill('alert(1)');
      await shows(page, '1–2 of 2 customers');
      expect(await namesIn(page)).toEqual([IMAGE, SCRIPT]);
      await expectAccessible(page);
      await expectNoSideways(page);
      // What may be unknown of a customer, and what may be strange about one.
      const { tenant } = enkash;
      const known = { vendor: 'enkash', tenant, version: 3, created_at: AT, updated_at: AT };
      const items = [
        { ...known, id: 'K/1?<b>', name: null, state: 'deleted', is_protected: false, link_count: null },
        { ...known, id: 'K2', name: '\u202Egnorw', state: 'inactive', is_protected: true, link_count: 1_200 },
      ];
      const answer = { json: { items, next: null, total: 2 } };
      await page.route('**/operator/v1/enkash/*/customers?*', (route) => route.fulfill(answer));
      await page.getByRole('button', { name: 'Reload' }).click();
      await page.getByText('No name is kept').waitFor();
      expect(await page.locator('tbody tr').allTextContents()).toEqual([
        `No name is keptK/1?<b>EnKash ${tenant}○ deletedunknown${LOCAL} ${UTC}${LOCAL} ${UTC}`,
        `\u202EgnorwK2EnKash ${tenant}◐ inactive, protected1,200${LOCAL} ${UTC}${LOCAL} ${UTC}`,
      ]);
      expect(await shownIn(page)).toEqual([
        `#/customers/enkash/${tenant}/K%2F1%3F%3Cb%3E`,
        `#/customers/enkash/${tenant}/K2`,
      ]);
      await expectAccessible(page);
      await expectNoSideways(page);
    },
  );
});
