import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { SCOPES } from '../../functions/operator/dialect/api-keys.ts';
import { makeOperatorCredential } from '../../infra/commands/credentials/make-credentials.ts';
import { openAsDeployed } from './as-deployed.ts';
import { expectAccessible, expectNoSideways, useConsole } from './console.ts';
import { vendorCalls } from './vendor-calls.ts';

const { open, url } = await useConsole();
const { call, newCustomer, attach, customerPath, tenantOf } = await vendorCalls(url);

/** Whoever calls a customer so wants the console to run it, or to lose its shape. */
const NAME = `<img src=x onerror=alert(1)> "><script>alert(2)</script> \u202eكبير ${'W'.repeat(100)}`;

const id = await newCustomer('enkash', NAME);
await attach('enkash', id, '<b onclick=alert(3)>');
const { traceId } = await call('enkash', `DELETE ${customerPath('enkash', id)}`, {
  headers: { 'offboard-reason': '<img src=x onerror=alert(4)>' },
});

interface PageOfConsole {
  readonly name: string;
  readonly path: string;
  /** Whether what it shows is the local stack's alone. */
  readonly isLocal?: true;
  /** Whether what it shows is there for a key that reaches nothing, too. */
  readonly isNeverEmpty?: true;
  /** What of the customer it shows. */
  readonly shows?: string;
}

/** Every page of the console. */
const PAGES: readonly PageOfConsole[] = [
  { name: 'customers', path: '#/customers', shows: NAME },
  { name: 'a customer', path: `#/customers/enkash/${tenantOf.enkash}/${id}`, shows: NAME },
  { name: 'refusals', path: '#/refusals', shows: id },
  { name: 'a refusal', path: `#/refusals/${traceId}`, shows: NAME },
  { name: 'live', path: '#/live' },
  { name: 'charts', path: '#/charts', isNeverEmpty: true },
  { name: 'sandbox', path: '#/sandbox', isLocal: true },
];

/** Waits until a page has its heading, and whatever it has asked for first. */
async function settled(page: Page): Promise<void> {
  await page.locator('main h1').waitFor();
  await expect.poll(() => page.locator('main .loading:visible').count()).toBe(0);
}

describe('every page', () => {
  it.each(PAGES)('can be read and used, wide and narrow, light and dark: $name', async ({ path, shows }) => {
    const page = await open(path);
    page.on('dialog', (dialog) => expect.fail(dialog.message()));
    await settled(page);
    if (shows) await expect.poll(() => page.locator('main').textContent()).toContain(shows);
    expect(await page.locator('h1').count()).toBe(1);
    expect(await page.title()).toMatch(/\S+ · offboard$/);
    await expectAccessible(page);
    await page.emulateMedia({ colorScheme: 'dark' });
    await expectAccessible(page);
    await page.setViewportSize({ width: 360, height: 740 });
    await expectNoSideways(page);
    await expectAccessible(page);
    // What was written as text is text.
    expect(await page.locator('main :is(img, script, b[onclick])').count()).toBe(0);
  });
});

/** What pages ask for; the session and the pages themselves are there. */
const ASKED = /\/(operator\/v1|sandbox\/(?!session))/;

describe('a service that does not answer, then fails, then is there again', () => {
  it.each(PAGES)('is told so by $name, which recovers', async ({ path }) => {
    const page = await open('#/none', { mayFail: true });
    const alert = page.getByRole('alert').first();
    await page.route(ASKED, (route) => route.abort());
    await page.goto(`${url}/${path}`);
    await alert.waitFor();
    expect(await page.locator('main').textContent()).toContain('no answer came');
    expect(await page.getByRole('navigation', { name: 'Pages' }).isVisible()).toBe(true);

    const said = 'it went <wrong>';
    const json = { title: 'Unexpected error', status: 500, detail: said, message: said };
    await page.unroute(ASKED);
    await page.route(ASKED, (route) => route.fulfill({ status: 500, json }));
    await page.reload();
    await alert.waitFor();
    expect(await page.locator('main').textContent()).toContain(said);

    await page.unroute(ASKED);
    const alerts = page.getByRole('alert');
    for (let left = await alerts.count(); left > 0; left = await alerts.count()) {
      const retry = page.getByRole('button', { name: 'Try again' }).first();
      // A page that follows something asks again by itself.
      if (await retry.isVisible()) await retry.click();
      await alerts.nth(left - 1).waitFor({ state: 'detached' });
    }
  });
});

describe('a key', () => {
  it('that is refused in the middle leads back to the sign-in, which says why', async () => {
    const page = await openAsDeployed({ open, url }, '#/customers');
    await settled(page);
    const json = {
      type: 'unauthenticated',
      title: 'No valid key',
      status: 401,
      detail: 'the key was revoked',
    };
    await page.route('**/operator/v1/**', (route) => route.fulfill({ status: 401, json }));
    // Not by its link: what the list still asks for may be refused first, and then there is none.
    await page.goto(`${url}/#/refusals`);
    await page.getByRole('heading', { level: 1, name: 'Sign in' }).waitFor();
    expect(await page.locator('main').textContent()).toContain('the key was revoked');
    expect(await page.getByRole('navigation', { name: 'Pages' }).count()).toBe(0);
  });

  it('that reaches nothing has empty pages that say so', async () => {
    const grant = { name: 'nobody', scopes: SCOPES, tenants: ['enkash:CEKNOBODY0'] };
    const { authorization } = await makeOperatorCredential(grant);
    for (const { path, isLocal, isNeverEmpty } of PAGES.filter(({ shows }) => shows !== NAME)) {
      if (isLocal) continue;
      const page = await openAsDeployed({ open, url }, path, { authorization });
      await settled(page);
      expect(await page.getByRole('alert').count()).toBe(0);
      if (!isNeverEmpty) expect(await page.locator('main tbody tr').count()).toBe(0);
      await expectAccessible(page);
      await page.context().close();
    }
  });
});
