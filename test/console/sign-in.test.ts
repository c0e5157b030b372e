import type { Page } from 'playwright-core';
import { afterAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { operatorKeyId } from '../../functions/operator/dialect/api-keys.ts';
import type { SignInConfig } from '../../infra/pages/config.ts';
import { securityHeaders } from '../../infra/pages/security-headers.ts';
import { revokeCredential } from '../../shared/auth/credential-store.ts';
import { hashRandomSecret } from '../../shared/auth/secrets.ts';
import { credentials } from '../../shared/dynamodb/tables.ts';
import { operatorAuthorization } from '../support/credentials.ts';
import { expectAccessible, expectNoSideways, type OpenOptions, useConsole } from './console.ts';
import { startIssuer } from './issuer.ts';

const { open, url } = await useConsole();

interface Deployed {
  readonly page: Page;
  /** Paths of what the page has asked for, but its own files. */
  readonly asked: string[];
}

/** The console as a stage has it: without a sandbox, and with an issuer where it names one. */
async function openDeployed(path: string, options?: OpenOptions, signIn?: SignInConfig): Promise<Deployed> {
  const page = await open('console/config.json', options);
  const json = JSON.stringify({ stage: 'staging', version: '1.2.3', sandbox: false, signIn });
  if (signIn) {
    // Of a page that a route has served, Chromium does not know that it comes from this machine as the issuer does.
    await page.route(signIn.tokenUrl, async (route) => route.fulfill({ response: await route.fetch() }));
    await page.route(
      ({ origin, pathname }) => origin === url && pathname === '/',
      async (route) => {
        const response = await route.fetch();
        const headers = { ...response.headers(), ...securityHeaders('/', signIn.tokenUrl) };
        await route.fulfill({ response, headers });
      },
    );
  }
  await page.route('**/console/config.json', (route) =>
    route.fulfill({ body: json, contentType: 'application/json' }),
  );
  const asked: string[] = [];
  page.on('request', (request) => {
    const { pathname } = new URL(request.url());
    if (!/^\/(console\/.*)?$/.test(pathname)) asked.push(pathname);
  });
  await page.goto(`${url}/${path}`);
  await page.getByRole('heading', { level: 1 }).waitFor();
  return { page, asked };
}

async function signIn(page: Page, key: string): Promise<void> {
  await page.getByLabel('Key').fill(key);
  await page.getByRole('button', { name: 'Sign in' }).click();
}

const pages = (page: Page) => page.getByRole('navigation', { name: 'Pages' });
const key = (authorization: string) => authorization.replace('Bearer ', '');

describe('a stage without a key', () => {
  it.each(['', '#/customers', '#/live', '#/sandbox', '#/nowhere'])(
    'shows nothing at /%s but the sign-in, and asks for nothing',
    async (path) => {
      const { page, asked } = await openDeployed(path);

      expect(await page.getByRole('heading').allTextContents()).toEqual(['Sign in']);
      expect(await pages(page).count()).toBe(0);
      expect(await page.getByRole('main').getByRole('button').allTextContents()).toEqual(['Sign in']);
      expect(await page.title()).toBe('Sign in · offboard');
      expect(asked).toEqual([]);
    },
  );

  it.each(['light', 'dark'] as const)('can be read and used at 360 px, %s', async (colorScheme) => {
    const { page } = await openDeployed('', { viewport: { width: 360, height: 700 }, colorScheme });
    await expectAccessible(page);
    await signIn(page, 'nonsense');
    await page.getByRole('alert').waitFor();
    await expectAccessible(page);
    await expectNoSideways(page);
  });
});

describe('signing in', () => {
  it('leads to the page that was asked for, and keeps the key nowhere but in memory', async () => {
    const authorization = await operatorAuthorization();
    const secret = key(authorization);
    const { page, asked } = await openDeployed('#/live');
    const entries = await page.evaluate<number>('history.length');

    await signIn(page, ` ${secret} `);
    await page.getByRole('heading', { level: 1, name: 'Live' }).waitFor();

    expect(await pages(page).getByRole('link').allTextContents()).toEqual([
      ...['Customers', 'Refusals', 'Live', 'Charts', 'Reference'],
    ]);
    // Beside this page, whose memory has the key.
    expect(await pages(page).getByRole('link', { name: 'Reference' }).getAttribute('target')).toBe('_blank');
    expect(asked).toContain('/operator/v1/events');
    expect(asked.filter((path) => path.startsWith('/sandbox'))).toEqual([]);
    const stored = await page.evaluate<unknown>(
      `(async () => ({
        local: { ...localStorage },
        session: { ...sessionStorage },
        cookie: document.cookie,
        databases: (await indexedDB.databases()).length,
        address: location.href,
        state: history.state,
        entries: history.length,
      }))()`,
    );
    expect(stored).toEqual({
      ...{ local: {}, session: {}, cookie: '', databases: 0, state: null, entries },
      address: `${url}/#/live`,
    });
    expect(await page.context().cookies()).toEqual([]);
    expect(await page.content()).not.toContain(secret);
  });

  it('ends with the page, and when somebody signs out', async () => {
    const authorization = await operatorAuthorization();
    const { page } = await openDeployed('#/charts');
    await signIn(page, authorization);
    await page.getByRole('button', { name: 'Sign out' }).click();
    await page.getByRole('heading', { level: 1, name: 'Sign in' }).waitFor();
    expect(await page.getByLabel('Key').inputValue()).toBe('');
    expect(await page.getByRole('alert').count()).toBe(0);

    await signIn(page, authorization);
    await pages(page).waitFor();
    await page.reload();
    await page.getByRole('heading', { level: 1, name: 'Sign in' }).waitFor();
    expect(await pages(page).count()).toBe(0);
  });

  it.each([
    'Bearer eyJhbGciOiJSUzI1NiJ9.e30.c2ln',
    'hunter2',
    'offboard_operator_€',
    '<img src=x onerror=alert(1)>',
  ])('sends no other secret than a key: %s', async (text) => {
    const { page, asked } = await openDeployed('');
    await signIn(page, text);
    expect(await page.getByRole('alert').textContent()).toBe(
      'This is no key of the operator: it begins with offboard_operator_',
    );
    expect(asked).toEqual([]);
    expect(await page.evaluate<string>('document.activeElement.name')).toBe('key');
  });

  it('says what the service answered to a key that it does not take, and lets another one be tried', async () => {
    const { page } = await openDeployed('', { mayFail: true });
    await signIn(page, `offboard_operator_${'0'.repeat(64)}`);

    const alert = page.getByRole('alert');
    await alert.getByText('a valid access token is required').first().waitFor();
    expect(await page.content()).not.toContain('0'.repeat(64));

    await signIn(page, await operatorAuthorization());
    await page.getByRole('heading', { level: 1, name: 'Customers' }).waitFor();
  });

  it('says so when no answer comes', async () => {
    const { page } = await openDeployed('', { mayFail: true });
    await page.route('**/operator/**', (route) => route.abort());
    await signIn(page, await operatorAuthorization());
    await page.getByRole('alert').getByText('no answer came').waitFor();
    expect(await pages(page).count()).toBe(0);
  });
});

it('a key that is revoked meanwhile signs out, and the page says why', async () => {
  const authorization = await operatorAuthorization();
  const { page } = await openDeployed('#/live', { mayFail: true });
  await signIn(page, authorization);
  await pages(page).waitFor();
  await revokeCredential(credentials(), operatorKeyId(hashRandomSecret(key(authorization))), new Date());

  // A key is trusted for five seconds without being looked up.
  let asked = 0;
  const heading = async () => {
    await page.evaluate(`location.hash = '#/customers?name=${asked++}'`);
    return page.getByRole('heading', { level: 1 }).textContent();
  };
  await expect.poll(heading, { timeout: 15_000, interval: 500 }).toBe('Sign in');
  await page.getByRole('alert').getByText('a valid access token is required').first().waitFor();
});

describe('signing in with the stage’s issuer', async () => {
  const issuer = await startIssuer('console');
  afterAll(() => {
    vi.unstubAllEnvs();
    issuer.close();
  });

  beforeEach(() => {
    issuer.next = {};
    vi.stubEnv('OPERATOR_ISSUER', issuer.url);
    vi.stubEnv('OPERATOR_JWKS_URL', `${issuer.url}/jwks`);
    vi.stubEnv('OPERATOR_CLIENT_ID', 'console');
    vi.stubEnv('OPERATOR_SCOPE_PREFIX', 'offboard/');
  });

  const openWithIssuer = async (path: string, options?: OpenOptions) =>
    openDeployed(path, options, {
      authorizationUrl: `${issuer.url}/authorize`,
      tokenUrl: `${issuer.url}/token`,
      clientId: 'console',
      scope: 'offboard/read offboard/write',
    });

  async function leave(page: Page): Promise<void> {
    await page.getByRole('button', { name: 'Sign in with 127.0.0.1' }).click();
    await page.getByRole('link', { name: 'Continue' }).click();
  }

  it('goes there and comes back to the page that was asked for, and nothing of it stays', async () => {
    const { page } = await openWithIssuer('#/customers?name=ada');
    await expectAccessible(page);
    const [given] = await Promise.all([page.waitForResponse(`${issuer.url}/token`), leave(page)]);
    await page.getByRole('heading', { level: 1, name: 'Customers' }).waitFor();

    const { access_token } = await given.json();
    expect(await page.evaluate('({ ...sessionStorage, ...localStorage, cookie: document.cookie })')).toEqual({
      cookie: '',
    });
    expect(page.url()).toMatch(/\/#\/customers\?name=ada/);
    expect(await page.content()).not.toContain(access_token);
    await page.reload();
    await page.getByRole('heading', { level: 1, name: 'Sign in' }).waitFor();
  });

  it('takes keys, too', async () => {
    const { page } = await openWithIssuer('#/live');
    await page.getByLabel('Key').fill(await operatorAuthorization());
    await page.getByRole('button', { name: 'Sign in', exact: true }).click();
    await page.getByRole('heading', { level: 1, name: 'Live' }).waitFor();
  });

  it.each<[string, typeof issuer.next, string]>([
    ['refuses', { refuses: true }, 'The issuer refused: access_denied'],
    ['gives a token without a scope', { claims: { scope: 'openid' } }, 'the key lacks the scope read'],
    ['gives a token of another client', { claims: { client_id: 'x' } }, 'a valid access token is required'],
  ])('says why not, where it %s', async (_, next, message) => {
    issuer.next = next;
    const { page } = await openWithIssuer('', { mayFail: true });
    await leave(page);
    await page.getByRole('alert').getByText(message).first().waitFor();
    expect(await pages(page).count()).toBe(0);
    expect(await page.evaluate('location.search')).toBe('');
  });

  it('says so where the issuer gives no answer', async () => {
    const { page } = await openWithIssuer('', { mayFail: true });
    await page.route(`${issuer.url}/token`, (route) => route.abort());
    await leave(page);
    await page.getByRole('alert').getByText('The issuer gave no answer').waitFor();
  });

  it('changes no code for a token that it has not asked for itself', async () => {
    const { page } = await openWithIssuer('?code=stolen&state=made-up#/live');
    await page.getByRole('alert').getByText('was not begun on this page').waitFor();
    expect(await page.evaluate('location.href')).toBe(`${url}/`);

    await page.evaluate(
      `sessionStorage.setItem('offboard-sign-in', JSON.stringify({ verifier: 'v', state: 's', hash: '' }))`,
    );
    let asked = 0;
    page.on('request', (request) => request.url().startsWith(issuer.url) && asked++);
    await page.goto(`${url}/?code=stolen&state=made-up`);
    await page.getByRole('alert').getByText('was not begun on this page').waitFor();
    expect(asked).toBe(0);
    expect(await page.evaluate('sessionStorage.length')).toBe(0);
  });
});
