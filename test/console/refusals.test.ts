import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { firstOf } from '../../infra/pages/console/refusals/first-of.ts';
import { idIn } from '../../infra/pages/console/refusals/pasted-id.ts';
import { clausesOf } from '../../infra/pages/console/refusals/rules.ts';
import { openAsDeployed } from './as-deployed.ts';
import { expectAccessible, expectNoSideways, useConsole } from './console.ts';
import { type VendorName, vendorCalls } from './vendor-calls.ts';

const { open, url } = await useConsole();
const { call, newCustomer, attach, customerPath, tenantOf } = await vendorCalls(url);

const remove = (vendor: VendorName, id: string, headers: Record<string, string> = {}) =>
  call(vendor, `DELETE ${customerPath(vendor, id)}`, { headers });

/** A customer that something refers to, and its refused delete. */
async function refusedDelete(vendor: VendorName, name: string, number: string) {
  const id = await newCustomer(vendor, name);
  const dependent = await attach(vendor, id, number);
  return { id, dependent, refused: await remove(vendor, id, { 'offboard-reason': 'closed their shop' }) };
}

const find = async (page: Page, pasted: string) => {
  await page.getByLabel('Request id, or the answer that has it').fill(pasted);
  await page.getByRole('button', { name: 'Find out why' }).click();
};

const verdict = (page: Page) => page.locator('#verdict');

/** The clauses that are pointed at. */
const pointedAt = (page: Page) => page.locator('.clauses li[data-refused="true"] code').allTextContents();

/** The texts of a table's cells, row by row. */
const rowsOf = (page: Page, label: string) =>
  page
    .getByRole('region', { name: label })
    .locator('tbody tr')
    .evaluateAll((rows) =>
      rows.map((row) => [...row.children].map((cell) => (cell.textContent ?? '').trim())),
    );

describe('a delete that was refused because something refers to the customer', () => {
  it.each([
    ['enkash', 'its answer', 422],
    ['amili', 'what curl -i has printed', 422],
    ['beel', 'its answer', 409],
  ] as const)('of %s is found by %s', async (vendor, _, status) => {
    const { id, refused } = await refusedDelete(vendor, 'Holding Traders', `F-${vendor}`);
    const page = await open('#/refusals');
    await find(
      page,
      vendor === 'amili' ? `HTTP/1.1 422\nx-request-id: ${refused.traceId}\n\n${refused.text}` : refused.text,
    );
    await expect
      .poll(() => verdict(page).textContent())
      .toBe('The delete of Holding Traders was refused because something refers to the customer.');
    expect(await pointedAt(page)).toEqual(['linkCount = 0']);
    await page.getByText(`Answer: ${status}`).waitFor();
    expect(await page.locator('section:has(#answer) pre').first().textContent()).toContain(
      `DELETE ${customerPath(vendor, id)}`,
    );
    const rows = await rowsOf(page, 'What was in the way');
    expect(rows.map((cells) => cells.slice(4, 6))).toEqual(rows.map(() => ['in the way', '✗ in the way']));
    expect(rows.length).toBeGreaterThan(0);
    const name = page.getByRole('link', { name: 'Holding Traders' });
    expect(await name.getAttribute('href')).toBe(
      `#/customers/${vendor}/${encodeURIComponent(tenantOf[vendor])}/${id}`,
    );
    await expectAccessible(page);
  });

  it('says what would clear it, and afterwards that it was cleared', async () => {
    const { id, dependent, refused } = await refusedDelete('enkash', 'Clearing Traders', 'CL-1');
    const page = await open(`#/refusals/${refused.traceId}`);
    await page.getByText('Clear the 1 that refers to it, then delete it again:').waitFor();
    expect(await rowsOf(page, 'What was in the way')).toEqual([
      [
        'invoice',
        'CL-1',
        '1,180.00',
        'UNPAID',
        'in the way',
        '✗ in the way',
        'POST /api/v0/invoice/bulk/delete',
      ],
    ]);
    const next = page.locator('section', { has: page.locator('#next') });
    expect(await next.locator('pre').allTextContents()).toEqual([
      `POST /api/v0/invoice/bulk/delete\n\n${JSON.stringify({ invoiceIds: [dependent] }, null, 2)}`,
      `DELETE /api/v0/customer/${id}`,
    ]);
    await call('enkash', 'POST /api/v0/invoice/bulk/delete', { json: { invoiceIds: [dependent] } });
    await page.getByRole('button', { name: 'Ask again' }).click();
    await page.getByText('Nothing is in the way any more: it can be deleted now.').waitFor();
    expect(await rowsOf(page, 'What was in the way')).toEqual([
      ['invoice', dependent, '–', '–', 'in the way', '✓ cleared', '–'],
    ]);
  });
});

describe('other refusals', () => {
  it('of a protected customer, of one that has changed, and of one that is gone point at their clauses', async () => {
    const id = await newCustomer('enkash', 'Guarded Traders');
    const seen = `/operator/v1/enkash/${tenantOf.enkash}/customers/${id}`;
    const tag = (await call('operator', `GET ${seen}`)).headers.get('etag') as string;
    await call('operator', `PUT ${seen}/protection`, { json: { reason: 'hold' } });
    const changed = await remove('enkash', id, { 'if-match': tag });
    const isProtected = await remove('enkash', id);
    const page = await open(`#/refusals/${changed.traceId}`);
    const shown = (because: string) => `The delete of Guarded Traders was refused because ${because}.`;
    await expect
      .poll(() => verdict(page).textContent())
      .toBe(shown('the customer is no longer what the client had seen'));
    expect((await pointedAt(page)).map((clause) => clause.replace(/".*"/, '…'))).toEqual([
      'version = 1',
      'creation.requestId = …',
    ]);
    await page.goto(`${url}/#/refusals/${isProtected.traceId}`);
    await expect.poll(() => verdict(page).textContent()).toBe(shown('the customer is protected'));
    expect(await pointedAt(page)).toEqual(['attribute_not_exists(protection)']);
    await page.getByText('It is protected. Ask who protected it').waitFor();

    await call('operator', `DELETE ${seen}/protection`);
    await remove('enkash', id);
    const gone = await remove('enkash', id);
    await page.goto(`${url}/#/refusals/${gone.traceId}`);
    await expect
      .poll(() => verdict(page).textContent())
      .toBe(`DELETE /api/v0/customer/${id} was answered with 404`);
    await expect.poll(() => pointedAt(page)).toEqual(['attribute_not_exists(deletion)']);
    await page.getByText('which is deleted now').waitFor();
  });

  it('of a request that could not be read says that no condition refused it', async () => {
    const bad = await call('enkash', 'POST /api/v0/customer', { json: { legalName: '' } });
    const page = await open(`#/refusals/${bad.traceId}`);
    await page.getByText('No condition of a write refused it.').waitFor();
    expect(await verdict(page).textContent()).toBe('POST /api/v0/customer was answered with 400');
  });

  it('of many at once are listed, and each is explained', async () => {
    const ids = [await newCustomer('beel', 'Uno SL'), await newCustomer('beel', 'Dos SL')];
    for (const id of ids) await attach('beel', id, '');
    const bulk = customerPath('beel', `bulk?ids=${ids.join(',')}`);
    const { traceId } = await call('beel', `DELETE ${bulk}`);
    const page = await open(`#/refusals/${traceId}`);
    await page.getByRole('heading', { name: '2 deletes refused' }).waitFor();
    const rows = await rowsOf(page, '2 deletes refused, one by one');
    expect(rows.map(([, id]) => id).toSorted()).toEqual(ids.toSorted());
    for (const [id, name] of [
      [ids[0], 'Uno SL'],
      [ids[1], 'Dos SL'],
    ] as const) {
      await page.getByRole('link', { name: `Why was the delete of ${id} refused?`, exact: false }).click();
      await expect
        .poll(() => verdict(page).textContent())
        .toBe(`The delete of ${name} was refused because something refers to the customer.`);
      await expect.poll(() => pointedAt(page)).toEqual(['linkCount = 0']);
    }
  });
});

describe('a request that changed something', () => {
  it('shows what it changed', async () => {
    const id = await newCustomer('enkash', 'Changing Traders');
    const { traceId } = await call('enkash', `PATCH ${customerPath('enkash', id)}`, {
      json: { legalName: 'Changed Traders' },
    });
    const page = await open(`#/refusals/${traceId}`);
    await page.getByRole('heading', { level: 1, name: /What did it do|Why/ }).waitFor();
    // Histories follow a moment later.
    await expect
      .poll(async () => {
        await page.reload();
        await page.getByText('The request and its answer').waitFor();
        return page.getByRole('heading', { name: 'What it changed' }).count();
      })
      .toBe(1);
    expect(await page.getByRole('heading', { level: 1 }).textContent()).toBe('What did it do?');
    expect(await rowsOf(page, 'What it changed, one by one')).toEqual([
      ['customer', id, 'updated', 'legalName', id],
    ]);
  });
});

describe('the lists to pick from', () => {
  it('have refused writes, deletes first, and the refused deletes of all tenants', async () => {
    const { id, refused } = await refusedDelete('enkash', 'Listed Traders', 'LI-1');
    await call('enkash', 'POST /api/v0/customer', { json: {} });
    const page = await open('#/refusals');
    const recorded = page.getByRole('region', { name: 'Refused requests' });
    const first = recorded.getByRole('link').first();
    await expect.poll(() => first.getAttribute('href')).toBe(`#/refusals/${refused.traceId}`);
    const methods = (await rowsOf(page, 'Refused requests')).map(([request]) => request?.split(' ')[0]);
    expect(methods).toEqual(methods.toSorted((a, b) => Number(b === 'DELETE') - Number(a === 'DELETE')));
    expect(methods).toContain('POST');
    await expect
      .poll(async () => {
        await page.getByRole('button', { name: 'Look again' }).last().click();
        return page.getByRole('link', { name: `Why was the delete of ${id} refused?` }).count();
      })
      .toBe(1);
    await expectAccessible(page);
    await page.getByRole('link', { name: `Why was the delete of ${id} refused?` }).click();
    await expect.poll(() => verdict(page).textContent()).toContain('Listed Traders');
  });
});

describe('on a stage that is deployed', () => {
  it('the history is asked of every tenant, and the guard is shown as it is written down', async () => {
    const { refused } = await refusedDelete('amili', 'Distant Traders', 'DI-1');
    const page = await openAsDeployed({ open, url }, '#/refusals');
    await find(page, `  ${refused.traceId}\n`);
    await expect
      .poll(() => verdict(page).textContent())
      .toBe('The delete of Distant Traders was refused because something refers to the customer.');
    expect(await page.locator('.clauses code').allTextContents()).toEqual([
      'linkCount = 0',
      'attribute_not_exists(deletion)',
      'attribute_not_exists(protection)',
      'NOT contains(settled, <this request>)',
    ]);
    expect(await pointedAt(page)).toEqual(['linkCount = 0']);
    await page.getByText('cannot be cleared by any route of its vendor').waitFor();
    expect(await page.locator('.facts').textContent()).toContain('closed their shop');
    expect(await page.getByRole('heading', { name: 'The request and its answer' }).count()).toBe(0);
  });

  it('what nobody knows is said to be nowhere, and what that may mean', async () => {
    const page = await openAsDeployed({ open, url }, '#/refusals/0123456789abcdef0123456789abcdef');
    await page.getByRole('heading', { name: 'Nothing is known of this request' }).waitFor();
    expect(await page.locator('main').textContent()).toMatch(
      /The histories of \d+ tenants have no entry of it\./,
    );
    await expectAccessible(page);
    await page.goto(`${url}/#/refusals/nobody?vendor=beel&tenant=${encodeURIComponent(tenantOf.beel)}`);
    await page.getByRole('link', { name: 'Look in every tenant' }).click();
    await page.getByText(/The histories of \d+ tenants/).waitFor();

    const local = await open('#/refusals/nobody', { mayFail: true });
    await local.getByText('the requests that this service keeps since its start do not have it').waitFor();
  });
});

describe('errors', () => {
  it('an engine that is gone is told, and asked again when somebody wants it', async () => {
    const { refused } = await refusedDelete('enkash', 'Lost Traders', 'LO-1');
    const page = await open('#/refusals', { mayFail: true });
    await page.route('**/operator/v1/**', (route) => route.abort());
    await find(page, refused.traceId);
    await page.locator('.request-id').waitFor();
    await page.getByRole('alert').getByText('no answer came').waitFor();
    await page.unroute('**/operator/v1/**');
    await page.getByRole('button', { name: 'Try again' }).click();
    await expect.poll(() => verdict(page).textContent()).toContain('Lost Traders');
  });

  it('text without an id is told so, and goes nowhere', async () => {
    const page = await open('#/refusals');
    await find(page, 'it did not work!');
    expect(await page.getByRole('alert').textContent()).toBe('There is no request id in this text.');
    expect(page.url()).toBe(`${url}/#/refusals`);
  });

  it('markup, names that run to the left and long ones are text', async () => {
    const name = `<img src=x onerror=alert(1)> "><script>alert(2)</script> \u202eكبير ${'W'.repeat(120)}`;
    const { refused } = await refusedDelete('enkash', name, '<b>INV</b>');
    for (const colorScheme of ['light', 'dark'] as const) {
      const page = await open(`#/refusals/${refused.traceId}`, {
        ...{ viewport: { width: 360, height: 740 }, colorScheme },
      });
      page.on('dialog', (dialog) => expect.fail(dialog.message()));
      await page.locator('#next').waitFor();
      expect(await verdict(page).textContent()).toContain(name);
      expect((await rowsOf(page, 'What was in the way'))[0]?.[1]).toBe('<b>INV</b>');
      expect(await page.locator('main img, main script, main b').count()).toBe(0);
      await expectNoSideways(page);
      await expectAccessible(page);
      await page.getByRole('link', { name: 'All refusals' }).click();
      await page.locator('#refused-deletes').waitFor();
      await expectNoSideways(page);
    }
  });
});

describe('what is read without a browser', () => {
  const trace = '6b0202d93e796e205ca1d18140c98cf8';

  it.each([
    [` ${trace}\n`, trace],
    [`{"errorResponse":{"requestId":"${trace}","timestamp":"2026"}}`, trace],
    [`{"meta": {"request_id": "${trace}"}}`, trace],
    [`HTTP/1.1 422\r\nX-Request-Id: ${trace}\r\n\r\n{}`, trace],
    [`< x-request-id: ${trace}`, trace],
    [`http://localhost:3000/#/refusals/${trace}?vendor=amili`, trace],
    [`please look at ${trace}, thanks`, trace],
    ['JKJaXmPLvHcESHA=', 'JKJaXmPLvHcESHA='],
    ['it did not work!', undefined],
    ['', undefined],
  ])('the id in %j is %s', (pasted, id) => {
    expect(idIn(pasted)).toBe(id);
  });

  it('a condition is split where it is joined, and nowhere else', () => {
    const text =
      'linkCount = 0 AND (a = 1 AND b = 2) AND creation.requestId = "x AND y" AND NOT contains(s, ")")';
    expect(clausesOf(text)).toEqual([
      'linkCount = 0',
      '(a = 1 AND b = 2)',
      'creation.requestId = "x AND y"',
      'NOT contains(s, ")")',
    ]);
  });

  it('no more than some are asked at a time, and none once one has it', async () => {
    const asked: number[] = [];
    let [under, most] = [0, 0];
    const found = await firstOf([1, 2, 3, 4, 5, 6, 7, 8], 2, async (item) => {
      asked.push(item);
      most = Math.max(most, ++under);
      await new Promise((resolve) => setImmediate(resolve));
      under--;
      return item === 3 ? 'three' : undefined;
    });
    expect({ found, most, asked }).toEqual({ found: 'three', most: 2, asked: [1, 2, 3, 4] });
  });
});
