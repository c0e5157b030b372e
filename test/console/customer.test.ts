import { randomUUID } from 'node:crypto';
import type { Page, Request } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import type { Session } from '../../infra/local/sandbox/shapes.ts';
import { sampleNif } from '../../infra/sample-nif.ts';
import { receivables } from '../../shared/dynamodb/tables.ts';
import { attachDependents } from '../../shared/receivables/dependents/attach.ts';
import type { CustomerRef } from '../../shared/receivables/keys.ts';
import { address } from '../beel/samples.ts';
import { newEnkash } from '../operator/worlds.ts';
import { operatorAuthorization } from '../support/credentials.ts';
import { newStamp, storeCustomer } from '../support/store.ts';
import { expectAccessible, expectNoSideways, useConsole } from './console.ts';

const { open, url } = await useConsole();
const session = (await (await fetch(`${url}/sandbox/session`)).json()) as Session;

/** A tenant of the samples, whose client the page is signed in as, and its requests. */
function sampleTenant(vendor: string) {
  const { tenant, authorization } = session.clients.find((client) => client.vendor === vendor) as {
    tenant: string;
    authorization: string;
  };
  const send = async (methodAndPath: string, json?: unknown) => {
    const [method, path] = methodAndPath.split(' ') as [string, string];
    const answer = await fetch(`${url}${path}`, {
      method,
      headers: { authorization, 'content-type': 'application/json' },
      ...(json !== undefined && { body: JSON.stringify(json) }),
    });
    expect(answer.status, await answer.clone().text()).toBeLessThan(300);
    return (await answer.json()) as { payload: Record<string, string>; data: { id: string } };
  };
  return { tenant, send, place: (id: string) => `#/customers/${vendor}/${encodeURIComponent(tenant)}/${id}` };
}

const enkash = sampleTenant('enkash');
const amili = sampleTenant('amili');
const beel = sampleTenant('beel');

async function newTrader(legalName: string): Promise<string> {
  const contact = { deleted: false, legalName, mobile: '9876543210', name: 'Asha' };
  const json = { legalName, customerKeyContacts: [contact] };
  return (await enkash.send('POST /api/v0/customer', json)).payload.customerId as string;
}

async function newInvoice(customerId: string, invoiceNumber: string): Promise<string> {
  const json = { customerId, baseAmount: 1180, dueDate: '2027-01-31', invoiceNumber };
  return (await enkash.send('POST /api/v0/invoice', json)).payload.invoiceId as string;
}

/** As many as a transaction takes at a time. */
async function storeDependents(customer: CustomerRef, count: number): Promise<void> {
  const { vendor, tenant } = customer;
  for (let left = count; left > 0; left -= 75) {
    const many = Array.from({ length: Math.min(left, 75) }, () => {
      const ref = { vendor, tenant, kind: 'SUB_CUSTOMER', id: randomUUID() };
      return { ref, fields: {}, customer };
    });
    const { outcome } = await attachDependents(receivables(), many, newStamp());
    expect(outcome).toBe('attached');
  }
}

/** A customer as the operator sees it. */
async function seen(vendor: string, tenant: string, id: string): Promise<Record<string, unknown>> {
  const answer = await fetch(`${url}/operator/v1/${vendor}/${tenant}/customers/${id}`, {
    headers: { authorization: session.operator },
  });
  return (await answer.json()) as Record<string, unknown>;
}

const seenTrader = (id: string) => seen('enkash', enkash.tenant, id);

const heading = (page: Page, name: string) => page.getByRole('heading', { level: 1, name }).waitFor();

const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true });

const section = (page: Page, name: string) => page.getByRole('region', { name });

/** Opens the panel of a button. */
async function choose(page: Page, name: string) {
  await button(page, name).first().click();
  return page.getByRole('dialog');
}

/** The request that a panel will send, or has sent. */
const requestIn = (page: Page) =>
  page.getByRole('dialog').getByRole('figure', { name: 'Request' }).locator('pre').textContent();

/** Sends what the panel shows and gives back what it says of the answer. */
async function send(page: Page, name: string): Promise<string> {
  await button(page, `Send: ${name}`).click();
  const said = page.getByRole('dialog').getByRole('status');
  await said.waitFor();
  return (await said.textContent()) as string;
}

const close = (page: Page) => button(page, 'Close').click();

const writes = (page: Page): Request[] => {
  const sent: Request[] = [];
  page.on('request', (request) => {
    if (request.method() !== 'GET' && !request.url().endsWith('/deletion-preview')) sent.push(request);
  });
  return sent;
};

describe('what it shows', () => {
  it('of a customer, what refers to it and what has happened to it', async () => {
    const id = await newTrader('Shown Traders');
    const invoiceId = await newInvoice(id, 'INV-77');
    await fetch(`${url}/api/v0/customer/${id}`, {
      method: 'DELETE',
      headers: { authorization: (session.clients[0] as { authorization: string }).authorization },
    });
    await enkash.send(`PATCH /api/v0/customer/${id}`, { legalName: 'Shown Traders Ltd' });
    const page = await open(enkash.place(id));
    await heading(page, 'Shown Traders Ltd');
    expect(await page.title()).toBe('Shown Traders Ltd · offboard');

    const facts = section(page, 'What is known of it');
    expect(await facts.locator(':scope > dl > dt').allTextContents()).toEqual([
      ...['Id', 'Vendor', 'Tenant', 'Version', 'Links', 'Changed', 'Created'],
    ]);
    expect(await facts.locator(':scope > dl > dd').nth(4).textContent()).toBe('1 invoice');
    const { creation } = (await seenTrader(id)) as { creation: Record<string, string> };
    const created = await facts.locator(':scope > dl > dd').nth(6).textContent();
    expect(created).toContain(`by ${creation.by} enkash/customers/create-customer`);
    expect(await facts.getByRole('link').last().getAttribute('href')).toBe(
      `#/refusals/${creation.request_id}?vendor=enkash&tenant=${enkash.tenant}`,
    );

    const fields = await section(page, 'Fields').textContent();
    expect(fields).toMatch(/legalNameShown Traders Ltd/);
    expect(fields).toMatch(/mobile9876543210/);
    expect(fields).not.toContain('address');

    const card = section(page, 'What refers to it')
      .getByRole('listitem')
      .filter({ hasText: 'INV-77' })
      .last();
    expect(await card.textContent()).toMatch(/^INV-771,180\.00■ blocksUNPAIDsince /);
    expect(await card.locator('code').textContent()).toBe(
      `POST /api/v0/invoice/bulk/delete {"invoiceIds":["${invoiceId}"]}`,
    );

    const moments = section(page, 'History').locator('.moment');
    await expect
      .poll(() => moments.locator('.moment-head strong').allTextContents())
      .toEqual([...['updated', 'delete refused', 'created']]);
    expect(await moments.nth(0).locator('dl').textContent()).toMatch(
      /legalNameShown Traders → Shown Traders Ltd/,
    );
    const refused = await moments.nth(1).textContent();
    expect(refused).toContain('Refused, because something refers to it.');
    expect(refused).toContain(`invoice ${invoiceId}`);
    await expectAccessible(page);
    await page.emulateMedia({ colorScheme: 'dark' });
    await expectAccessible(page);
  });

  it('of a customer that is not there, of another tenant, and while the service is gone', async () => {
    const page = await open('#/customers/enkash/CEKFOWV7UQ/KC00000000000000', { mayFail: true });
    await heading(page, 'There is no such customer');
    await expectAccessible(page);

    const id = await newTrader('Unreachable Traders');
    await page.route('**/operator/**', (route) => route.abort());
    await page.goto(`${url}/${enkash.place(id)}`);
    await page.getByText('no answer came').first().waitFor();
    await expectAccessible(page);
    await page.unroute('**/operator/**');
    await button(page, 'Try again').click();
    await heading(page, 'Unreachable Traders');

    // What was seen stays where it cannot be read again.
    await page.route('**/operator/**', (route) => route.abort());
    await choose(page, 'Preview');
    expect(await send(page, 'Preview')).toContain('No answer came.');
    await button(page, 'Look what became of it').click();
    await page.getByText('no answer came').first().waitFor();
    await heading(page, 'Unreachable Traders');
  });

  it('of what people wrote, as the text that it is', async () => {
    const name = `<img src=x onerror="window.met=1"> "><script>window.met=1</script> ${'Ω'.repeat(60)}`;
    const arabic = 'شركة الاختبار (محدودة)';
    const contact = { deleted: false, legalName: arabic, mobile: '9876543210', name: '<b onclick=x>' };
    const json = { legalName: name, customerKeyContacts: [contact] };
    const id = (await enkash.send('POST /api/v0/customer', json)).payload.customerId as string;
    await newInvoice(id, '<i>INV</i>"\'');
    const page = await open(enkash.place(id), { viewport: { width: 360, height: 700 } });
    await heading(page, name);
    await page.getByText(arabic).first().waitFor();
    await page.getByText('<i>INV</i>"\'').first().waitFor();
    await choose(page, 'Protect');
    const reason = `"><script>window.met=1</script> ${arabic}`;
    await page.getByLabel('Reason, for operators alone').fill(reason);
    expect(await send(page, 'Protect')).toBe('Answered with 200. ');
    await expectNoSideways(page);
    await expectAccessible(page);
    await close(page);
    expect(await seenTrader(id)).toMatchObject({ protection: { reason } });
    await section(page, 'History').getByText(reason).waitFor();
    expect(
      await page.evaluate('[window.met ?? null, document.querySelectorAll("img, main script").length]'),
    ).toEqual([...[null, 0]]);
    await expectNoSideways(page);
  });

  it('of a history that is long, has gaps, and of which values were left out', async () => {
    const id = await newTrader('Old Traders');
    const entry = (version: number, beside: object = {}) => ({
      ...{ change: 'updated', at: '2026-01-02T03:04:05.000Z', by: 'ada', version, operation: null },
      ...{ request_id: `r${version}`, reason: null, refusal: null, blockers: [], values_left_out: null },
      ...{ changed: { legalName: { before: `v${version - 1}`, after: `v${version}` } }, ...beside },
    });
    const unrecorded = { change: 'unrecorded', versions: { from: 1, to: 3 } };
    const rest = [
      entry(1104, { changed: { legalName: {} }, values_left_out: 'erased' }),
      entry(1105, { change: 'delete_refused', changed: null, refusal: 'changed' }),
    ];
    const page = await open('#/live');
    await page.route('**/history?**', (route) => {
      const at = Number(new URL(route.request().url()).searchParams.get('cursor'));
      const items = Array.from({ length: 100 }, (_, index) => entry(4 + at + index));
      if (at === 0) items.splice(0, 1, unrecorded as never);
      return route.fulfill({
        json: at < 1000 ? { items, next: `${at + 100}` } : { items: rest, next: null },
      });
    });
    await page.goto(`${url}/${enkash.place(id)}`);
    const history = section(page, 'History');
    await history.getByText('These are the oldest 1,000.').waitFor();
    const moments = history.locator('.moment');
    expect(await moments.count()).toBe(1000);
    expect(await moments.last().textContent()).toBe(
      'not knownv1 to v3There is no entry of it: there never was one, it is no longer kept, or it is still on its way.',
    );
    await button(page, 'Load newer ones').click();
    await history.getByText('These are the oldest').waitFor({ state: 'detached' });
    expect(await moments.count()).toBe(1002);
    expect(await moments.nth(0).textContent()).toBe(
      'delete refusedv1,1052 Jan 2026, 04:04:05 2026-01-02 03:04:05 UTCby adaRefused, because it had changed since it ' +
        'was seen.request r1105',
    );
    expect(await moments.nth(1).textContent()).toContain('1 fieldlegalNameWhat the fields held was erased.');
  });

  it('that what is over does not keep BeeL’s customers from being deleted', async () => {
    const { data } = await beel.send('POST /api/v1/customers', {
      ...{ legal_name: 'Ended SL', nif: sampleNif(), address },
    });
    const ref = { vendor: 'beel', tenant: beel.tenant, kind: 'RECURRING_INVOICE', id: randomUUID() };
    const fields = { name: 'Old hosting', amount: 10, status: 'ACTIVE', end_date: '2020-01-31' };
    const customer = { vendor: 'beel', tenant: beel.tenant, id: data.id };
    await attachDependents(receivables(), [{ ref, fields, customer }], newStamp());
    const page = await open(beel.place(data.id));
    await page.getByText('A delete would succeed now.').waitFor();
    const card = section(page, 'What refers to it').locator('.tie-card');
    expect(await card.textContent()).toMatch(
      /^Old hosting10\.00□ does not blockCOMPLETEDsince .*its last day has passed: a delete of the customer ends it$/,
    );
  });

  it('of 300 dependents, at 360 px', async () => {
    const ref = { vendor: 'amili', tenant: amili.tenant, id: 'MANY' };
    await storeCustomer(ref, { name: 'Many Ltd' }, { customerNo: ref.id });
    await storeDependents(ref, 300);
    const page = await open(amili.place(ref.id), { viewport: { width: 360, height: 700 } });
    await heading(page, 'Many Ltd');
    const refers = section(page, 'What refers to it');
    await refers.getByText('100 of 300').waitFor();
    await expectAccessible(page);
    await refers.getByRole('button', { name: 'Load more' }).click();
    await refers.getByText('200 of 300').waitFor();
    await refers.getByRole('button', { name: 'Load more' }).click();
    await refers.getByRole('heading', { name: 'Sub customers 300', exact: true }).waitFor();
    expect(await refers.locator('.tie-card').count()).toBe(300);
    expect(await refers.getByRole('button', { name: /Load|again|Clear/ }).count()).toBe(0);
    await expectNoSideways(page);
  });
});

describe('what can be done', () => {
  it('from a refusal to the customer deleted, brought back and protected', async () => {
    const id = await newTrader('Story Traders');
    const invoiceId = await newInvoice(id, 'INV-1');
    const page = await open(enkash.place(id), { mayFail: true });
    await heading(page, 'Story Traders');
    await page.getByText('A delete would be refused now: something refers to it.').waitFor();

    // The refusal, whole, and where its reason is told.
    await choose(page, 'Delete');
    expect(await requestIn(page)).toBe(`DELETE /api/v0/customer/${id}`);
    expect(await send(page, 'Delete')).toBe(
      `Refused: nothing was changed. customer ${id} cannot be deleted: it has 1 live invoice(s): INV-1`,
    );
    const answer = await page
      .getByRole('dialog')
      .getByRole('figure', { name: /^Answer: 422/ })
      .locator('pre')
      .textContent();
    const [, traceId] = /x-request-id: (\S+)/.exec(answer as string) ?? [];
    expect(JSON.parse((answer as string).slice((answer as string).indexOf('{')))).toMatchObject({
      errorResponse: { requestId: traceId },
      response_code: 422,
    });
    expect(await page.getByRole('link', { name: 'Why was it refused?' }).getAttribute('href')).toBe(
      `#/refusals/${traceId}?vendor=enkash&tenant=${enkash.tenant}`,
    );
    await close(page);
    await section(page, 'History').getByText('delete refused').waitFor();

    // What clears it.
    await button(page, 'Clear it: invoice INV-1').click();
    expect(await requestIn(page)).toBe(
      `POST /api/v0/invoice/bulk/delete\n\n${JSON.stringify({ invoiceIds: [invoiceId] }, null, 2)}`,
    );
    expect(await send(page, 'Clear it')).toBe('Answered with 200. 1 of 1 invoice(s) deleted');
    await close(page);
    await page.getByText('A delete would succeed now.').waitFor();
    await section(page, 'What refers to it').getByText('Nothing refers to it').waitFor();
    await page.locator('#main:focus').waitFor();

    // A preview, a dry run, and the delete of what was seen.
    await choose(page, 'Preview');
    expect(await send(page, 'Preview')).toBe('Answered with 200. ');
    await page.getByRole('dialog').getByText('"deletable": true').waitFor();
    await close(page);
    await page.locator(':focus', { hasText: /^Preview$/ }).waitFor();
    await choose(page, 'Delete');
    await page.getByLabel('Dry run').check();
    expect(await send(page, 'Delete')).toBe(
      'Dry run: it would succeed. Nothing was written. Customer would be deleted',
    );
    expect(await seenTrader(id)).toMatchObject({ state: 'active' });
    await button(page, 'Back to the request').click();
    await page.getByLabel('Dry run').uncheck();
    await page.getByLabel('Only if it is unchanged').check();
    await page.getByLabel('Reason').fill('geschlossen – прощай');
    expect(await requestIn(page)).toMatch(
      new RegExp(`^DELETE /api/v0/customer/${id}\nIf-Match: "[^"]+"\nOffboard-Reason: geschlossen – прощай$`),
    );
    expect(await send(page, 'Delete')).toBe('Answered with 200. Customer deleted');
    await close(page);
    expect(await seenTrader(id)).toMatchObject({
      state: 'deleted',
      deletion: { reason: 'geschlossen – прощай', operation: 'enkash/customers/delete-customer' },
    });
    await page.getByText('Of a deleted customer none are shown').waitFor();
    expect(
      await page.getByRole('list', { name: 'Not possible now' }).getByRole('listitem').allTextContents(),
    ).toEqual([...['Delete: it is deleted', 'Deactivate: it is deleted', 'Protect: it is deleted']]);
    expect(await page.locator('.customer-facts').textContent()).toMatch(/Restorable until.* in 30 days/);
    await section(page, 'History')
      .locator('.moment-head strong')
      .getByText('deleted', { exact: true })
      .waitFor();

    // Undone.
    await choose(page, 'Restore');
    expect(await requestIn(page)).toBe(
      `POST /operator/v1/enkash/${enkash.tenant}/customers/${id}/restoration`,
    );
    await page.getByLabel('Reason').fill('a mistake');
    expect(await send(page, 'Restore')).toBe('Answered with 200. ');
    await close(page);
    await heading(page, 'Story Traders');
    await page.getByText('A delete would succeed now.').waitFor();

    // Protected, which refuses the delete, and that lifted.
    await choose(page, 'Protect');
    await button(page, 'Send: Protect').click();
    await page.getByLabel('Reason, for operators alone').fill('legal hold');
    expect(await requestIn(page)).toBe(
      `PUT /operator/v1/enkash/${enkash.tenant}/customers/${id}/protection\n\n{\n  "reason": "legal hold"\n}`,
    );
    expect(await send(page, 'Protect')).toBe('Answered with 200. ');
    await close(page);
    await page.getByText('active, protected').waitFor();
    await choose(page, 'Delete');
    expect(await send(page, 'Delete')).toBe(`Refused: nothing was changed. customer ${id} is protected`);
    await close(page);
    await choose(page, 'Lift protection');
    expect(await send(page, 'Lift protection')).toBe('Answered with 200. ');
    await close(page);
    await page.getByText('A delete would succeed now.').waitFor();
    expect(await seenTrader(id)).toMatchObject({ state: 'active', protection: null });
  });

  it('deactivating and reactivating', async () => {
    const id = await newTrader('Sleepy Traders');
    const page = await open('#/live');
    const unrecorded = { change: 'unrecorded', versions: { from: 1, to: 1 } };
    let late = 2;
    await page.route('**/history?**', (route) => {
      late -= 1;
      return late < 0 ? route.continue() : route.fulfill({ json: { items: [unrecorded], next: null } });
    });
    await page.goto(`${url}/${enkash.place(id)}`);
    // What follows a moment later is looked for again.
    await section(page, 'History').getByText('created', { exact: true }).waitFor();
    await choose(page, 'Deactivate');
    expect(await requestIn(page)).toBe(`PUT /api/v0/customer/deactivate/${id}`);
    await page.getByLabel('Reason').fill('asleep');
    expect(await send(page, 'Deactivate')).toMatch(/^Answered with 20[04]\./);
    await close(page);
    await page.getByText('asleep').first().waitFor();
    expect(await seenTrader(id)).toMatchObject({ state: 'inactive', deactivation: { reason: 'asleep' } });
    await choose(page, 'Reactivate');
    expect(await requestIn(page)).toBe(`PUT /api/v0/customer/activate/${id}`);
    expect(await send(page, 'Reactivate')).toMatch(/^Answered with 20[04]\./);
    await close(page);
    await button(page, 'Deactivate').waitFor();
    expect(await seenTrader(id)).toMatchObject({ state: 'active' });
  });

  it('deletes customers of Amili and of BeeL, and says what Amili has no route for', async () => {
    const customerNo = `D${Date.now()}`;
    await amili.send(`POST /clients/${amili.tenant}/customers`, { customerNo, name: 'Owe' });
    const page = await open(amili.place(customerNo));
    await heading(page, 'Owe');
    await page.getByText('Deactivate: Amili has no route to deactivate it').waitFor();
    await choose(page, 'Delete');
    expect(await requestIn(page)).toBe(`DELETE /clients/${amili.tenant}/customers/${customerNo}`);
    expect(await send(page, 'Delete')).toMatch(/^Answered with 20[04]\./);
    await close(page);
    await page.getByText('Delete: it is deleted').waitFor();
    expect(await seen('amili', amili.tenant, customerNo)).toMatchObject({ state: 'deleted' });

    const json = { legal_name: 'Bea SL', nif: sampleNif(), address };
    const { id } = (await beel.send('POST /api/v1/customers', json)).data;
    await page.goto(`${url}/${beel.place(id)}`);
    await heading(page, 'Bea SL');
    await choose(page, 'Deactivate');
    expect(await send(page, 'Deactivate')).toMatch(/^Answered with 20[04]\./);
    await close(page);
    await button(page, 'Reactivate').waitFor();
    await choose(page, 'Delete');
    expect(await requestIn(page)).toMatch(
      /^DELETE \/api\/v1\/companies\/[0-9a-f-]{36}\/customers\/[0-9a-f-]{36}$/,
    );
    expect(await send(page, 'Delete')).toMatch(/^Answered with 20[04]\./);
    await close(page);
    await page.getByText('Delete: it is deleted').waitFor();
    expect(await seen('beel', beel.tenant, id)).toMatchObject({ state: 'deleted' });
  });

  it('moves what can be moved only to the customer that somebody names', async () => {
    const [id, other] = [await newTrader('Paid Traders'), await newTrader('Other Traders')];
    const invoiceId = await newInvoice(id, 'INV-PAID');
    await enkash.send('POST /api/v0/invoice/change-invoice-status', {
      invoiceIds: [invoiceId],
      status: 'PAID',
      remarks: 'in cash',
    });
    const page = await open(enkash.place(id));
    await page.getByText('money was received on it, so it can be moved only').waitFor();
    await button(page, 'Clear it: invoice INV-PAID').click();
    const sent = writes(page);
    await button(page, 'Send: Clear it').click();
    expect(sent).toEqual([]);
    await page.getByLabel('customerId: another active customer').fill(` ${other} `);
    expect(await requestIn(page)).toBe(
      `PATCH /api/v0/invoice/${invoiceId}\n\n${JSON.stringify({ customerId: other }, null, 2)}`,
    );
    expect(await send(page, 'Clear it')).toMatch(/^Answered with 20[04]\./);
    await close(page);
    await page.getByText('Nothing refers to it').waitFor();
    expect(await seenTrader(other)).toMatchObject({ link_count: 1 });
  });

  it('refuses to delete what has changed since it was looked at', async () => {
    const id = await newTrader('Changing Traders');
    const page = await open(enkash.place(id), { mayFail: true });
    await choose(page, 'Delete');
    await enkash.send(`PATCH /api/v0/customer/${id}`, { legalName: 'Changed Traders' });
    await page.getByLabel('Only if it is unchanged').check();
    expect(await send(page, 'Delete')).toBe(
      `Not done: it has changed since you looked. The page shows it as it is now. customer ${id} has changed since it was seen`,
    );
    await page.keyboard.press('Escape');
    await heading(page, 'Changed Traders');
    expect(await page.getByRole('dialog').count()).toBe(0);
    expect(await seenTrader(id)).toMatchObject({ state: 'active' });
  });

  it('once, however often somebody clicks, and says where no answer came', async () => {
    const id = await newTrader('Clicked Traders');
    const page = await open(enkash.place(id), { mayFail: true });
    await choose(page, 'Delete');
    const sent = writes(page);
    await page.route('**/api/v0/customer/*', async (route) => {
      // Carried out, and the answer is lost.
      await route.fetch();
      await route.abort();
    });
    // Twice before the page is drawn again: no double click is as fast.
    await button(page, 'Send: Delete').evaluate((element: { click(): void }) => {
      element.click();
      element.click();
    });
    await page.getByText('No answer came.').waitFor();
    await page.getByText('It may have been carried out, or it may not.').waitFor();
    await expectAccessible(page);
    expect(sent.map((request) => request.method())).toEqual(['DELETE']);
    await button(page, 'Look what became of it').click();
    await page.getByText('Delete: it is deleted').waitFor();
    expect(await page.getByRole('dialog').count()).toBe(0);
  });
});

describe('as whom', () => {
  it('asks for a credential of the vendor where it has none, and again where it is not accepted', async () => {
    const { tenant, authorization, customer } = await newEnkash();
    const id = await customer('Foreign Traders');
    const page = await open(`#/customers/enkash/${tenant}/${id}`, { mayFail: true });
    await choose(page, 'Delete');
    await page.getByText(`npm run --silent credentials -- enkash --company ${tenant}`).waitFor();
    await expectAccessible(page);
    await page.getByLabel('Authorization').fill('Bearer nonsense');
    await button(page, 'Use it').click();
    expect(await send(page, 'Delete')).toContain('Not done: the credential was not accepted.');
    expect(await seen('enkash', tenant, id)).toMatchObject({ state: 'active' });
    await page.getByLabel('Authorization').fill(authorization.replace('Bearer ', ''));
    await button(page, 'Use it').click();
    expect(await send(page, 'Delete')).toBe('Answered with 200. Customer deleted');
    expect(await seen('enkash', tenant, id)).toMatchObject({ state: 'deleted' });
  });

  it('signs in again where a token of the laptop is over', async () => {
    const id = await newTrader('Late Traders');
    const clients = session.clients.map((client) => ({ ...client, authorization: 'Bearer over' }));
    const page = await open('#/live', { mayFail: true });
    let isFirst = true;
    await page.route('**/sandbox/session', (route) => {
      if (!isFirst) return route.continue();
      isFirst = false;
      return route.fulfill({ json: { ...session, clients } });
    });
    await page.goto(`${url}/${enkash.place(id)}`);
    await page.reload();
    await choose(page, 'Delete');
    expect(await send(page, 'Delete')).toBe('Answered with 200. Customer deleted');
    expect(isFirst).toBe(false);
  });

  it('says what a key may not do that only reads', async () => {
    const id = await newTrader('Read Traders');
    const operator = await operatorAuthorization({ scopes: ['read'] });
    const page = await open('#/live', { mayFail: true });
    await page.route('**/sandbox/session', (route) => route.fulfill({ json: { ...session, operator } }));
    await page.goto(`${url}/${enkash.place(id)}`);
    await page.reload();
    await choose(page, 'Protect');
    await page.getByLabel('Reason, for operators alone').fill('legal hold');
    expect(await send(page, 'Protect')).toContain('Not done: the credential does not allow it.');
    expect(await seenTrader(id)).toMatchObject({ protection: null });
  });
});
