import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { buildPages } from '../../infra/pages/build.ts';
import packageJson from '../../package.json' with { type: 'json' };
import { expectAccessible, expectNoSideways, useConsole } from './console.ts';

const { open, url } = await useConsole();

describe('the frame', () => {
  it('signs in by itself on a laptop, and leads to each page', async () => {
    const page = await open('');
    const links = page.getByRole('navigation', { name: 'Pages' }).getByRole('link');
    await links.first().waitFor();
    expect(await links.allTextContents()).toEqual([
      'Customers',
      'Refusals',
      'Live',
      'Charts',
      'Sandbox',
      'Reference',
    ]);
    await page.getByRole('link', { name: 'Live' }).click();
    await page.getByRole('heading', { level: 1, name: 'Live' }).waitFor();
    expect(await page.title()).toBe('Live · offboard');
    const current = page.getByRole('navigation', { name: 'Pages' }).locator('[aria-current]');
    expect(await current.allTextContents()).toEqual(['Live']);
    await expectAccessible(page);
    await page.getByText(`offboard ${packageJson.version}, stage local`).waitFor();
    expect(await page.getByRole('link', { name: 'Reference of the API' }).getAttribute('href')).toBe('/docs');
  });

  it('is used by keys: skips to the content, and tells of each page that somebody goes to', async () => {
    const page = await open('#/charts');
    await page.getByRole('heading', { level: 1, name: 'Charts' }).waitFor();
    const focused = () =>
      page.evaluate<string>('document.activeElement.id || document.activeElement.textContent');
    await page.keyboard.press('Tab');
    expect(await focused()).toBe('Skip to content');
    expect(await page.getByRole('button', { name: 'Skip to content' }).boundingBox()).toMatchObject({
      x: 7.5,
    });
    await page.keyboard.press('Enter');
    expect(await focused()).toBe('main');
    expect(new URL(page.url()).hash).toBe('#/charts');
    await page.getByRole('link', { name: 'Customers', exact: true }).press('Enter');
    await page.locator('main:focus').waitFor();
    expect(await page.title()).toBe('Customers · offboard');
  });

  it('stays where a page is not there, or does not come', async () => {
    const page = await open('#/nowhere/<b>?x=1', { mayFail: true });
    await page.getByRole('heading', { level: 1, name: 'There is no such page' }).waitFor();
    await page.getByText('#/nowhere/<b>').waitFor();
    await expectAccessible(page);
    await page.route('**/console/charts-page-*.js', (route) => route.abort());
    await page.getByRole('link', { name: 'Charts' }).click();
    await page.getByRole('heading', { level: 1, name: 'This page cannot be shown' }).waitFor();
    await expectAccessible(page);
    await page.unroute('**/console/charts-page-*.js');
    await page.getByRole('button', { name: 'Load it again' }).click();
    await page.getByRole('heading', { level: 1, name: 'Charts' }).waitFor();
    await page.route('**/console/config.json', (route) => route.abort());
    await page.reload();
    await page.getByRole('alert').getByText('no answer came').waitFor();
    await page.unroute('**/console/config.json');
    await page.getByRole('button', { name: 'Try again' }).click();
    await page.getByRole('heading', { level: 1, name: 'Charts' }).waitFor();
  });

  it.each(['light', 'dark'] as const)('can be read and used at 360 px, %s', async (colorScheme) => {
    const page = await open('#/live', { viewport: { width: 360, height: 700 }, colorScheme });
    await page.getByRole('heading', { level: 1 }).waitFor();
    await expectAccessible(page);
    await expectNoSideways(page);
  });

  it('is served with a policy that runs and loads nothing from elsewhere', async () => {
    const { headers } = await fetch(url);
    expect(headers.get('content-security-policy')).toBe(
      "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; " +
        "base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
    );
  });
});

describe('the size', () => {
  it('of all that the console can load is under 100 KB, compressed', async () => {
    const files = [...(await buildPages())].filter(([path]) => path === '/' || path.startsWith('/console/'));
    const sizes = files.map(([, { content }]) => gzipSync(content).length);
    expect(sizes.reduce((sum, size) => sum + size, 0)).toBeLessThan(100_000);
  });
});
