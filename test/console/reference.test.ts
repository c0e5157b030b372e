import { readFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import type { Session } from '../../infra/local/sandbox/shapes.ts';
import { dialectNames } from '../../infra/openapi/documents.ts';
import { buildPages } from '../../infra/pages/build.ts';
import { expectAccessible, expectNoSideways, type OpenOptions, useConsole } from './console.ts';

const { open, url } = await useConsole();

const HEADINGS = {
  EnKash: 'Accounts receivable, EnKash dialect',
  Operator: 'Accounts receivable, for the operator of the service',
};
const CREATE = 'enkash/tag/customers/POST/api/v0/customer';

/** Opens the reference, once `prepare` has met what it asks for. `asked` is all of that but for its own files. */
async function openReference(
  part = '',
  { prepare = async () => {}, ...options }: OpenOptions & { prepare?: (page: Page) => Promise<unknown> } = {},
) {
  const page = await open('favicon', { ...options, mayFail: true });
  const [asked, problems] = [[] as string[], [] as string[]];
  page.on('pageerror', ({ message }) => problems.push(message));
  page.on('console', (message) => message.type() === 'error' && problems.push(message.text()));
  page.on('request', (request) => {
    const to = new URL(request.url());
    const isOwn = to.origin === url;
    if (isOwn && to.pathname.startsWith('/docs')) return;
    asked.push(`${request.method()} ${isOwn ? to.pathname : to.href}`);
  });
  await prepare(page);
  await page.goto(`${url}/docs${part && `#${part}`}`);
  return { page, asked, problems };
}

async function operatorHeader(): Promise<string> {
  const session = (await (await fetch(`${url}/sandbox/session`)).json()) as Session;
  return session.operator;
}

/** Waits for the first heading of a dialect's document. */
const shown = (page: Page, dialect: keyof typeof HEADINGS) =>
  page.getByRole('heading', { level: 1, name: HEADINGS[dialect] }).waitFor();

/** Sends the request of an operation as it is filled in. @returns its answer */
async function tryIt(page: Page, id: string) {
  await page.locator(`[id="${id}"]`).getByRole('button', { name: 'Test Request' }).click();
  const [method, path] = (/\/([A-Z]+)(\/.*)$/.exec(id) as RegExpExecArray).slice(1);
  const answered = page.waitForResponse(
    (response) => response.request().method() === method && new URL(response.url()).pathname === path,
  );
  await page.getByRole('dialog').getByRole('button', { name: /^Send/ }).first().click();
  const response = await answered;
  await page.getByRole('dialog').getByText(String(response.status())).first().waitFor();
  return response;
}

const deployed = async (page: Page) => {
  const config = { stage: 'dev', version: '1.2.3', sandbox: false };
  await page.route('**/console/config.json', (route) => route.fulfill({ json: config }));
};

describe('the reference', () => {
  it('shows the documents of all dialects, and asks nobody but the service', async () => {
    const { page, asked, problems } = await openReference();
    await shown(page, 'EnKash');
    await page.getByRole('button', { name: 'EnKash' }).click();
    expect(await page.getByRole('option').allTextContents()).toEqual([
      ...['EnKash', 'Amili', 'BeeL', 'BeeL, flat', 'Operator', 'Service'],
    ]);
    await page.getByRole('option', { name: 'Operator' }).click();
    await shown(page, 'Operator');
    expect(await page.title()).toBe(`Reference · ${HEADINGS.Operator} · offboard`);
    const download = page.getByRole('link', { name: 'Download OpenAPI Document' });
    expect(await download.getAttribute('href')).toBe(`${url}/openapi/operator.json`);

    const everything = [
      'GET /console/config.json',
      'GET /sandbox/authorizations',
      ...dialectNames.map((dialect) => `GET /sandbox/openapi/${dialect}`),
      'GET /sandbox/session',
    ];
    await expect.poll(() => asked.toSorted()).toEqual(everything.toSorted());
    expect(problems).toEqual([]);
    await page.getByRole('navigation', { name: 'Pages' }).getByRole('link', { name: 'Console' }).click();
    await page.getByRole('heading', { level: 1, name: 'Customers' }).waitFor();
  });

  // All of it on one page: to load the renderer takes longer than what is looked at.
  it('groups operations, tries them with the credentials of the samples, and can be used at 360 px', async () => {
    const { page, problems } = await openReference(CREATE);
    const operation = page.locator(`[id="${CREATE}"]`);
    await operation.getByRole('heading', { name: 'Create a customer' }).waitFor();
    await operation.getByText('documented by the vendor').waitFor();
    await operation
      .getByText('The number of an account with a bank; customers may share one')
      .first()
      .waitFor();
    await operation.getByText('"Deletable Traders Pvt Ltd"').first().waitFor();
    const resources = await page
      .locator('a[href^="#enkash/tag/"]')
      .evaluateAll((links) => links.map((link) => link.getAttribute('href')?.replace('#enkash/tag/', '')));
    expect(resources.filter((resource) => !resource?.includes('/'))).toEqual([
      ...['customers', 'invoices', 'reminders', 'tokens'],
    ]);
    await expectAccessible(page);

    // At once, without anything filled in.
    const created = await tryIt(page, CREATE);
    expect(created.status()).toBe(200);
    const { payload } = await created.json();
    const operator = await operatorHeader();
    const path = `/operator/v1/enkash/${payload.companyId}/customers/${payload.customerId}`;
    const stored = await fetch(`${url}${path}`, { headers: { authorization: operator } });
    expect(await stored.json()).toMatchObject({ id: payload.customerId, name: 'Deletable Traders Pvt Ltd' });
    expect(await page.evaluate('[localStorage.length, sessionStorage.length, document.cookie]')).toEqual([
      0,
      0,
      '',
    ]);
    expect(await page.evaluate('indexedDB.databases()')).toEqual([]);
    expect(problems).toEqual([]);

    await page.keyboard.press('Escape');
    await page.getByRole('dialog').waitFor({ state: 'hidden' });
    await page.setViewportSize({ width: 360, height: 700 });
    await expectAccessible(page);
    await expectNoSideways(page);
  });

  it('can be read and tries requests at 360 px in the dark', async () => {
    const { page } = await openReference(CREATE, {
      ...{ viewport: { width: 360, height: 700 }, colorScheme: 'dark' },
    });
    await page.getByRole('heading', { name: 'Create a customer' }).waitFor();
    await expectAccessible(page);
    await expectNoSideways(page);
    // A client's own name and password, and a form with a file.
    for (const id of [
      'enkash/tag/tokens/POST/oauth/token',
      'enkash/tag/customers/POST/api/v0/customer/bulk',
    ]) {
      await page.evaluate(`location.hash = '${id}'`);
      expect((await tryIt(page, id)).status()).toBe(200);
      await expectNoSideways(page);
      await page.keyboard.press('Escape');
      await page.getByRole('dialog').waitFor({ state: 'hidden' });
    }
  });
});

describe('the reference of a stage', () => {
  it('asks for an operator’s key, and for documents with it', async () => {
    const operator = await operatorHeader();
    const { page, asked } = await openReference('', { prepare: deployed });
    const key = page.getByLabel('Key');
    await key.fill('offboard_operator_ffffffffffffffffffffffffffffffff');
    await page.getByRole('button', { name: 'Sign in' }).click();
    await page.getByRole('alert').waitFor();
    await expectAccessible(page);
    expect(asked.filter((request) => request.includes('openapi'))).toEqual([]);

    const document = page.waitForRequest(`${url}/openapi/enkash.json`);
    await key.fill(operator.replace('Bearer ', ''));
    await page.getByRole('button', { name: 'Sign in' }).click();
    expect((await document).headers().authorization).toBe(operator);
    await shown(page, 'EnKash');
    expect(await page.getByRole('link', { name: 'Download OpenAPI Document' }).count()).toBe(0);
    expect(asked.filter((request) => request.includes('/sandbox/'))).toEqual([]);
    expect(await page.evaluate('JSON.stringify([localStorage, sessionStorage])')).toBe('[{},{}]');
  });
});

describe('what goes wrong', () => {
  it('is told, whatever it is that cannot be had', async () => {
    const page = await open('favicon', { mayFail: true });
    for (const [path, words] of [
      ['**/standalone.esm.js', /renderer|imported module/i],
      ['**/sandbox/openapi/enkash', /no answer came/],
      ['**/sandbox/authorizations', /no answer came/],
      ['**/console/config.json', /no answer came/],
    ] as const) {
      await page.route(path, (route) => route.abort());
      await page.goto(`${url}/docs`);
      await page.getByRole('alert').filter({ hasText: words }).waitFor();
      await expectAccessible(page);
      await page.unroute(path);
      await page.goto('about:blank');
    }
  });
});

describe('what is served', () => {
  it('is each document as it is checked in', async () => {
    for (const dialect of dialectNames) {
      const answer = await fetch(`${url}/openapi/${dialect}.json`);
      const [text, type] = [await answer.text(), answer.headers.get('content-type')];
      expect([text, type]).toEqual([
        readFileSync(`functions/${dialect}/openapi.json`, 'utf8'),
        'application/json',
      ]);
    }
    // What is no file is the operation's, which wants a key.
    expect((await fetch(`${url}/openapi/nobody.json`)).status).toBe(401);
    const nobody = await fetch(`${url}/sandbox/openapi/nobody`);
    expect([nobody.status, await nobody.json()]).toEqual([
      404,
      { message: `dialect: there is no nobody, only ${dialectNames.join(', ')}` },
    ]);
  });

  it('has a policy that lets the renderer put its styles into the page, and nothing else', async () => {
    const { headers } = await fetch(`${url}/docs`);
    expect(headers.get('content-security-policy')).toBe(
      "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; " +
        "connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
    );
  });

  it('is under 1.5 MB, compressed, with all that the renderer may load later', async () => {
    const files = [...(await buildPages())].filter(([path]) => path.startsWith('/docs'));
    const sizes = files.map(([, { content }]) => gzipSync(content).length);
    expect(sizes.reduce((sum, size) => sum + size, 0)).toBeLessThan(1_500_000);
  });
});
