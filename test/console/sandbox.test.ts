import type { Page } from 'playwright-core';
import { afterEach, describe, expect, it } from 'vitest';
import { asking, signedIn } from '../sandbox/service.ts';
import { expectAccessible, expectNoSideways, useConsole } from './console.ts';

const { open, url } = await useConsole();
const ask = asking(url);

const HOUR = 60 * 60 * 1000;
const DAY = 24 * HOUR;

const faults = async () => (await ask('GET /sandbox/faults')).body.items;
const aheadMs = async () => (await ask('GET /sandbox/clock')).body.aheadMs;
const snapshots = async (): Promise<string[]> =>
  ((await ask('GET /sandbox/snapshots')).body.items ?? []).map(({ name }: { name: string }) => name);

afterEach(async () => {
  await ask('DELETE /sandbox/faults');
  await ask('DELETE /sandbox/clock');
  for (const name of await snapshots()) await ask(`DELETE /sandbox/snapshots/${name}`);
});

const section = (page: Page, name: string) => page.getByRole('region', { name, exact: true });
/** What a section has said last. */
const said = (page: Page, name: string) => section(page, name).getByRole('status').last();
const expectSaid = (page: Page, name: string, words: RegExp) =>
  expect.poll(() => said(page, name).textContent()).toMatch(words);

/** Whether a dialog is open before the next key can come: a time-out of none is shorter than a frame. */
const IS_OPEN_ONCE_PRESSED = `document.activeElement.click();
  new Promise((told) => setTimeout(() => told(document.querySelector('dialog')?.open)))`;

describe('faults', () => {
  it('are set by kind, shown with what they have met, and removed', async () => {
    const page = await open('#/sandbox');
    const form = section(page, 'Faults');
    await form.getByText('No fault is set').waitFor();
    await form.getByLabel('What happens').selectOption('Answer with an error');
    await form.getByLabel('Status').selectOption('503');
    await form.getByLabel('When').selectOption('after it is done');
    await form.getByLabel('Method').selectOption('GET');
    await form.getByLabel('Path begins with').fill('/health');
    await form.getByLabel('Times').fill('2');
    await form.getByRole('button', { name: 'Set fault' }).click();
    await expectSaid(page, 'Faults', /^Set: answers 503 after it is done \(GET, paths from \/health\)\.$/);
    const set = { kind: 'status', status: 503, when: 'after', method: 'GET', path: '/health', times: 2 };
    expect(await faults()).toEqual([{ ...set, id: expect.any(String), met: 0 }]);
    const row = form.getByRole('row').nth(1);
    await expect
      .poll(() => row.getByRole('cell').allTextContents())
      .toEqual(['answers 503 after it is done', 'GET, paths from /health', '0 of 2', 'Remove']);

    expect((await ask('GET /health')).status).toBe(503);
    await form.getByText('1 of 2').waitFor();
    await form.getByRole('button', { name: 'Remove: answers 503 after it is done' }).click();
    await form.getByText('No fault is set').waitFor();
    expect((await ask('GET /health')).status).toBe(200);
    expect(await faults()).toEqual([]);
  });

  it.each([
    ['Drop the connection', { kind: 'drop', when: 'after' }, 'drop-after'],
    ['Cut the answer off', { kind: 'truncate' }, 'truncate'],
    ['Answer late', { kind: 'late', delayMs: 2_000 }, 'late=2000'],
  ])('%s: set as it is shown, or by the header of a line to copy', async (kind, wanted, word) => {
    const page = await open('#/sandbox', { permissions: ['clipboard-read', 'clipboard-write'] });
    const form = section(page, 'Faults');
    await form.getByLabel('What happens').selectOption('Cut the answer off');
    await form.getByLabel('What happens').selectOption(kind);
    const line = `curl -i '${url}/health' -H 'Offboard-Fault: ${word}'`;
    expect(await form.locator('code').textContent()).toBe(line);
    await form.getByRole('button', { name: 'Copy' }).click();
    await form.getByText('Copied.').waitFor();
    expect(await page.evaluate('navigator.clipboard.readText()')).toBe(line);
    await form.getByRole('button', { name: 'Set fault' }).click();
    await expectSaid(page, 'Faults', /^Set: /);
    expect(await faults()).toEqual([{ ...wanted, id: expect.any(String), met: 0 }]);
    await form.getByRole('button', { name: 'Remove all' }).click();
    await expectSaid(page, 'Faults', /^All faults were removed\.$/);
    expect(await faults()).toEqual([]);
  });

  it('show paths as text, whatever is in them, and quote them in the line', async () => {
    const page = await open('#/sandbox', { viewport: { width: 360, height: 700 } });
    const form = section(page, 'Faults');
    const path = `/"><img src=x onerror=alert(1)>'\u202e${'a'.repeat(500)}`;
    await form.getByLabel('Path begins with').fill(path);
    await form.getByRole('button', { name: 'Set fault' }).click();
    await form.getByRole('cell', { name: path }).waitFor();
    expect(await form.locator('img').count()).toBe(0);
    expect(await form.locator('code').textContent()).toContain(`'${url}${path.replace("'", "'\\''")}' -H`);
    await expectNoSideways(page);
  });

  it('say what was refused, and stay as they were', async () => {
    const page = await open('#/sandbox', { mayFail: true });
    const form = section(page, 'Faults');
    await page.route('**/sandbox/faults', (route) =>
      route.request().method() === 'POST'
        ? route.fulfill({ status: 400, json: { message: 'path: must begin with a slash' } })
        : route.continue(),
    );
    await form.getByRole('button', { name: 'Set fault' }).click();
    await form.getByRole('alert').getByText('path: must begin with a slash').first().waitFor();
    expect(await faults()).toEqual([]);
  });
});

describe('snapshots', () => {
  it('are kept, replaced, brought back once that is confirmed, and removed', async () => {
    const { enkash } = await signedIn(ask);
    const company = `/operator/v1/enkash/${enkash.tenant}/customers`;
    const page = await open('#/sandbox');
    const form = section(page, 'Snapshots');
    await form.getByText('No snapshot is kept yet.').waitFor();
    await form.getByLabel('Name').fill('base');
    await form.getByRole('button', { name: 'Keep' }).click();
    await expectSaid(page, 'Snapshots', /^base was kept\.$/);
    expect(await snapshots()).toEqual(['base']);
    await expect.poll(() => form.getByRole('row').nth(1).textContent()).toMatch(/^base.* UTC\d+ KB/);
    await form.getByRole('button', { name: 'Replace' }).click();
    await expectSaid(page, 'Snapshots', /^base was replaced\.$/);

    await ask('POST /sandbox/clock', undefined, { forwardMs: HOUR });
    const contact = { deleted: false, legalName: 'Acme', mobile: '9876543210', name: 'Asha' };
    const json = { legalName: 'Acme', customerKeyContacts: [contact] };
    const { authorization } = (await signedIn(ask)).enkash;
    const { customerId } = (await ask('POST /api/v0/customer', authorization, json)).body.payload;
    const statusOf = async () =>
      (await ask(`GET ${company}/${customerId}`, (await signedIn(ask)).operator)).status;
    expect(await statusOf()).toBe(200);

    const bringBack = form.getByRole('button', { name: 'Bring back base' });
    await bringBack.click();
    const dialog = page.getByRole('dialog', { name: 'Bring back base?' });
    await expectAccessible(page);
    await dialog.getByRole('button', { name: 'Cancel' }).click();
    await dialog.waitFor({ state: 'detached' });
    expect(await statusOf()).toBe(200);
    await bringBack.focus();
    expect(await page.evaluate(IS_OPEN_ONCE_PRESSED)).toBe(true);
    await page.keyboard.press('Escape');
    await dialog.waitFor({ state: 'detached' });
    expect(await bringBack.evaluate('document.activeElement.ariaLabel')).toBe('Bring back base');

    await bringBack.click();
    await dialog.getByRole('button', { name: 'Bring back' }).click();
    await expectSaid(page, 'Snapshots', /^base was brought back\.$/);
    expect(await statusOf()).toBe(404);
    await section(page, 'Clock').getByText('not at all: it is the real time').waitFor();

    await form.getByRole('button', { name: 'Remove base' }).click();
    await page.getByRole('dialog', { name: 'Remove base?' }).getByRole('button', { name: 'Remove' }).click();
    await expectSaid(page, 'Snapshots', /^base was removed\.$/);
    await form.getByText('No snapshot is kept yet.').waitFor();
    expect(await snapshots()).toEqual([]);
  });

  it('have names that the browser refuses to send, and long ones that fit', async () => {
    const page = await open('#/sandbox', { viewport: { width: 360, height: 700 } });
    const form = section(page, 'Snapshots');
    const name = form.getByLabel('Name');
    for (const bad of ['Base', '<img src=x onerror=alert(1)>', '../x', 'ñ']) {
      await name.fill(bad);
      await form.getByRole('button', { name: 'Keep' }).click();
      expect(await name.evaluate('document.querySelector(":invalid") !== null')).toBe(true);
    }
    expect(await snapshots()).toEqual([]);
    await name.fill('a'.repeat(64));
    await form.getByRole('button', { name: 'Keep' }).click();
    await expectSaid(page, 'Snapshots', /^a{64} was kept\.$/);
    await expectNoSideways(page);
  });

  it('say where there are none, and that no answer came', async () => {
    const page = await open('#/sandbox', { mayFail: true });
    const form = section(page, 'Snapshots');
    await form.getByText('No snapshot is kept yet.').waitFor();
    await page.route('**/sandbox/snapshots**', (route) => route.abort());
    await page.route('**/sandbox/snapshots/**', (route) => route.abort());
    await form.getByLabel('Name').fill('lost');
    await form.getByRole('button', { name: 'Keep' }).click();
    await form.getByRole('alert').getByText('no answer came').first().waitFor();
    const message = 'there are snapshots of the embedded DynamoDB alone';
    await page.unrouteAll();
    await page.route('**/sandbox/snapshots', (route) => route.fulfill({ status: 409, json: { message } }));
    await page.reload();
    await form.getByRole('alert').getByText(message).first().waitFor();
  });
});

describe('the clock', () => {
  it('is moved by steps and by any time, shown in both zones, and set back with a warning', async () => {
    const page = await open('#/sandbox');
    const clock = section(page, 'Clock');
    const back = clock.getByRole('button', { name: 'Back to the real time' });
    await clock.getByText('not at all: it is the real time').waitFor();
    expect(await back.isDisabled()).toBe(true);
    for (const [step, ahead] of [
      ['+ 1 hour', HOUR],
      ['+ 1 day', DAY + HOUR],
      ['+ 31 days', 32 * DAY + HOUR],
    ] as const) {
      await clock.getByRole('button', { name: step }).click();
      await expect.poll(aheadMs).toBe(ahead);
    }
    await clock.getByLabel('How many').fill('90');
    await clock.getByLabel('Of what').selectOption('minutes');
    await clock.getByRole('button', { name: 'Move forward' }).click();
    await expectSaid(
      page,
      'Clock',
      /^Moved forward by 1 hour 30 minutes: 32 days 2 hours 30 minutes ahead\.$/,
    );
    expect(await aheadMs()).toBe(32 * DAY + 2.5 * HOUR);
    const shown = async () => Date.parse((await clock.locator('time').getAttribute('datetime')) ?? '');
    await expect.poll(async () => (await shown()) - Date.now()).toBeCloseTo(32 * DAY + 2.5 * HOUR, -4);
    const first = await shown();
    await expect.poll(shown).toBeGreaterThan(first);
    expect(await clock.locator('time').textContent()).toMatch(
      /^\d+ \w+ \d{4}, [\d:]+ \d{4}-\d\d-\d\d [\d:]+ UTC$/,
    );

    await back.click();
    await expectSaid(page, 'Clock', /^Back to the real time\. What was written meanwhile keeps its times/);
    expect(await aheadMs()).toBe(0);
    await clock.getByText('not at all: it is the real time').waitFor();
  });

  it('has the page sign in again: its own tokens end by the clock, too', async () => {
    const page = await open('#/sandbox');
    const clock = section(page, 'Clock');
    const signedInAgain = page.waitForResponse('**/sandbox/session');
    await clock.getByRole('button', { name: '+ 1 day' }).click();
    await expectSaid(page, 'Clock', /^Moved forward by 1 day: 1 day ahead\.$/);
    expect((await signedInAgain).status()).toBe(200);
  });

  it('says what is refused, and that no answer came', async () => {
    const page = await open('#/sandbox', { mayFail: true });
    const clock = section(page, 'Clock');
    await clock.getByLabel('How many').fill('5000000');
    await clock.getByLabel('Of what').selectOption('days');
    await clock.getByRole('button', { name: 'Move forward' }).click();
    await clock.getByRole('alert').getByText('no further ahead than ten years').first().waitFor();
    await page.route('**/sandbox/clock', (route) => route.abort());
    await clock.getByRole('button', { name: '+ 1 hour' }).click();
    await clock.getByRole('alert').getByText('no answer came').first().waitFor();
    expect(await aheadMs()).toBe(0);
  });
});

it.each(['light', 'dark'] as const)('can be read and used at 360 px, %s', async (colorScheme) => {
  await ask('PUT /sandbox/snapshots/base');
  await ask('POST /sandbox/faults', undefined, { kind: 'late', delayMs: 10 });
  const page = await open('#/sandbox', { viewport: { width: 360, height: 700 }, colorScheme });
  await section(page, 'Snapshots').getByRole('cell').first().waitFor();
  await section(page, 'Faults').getByRole('cell').first().waitFor();
  await section(page, 'Clock').locator('time').waitFor();
  await expectAccessible(page);
  await expectNoSideways(page);
});
