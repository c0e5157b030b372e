import { readFileSync } from 'node:fs';
import type { Page } from 'playwright-core';
import { beforeAll, describe, expect, it, vi } from 'vitest';
import { FIGURES } from '../bench/files.ts';
import { expectAccessible, expectNoSideways, useConsole } from './console.ts';

const { open, url } = await useConsole();

interface Tenant {
  readonly vendor: string;
  readonly tenant: string;
}

let tenants: readonly Tenant[];
/** What the service says of each, and `All`. */
let expected: ReadonlyMap<string, readonly number[]>;

beforeAll(async () => {
  const { operator } = (await (await fetch(`${url}/sandbox/session`)).json()) as { operator: string };
  const ask = async <Body>(path: string): Promise<Body> => {
    const answer = await fetch(`${url}/operator/v1/${path}`, { headers: { authorization: operator } });
    return answer.json() as Body;
  };
  await vi.waitFor(async () => {
    tenants = (await ask<{ items: Tenant[] }>('tenants')).items;
    expect(tenants.map(({ vendor }) => vendor)).toEqual(['amili', 'beel', 'enkash']);
  }, 20_000);
  const counts = tenants.map(async ({ vendor, tenant }) => {
    const { customers } = await ask<{ customers: Record<string, number> }>(`${vendor}/${tenant}`);
    const { active = 0, inactive = 0, deleted = 0 } = customers;
    return [tenant, [active, inactive, deleted, active + inactive + deleted]] as const;
  });
  expected = new Map(await Promise.all(counts));
});

const rowsIn = (page: Page): Promise<string[][]> =>
  page
    .getByRole('table', { name: 'Customers by vendor' })
    .locator('tbody tr')
    .evaluateAll((rows) =>
      rows.map((row) =>
        [...row.children].map((cell) => (cell.textContent ?? '').trim()).filter((text) => text !== ''),
      ),
    );

const counted = (page: Page) => page.getByText('As it is now, exact.').waitFor();

const LABELS: Readonly<Record<string, string>> = { amili: 'Amili', beel: 'BeeL', enkash: 'EnKash' };

const rowsOf = (which: readonly Tenant[]) =>
  which.flatMap(({ vendor, tenant }) => {
    const numbers = (expected.get(tenant) as readonly number[]).map(String);
    return [
      [LABELS[vendor] as string, ...numbers],
      [tenant, ...numbers],
    ];
  });

describe('the counts of customers', () => {
  it('are those of the service, lead to whom they count, and are counted again', async () => {
    const page = await open('#/charts');
    await counted(page);
    expect(await rowsIn(page)).toEqual(rowsOf(tenants));
    const enkash = tenants.find(({ vendor }) => vendor === 'enkash') as Tenant;
    const row = page.getByRole('row').filter({ hasText: enkash.tenant });
    // As long as the numbers are: all of them are the longest bar, or a part of it.
    const parts = await row
      .locator('.bar-part')
      .evaluateAll((found) => found.map((part) => part.getAttribute('style')));
    const [active = 0, , deleted = 0] = expected.get(enkash.tenant) as readonly number[];
    const most = Math.max(...[...expected.values()].map(([, , , all]) => all as number));
    const widths = [active, deleted].map(
      (number) => `width: ${Number(((number / most) * 100).toFixed(2))}%;`,
    );
    expect(parts).toEqual(widths);
    await page.route(`**/operator/v1/enkash/${enkash.tenant}`, (route) =>
      route.fulfill({ json: { ...enkash, customers: { active: 1234, inactive: 1, deleted: 0 } } }),
    );
    await page.getByRole('button', { name: 'Count again' }).click();
    await row.getByText('1,235').waitFor();
    await row.getByRole('link').nth(2).click();
    await page
      .getByRole('status')
      .filter({ hasText: `1–${deleted} of ${deleted} customer` })
      .waitFor();
    expect(new URL(page.url()).hash).toBe(`#/customers?state=deleted&vendor=enkash&tenant=${enkash.tenant}`);
  });

  it('are shown without those of a tenant that does not answer, and not at all without tenants', async () => {
    const page = await open('#/charts', { mayFail: true });
    const [amili, ...others] = tenants as [Tenant, ...Tenant[]];
    await page.route('**/operator/v1/amili/*', (route) => route.abort());
    await page.reload();
    await counted(page);
    expect(await rowsIn(page)).toEqual([
      ['Amili without 1 that did not answer', '0', '0', '0', '0'],
      [amili.tenant, 'Not counted: no answer came, so it is not known whether it was carried out'],
      ...rowsOf(others),
    ]);
    await expectAccessible(page);
    await page.route('**/operator/v1/tenants?*', (route) => route.abort());
    await page.getByRole('button', { name: 'Count again' }).click();
    await page.getByRole('alert').getByText('no answer came').waitFor();
    await page.unroute('**/operator/v1/tenants?*');
    await page.route('**/operator/v1/tenants?*', (route) =>
      route.fulfill({ json: { items: [], next: null } }),
    );
    await page.getByRole('button', { name: 'Try again' }).click();
    await page.getByText('The key reaches no tenant that has customers.').waitFor();
  });
});

it.each(['light', 'dark'] as const)(
  'all figures of the bench’s last run, legible at 360 px, %s',
  async (colorScheme) => {
    const page = await open('#/charts', { viewport: { width: 360, height: 700 }, colorScheme });
    await counted(page);
    const figures = JSON.parse(readFileSync(FIGURES, 'utf8'));
    for (const { title, ratios } of figures.measures) {
      const rows = page.getByRole('table', { name: title }).locator('tbody tr');
      const shown = Object.entries(ratios as Record<string, number>).map(
        ([name, ratio]) => `${name === figures.ours ? 'offboard' : name}${ratio.toFixed(2)}`,
      );
      expect(await rows.allTextContents()).toEqual(shown);
    }
    const day = new Date(figures.date).toLocaleDateString('en-GB', { dateStyle: 'long', timeZone: 'UTC' });
    await page.getByText(`Measured with version ${figures.version} on ${day}`).waitFor();
    await expectAccessible(page);
    await expectNoSideways(page);
  },
);
