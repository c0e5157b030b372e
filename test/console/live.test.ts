import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { request as send } from 'node:http';
import { promisify } from 'node:util';
import type { Page, Route } from 'playwright-core';
import { beforeAll, describe, expect, it } from 'vitest';
import type { RecordedRequest, RequestPage } from '../../infra/local/sandbox/shapes.ts';
import { expectAccessible, expectNoSideways, useConsole } from './console.ts';

const { open, url, service } = await useConsole();

const variables = Object.fromEntries(
  [...readFileSync(service.variables, 'utf8').matchAll(/^(\w+)='(.*)'$/gm)].map(([, name, value]) => [
    name,
    value,
  ]),
) as Record<string, string>;
const authorization = variables.ENKASH?.replace('Authorization: ', '') as string;

/** Sends a request as a client does. */
const ask = (method: string, path: string, init: RequestInit = {}): Promise<Response> =>
  fetch(`${url}${path}`, { method, ...init, headers: { authorization, ...init.headers } });

const newest = async (): Promise<RecordedRequest> =>
  ((await (await fetch(`${url}/sandbox/requests?limit=1`)).json()) as RequestPage)
    .items[0] as RecordedRequest;

const linked = `/api/v0/customer/${variables.E_LINKED}`;
const MARKUP = `"><script>alert(1)</script><img src=x onerror=alert(2)>\u202e'$(id)\``;

const lines = (page: Page) => page.getByRole('main').locator('.lines > li');
const opener = (page: Page, ...words: string[]) =>
  words.reduce(
    (found, hasText) => found.filter({ hasText }),
    page.getByRole('button', { expanded: false }).locator('visible=true'),
  );
const json = (route: Route, body: unknown, status = 200) => route.fulfill({ status, json: body });

describe('requests', () => {
  beforeAll(async () => {
    await ask('GET', '/health');
    await ask('DELETE', linked);
  });

  it('are there with what was asked of DynamoDB, and lead to why one was refused', async () => {
    const page = await open('#/live');
    await page.getByText('2 requests').waitFor();
    expect(await lines(page).locator('.live-path').allTextContents()).toEqual([linked, '/health']);
    const line = opener(page, '422').first();
    expect((await line.locator('> *').allTextContents()).slice(1)).toEqual([
      ...['✕ 422', 'DELETE', linked],
      ...[expect.stringMatching(/^\d+ ms$/), 'enkash/customers/delete-customer'],
    ]);
    await line.press('Enter');
    const attempts = page.getByRole('region', { name: 'DynamoDB' }).locator('.attempts > li');
    expect(await attempts.locator('strong').allTextContents()).toEqual([
      ...['UpdateItem', 'Query', 'PutItem', 'BatchGetItem'],
    ]);
    const first = attempts.first();
    expect(await first.locator('.attempt > *').allTextContents()).toEqual([
      ...['UpdateItem', '✕ ConditionalCheckFailedException'],
      ...[expect.stringMatching(/^\d+ ms$/), process.env.RECEIVABLES_TABLE],
    ]);
    expect(await first.locator('.conditions > li > *').allTextContents()).toEqual([
      `enkash#${variables.E_COMPANY}#${variables.E_LINKED} / CUSTOMER`,
      expect.stringMatching(/^✕ refused linkCount = 0 AND attribute_not_exists\(deletion\) AND /),
    ]);
    expect(await page.getByRole('figure').first().textContent()).toContain(
      'authorization: Bearer *** ($ENKASH)',
    );
    const { traceId } = await newest();
    const why = page.getByRole('link', { name: 'Why was it refused?' });
    expect(await why.getAttribute('href')).toBe(`#/refusals/${traceId}`);
  });

  it('appear as they come, unless it is paused', async () => {
    const page = await open('');
    await page.clock.install();
    await page.getByRole('link', { name: 'Live' }).click();
    await opener(page, linked).first().waitFor();
    await ask('GET', '/first');
    await opener(page, 'GET', '/first', '✕ 404', 'no route').waitFor();
    await page.getByRole('button', { name: 'Pause' }).click();
    await page.getByText(', paused').waitFor();
    const asked: string[] = [];
    page.on('request', (request) => asked.push(request.url()));
    await ask('GET', '/second');
    await page.getByRole('searchbox', { name: 'Filter' }).fill('/second');
    await page.clock.runFor(5_000);
    await page.getByText('None of the requests is shown').waitFor();
    expect(asked).toEqual([]);
    await page.getByRole('button', { name: 'Continue' }).click();
    await opener(page, '/second').waitFor();
    await page.getByRole('searchbox').fill('GET 404 FIRST');
    await expect.poll(() => lines(page).locator('.live-path').allTextContents()).toEqual(['/first']);
    await page.getByText(/^1 of \d+ requests$/).waitFor();
  });

  it('of the console are shown when they are wanted', async () => {
    const page = await open('#/live');
    await opener(page, linked).first().waitFor();
    await page.evaluate("fetch('/health?own', { headers: { 'offboard-console': '1' } })");
    await ask('GET', '/behind-it');
    await opener(page, '/behind-it').waitFor();
    expect(await opener(page, '/health?own').count()).toBe(0);
    await page.getByRole('checkbox', { name: 'Show the console’s own' }).check();
    await opener(page, '/health?own').waitFor();
  });

  it('are sent again, and what became of it is told', async () => {
    const page = await open('#/live');
    await opener(page, linked, '422').first().click();
    const before = await newest();
    await page.getByRole('button', { name: 'Send again' }).click();
    await page.getByText(`Sent again as request ${before.number + 1}: 422`).waitFor();
    const again = await newest();
    expect([again.number, again.method, again.path]).toEqual([before.number + 1, 'DELETE', linked]);
    await page.locator(`#request-${again.number}`).waitFor({ state: 'attached' });
  });

  it('that are open say so, and what the sandbox did to them', async () => {
    const page = await open('#/live');
    await opener(page, linked).first().waitFor();
    const leaving = new AbortController();
    const headers = { 'offboard-fault': 'late=60000' };
    const slow = ask('GET', '/slow', { headers, signal: leaving.signal }).catch(() => {});
    await opener(page, '/slow', '… open').waitFor();
    leaving.abort();
    await slow;
    await opener(page, '/slow', '404', 'Fault: answer kept back for 60000 ms').waitFor();
    await ask('GET', '/dropped', { headers: { 'offboard-fault': 'drop-before' } }).catch(() => {});
    await opener(page, '/dropped', '✕ none').click();
    await page.getByText('(none was sent)').waitFor();
    await page.getByText('Nothing was asked of it.').waitFor();
  });

  it('are copied as commands that send the same, whatever is in them', async () => {
    const page = await open('#/live');
    await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
    // No file is meant by it.
    const body = `@/etc/passwd ${MARKUP}\n\n "quoted" 'single' $HOME !x \\`;
    const path = `/api/v0/customer?a='%22$(id)&b=[1-3]{x,y}&c=%26`;
    await new Promise((resolve) => {
      const headers = { authorization, 'content-type': 'application/json', 'x-odd': `'"$(id)\`` };
      send(`${url}/`, { method: 'POST', path, headers }, resolve).end(body);
    });
    const sent = await newest();
    expect([sent.path, sent.body]).toEqual([path, body]);
    await opener(page, 'b=[1-3]').click();
    await page.getByRole('button', { name: 'Copy as curl' }).click();
    await page.getByText('Copied. It runs where .local/env.sh was sourced.').waitFor();
    const command = await page.evaluate<string>('navigator.clipboard.readText()');
    await page.getByText('As curl', { exact: true }).click();
    const shown = page.getByRole('figure').filter({ hasText: 'With the variables of' }).locator('pre');
    expect(await shown.textContent()).toBe(command);
    expect(command).not.toContain(authorization);

    const { stdout } = await promisify(execFile)('sh', ['-c', `. '${service.variables}'\n${command}`]);

    const again = await newest();
    expect(again.number).toBe(sent.number + 1);
    expect([again.method, again.path, again.body]).toEqual(['POST', path, body]);
    expect(again.headers).toMatchObject({
      ...{ authorization: 'Bearer *** ($ENKASH)', 'content-type': 'application/json' },
      'x-odd': `'"$(id)\``,
    });
    expect(stdout).toContain(`\n${sent.status}\n`);
    await expectAccessible(page);
  });

  it('with markup in them are text', async () => {
    const page = await open('#/live', { viewport: { width: 360, height: 800 } });
    page.on('dialog', () => expect.unreachable('a script has run'));
    await ask('POST', `/${encodeURIComponent('x'.repeat(2_000))}`, {
      headers: { 'x-markup': '<b>"><script>' },
      body: MARKUP,
    });
    await opener(page, 'xxxxx').click();
    await page.getByText(MARKUP).waitFor();
    await expectNoSideways(page);
    expect(await page.locator('main script, main img, main b').count()).toBe(0);
  });

  it('are a thousand at most, and others where the service was started anew', async () => {
    const page = await open('#/live');
    const sample = { ...(await newest()), isOwn: false, dynamodb: [] };
    const itemsOf = (first: number, count: number, at: string) =>
      Array.from({ length: count }, (_, index) => ({ ...sample, number: first + index, at }));
    let isAnew = false;
    // By what is asked alone: a question that the page before sent may be answered here too.
    await page.route('**/sandbox/requests?*', (route) => {
      if (isAnew) return json(route, { items: itemsOf(1, 2, '2026-02-02T00:00:00Z'), next: 2 });
      const after = Number(new URL(route.request().url()).searchParams.get('after') ?? 0);
      const items = itemsOf(after + 1, Math.min(200, 1_200 - after), '2026-01-01T00:00:00Z');
      return json(route, { items, next: after + items.length });
    });
    await page.reload();
    await page.locator('#request-1200').waitFor({ state: 'attached' });
    await page.getByText('1,000 requests').waitFor();
    expect(await lines(page).count()).toBe(1_000);
    isAnew = true;
    await page.getByText('2 requests').waitFor();
    expect(await lines(page).count()).toBe(2);
  });

  it('say when there are none, and when they cannot be had', async () => {
    const page = await open('', { mayFail: true });
    await page.getByRole('link', { name: 'Live' }).waitFor();
    await page.route('**/sandbox/requests?*', (route) => json(route, { items: [], next: 0 }));
    await page.getByRole('link', { name: 'Live' }).click();
    await page.getByText('Nothing has been asked for yet.').waitFor();
    await page.getByText('0 requests').waitFor();
    await page.unroute('**/sandbox/requests?*');
    await page.route('**/sandbox/requests?*', (route) => route.abort());
    await page.getByRole('alert').getByText('no answer came').waitFor();
    await expectAccessible(page);
    await page.unroute('**/sandbox/requests?*');
    await page.getByRole('button', { name: 'Try again' }).click();
    await opener(page, linked).first().waitFor();
    expect(await page.getByRole('alert').count()).toBe(0);
    await page.route('**/repeat', (route) => json(route, { message: 'it was not read whole' }, 409));
    await opener(page, linked).first().click();
    await page.getByRole('button', { name: 'Send again' }).click();
    await page.getByRole('alert').getByText('it was not read whole').first().waitFor();
  });
});

describe('events', () => {
  it('are told as they happen, and from the beginning', async () => {
    const page = await open('#/live');
    await page.getByRole('link', { name: 'Events' }).click();
    await page.getByText('Nothing has happened since this page was opened.').waitFor();
    await ask('DELETE', linked, { headers: { 'offboard-reason': '<img src=x onerror=alert(1)>' } });
    const refused = lines(page).filter({ hasText: '✕ customer.delete_refused' });
    await refused.waitFor();
    const { data, time } = (await events()).findLast(
      ({ type }) => type === 'customer.delete_refused',
    ) as Event;
    expect(await refused.textContent()).toMatch(
      `✕ customer.delete_refusedEnKash ${variables.E_COMPANY} ${variables.E_LINKED}by ${data.by}, linked, ` +
        '“<img src=x onerror=alert(1)>”',
    );
    expect(await refused.getByRole('time').getAttribute('datetime')).toBe(time);
    expect(await refused.getByRole('link').getAttribute('href')).toBe(
      `#/customers/enkash/${variables.E_COMPANY}/${variables.E_LINKED}`,
    );
    expect(await lines(page).count()).toBe(1);

    await page.getByRole('button', { name: 'From the beginning' }).click();
    const all = await events();
    await page.getByText(`${all.length} events`).waitFor();
    const told = await lines(page).locator('.live-outcome').allTextContents();
    expect(told.map((text) => text.slice(2))).toEqual(all.map(({ type }) => type).reverse());
    await lines(page)
      .filter({ hasText: 'dependent.attached' })
      .filter({ hasText: 'invoice' })
      .first()
      .waitFor();
    await page.getByRole('button', { name: 'From now on' }).click();
    await page.getByText('0 events').waitFor();
  });

  it('are each told once, a thousand at most, and a gap among them is told', async () => {
    const page = await open('');
    const [sample] = await events();
    const eventOf = (id: string) => ({ ...sample, id, data: { ...sample?.data, id } });
    let asked = 0;
    await page.route('**/operator/v1/events?*', (route) => {
      asked++;
      const items = Array.from({ length: 100 }, (_, index) => eventOf(`${asked * 99 + index}`));
      return json(route, {
        items: asked > 12 ? [] : items,
        next: 'x',
        more: asked <= 12,
        missed: asked === 2,
      });
    });
    await page.goto(`${url}/#/live/events`);
    await page.getByText('the newest 1,000 events').waitFor();
    expect(await lines(page).count()).toBe(1_000);
    const links = await lines(page)
      .getByRole('link')
      .evaluateAll((found) => found.map(String));
    expect(new Set(links).size).toBe(1_000);
    await page.getByText('Some events were missed').waitFor();
    await page.getByRole('button', { name: 'Pause' }).click();
    await page.getByText('events, paused').waitFor();
  });

  it('are all that there is where the service is deployed, which says when they cannot be had', async () => {
    const page = await open('#/live', { mayFail: true });
    await page.route('**/console/config.json', (route) =>
      json(route, { stage: 'dev', version: '0', sandbox: false }),
    );
    await page.reload();
    await page.getByLabel('Key').fill(variables.OPERATOR?.replace('Authorization: Bearer ', '') as string);
    await page.getByRole('button', { name: 'Sign in' }).click();
    await page.getByText('Nothing has happened since').waitFor();
    expect(await page.getByRole('navigation', { name: 'Views' }).count()).toBe(0);
    await page.route('**/operator/v1/events?*', (route) => json(route, { detail: 'come again' }, 503));
    await page.getByRole('alert').getByText('come again').first().waitFor();
    await page.unroute('**/operator/v1/events?*');
    await page.getByRole('alert').waitFor({ state: 'detached' });
  });
});

it.each(['light', 'dark'] as const)(
  'can be read and used by everybody, at 360 px too, %s',
  async (colorScheme) => {
    const page = await open('#/live', { colorScheme });
    for (const width of [1280, 360]) {
      await page.setViewportSize({ width, height: 800 });
      await page.goto(`${url}/#/live`);
      await opener(page, linked, '422').first().click();
      await page.getByText('As curl', { exact: true }).first().click();
      await expectAccessible(page);
      await expectNoSideways(page);
      await page.getByRole('link', { name: 'Events' }).click();
      await page.getByRole('button', { name: 'From the beginning' }).click();
      await lines(page).filter({ hasText: 'customer.created' }).first().waitFor();
      await expectAccessible(page);
      await expectNoSideways(page);
    }
  },
);

interface Event {
  readonly type: string;
  readonly time: string;
  readonly data: { readonly by: string };
}

/** All events that the operator is told of. */
async function events(): Promise<Event[]> {
  const headers = { authorization: variables.OPERATOR?.replace('Authorization: ', '') as string };
  const answer = await fetch(`${url}/operator/v1/events?limit=100`, { headers });
  return ((await answer.json()) as { items: Event[] }).items;
}
