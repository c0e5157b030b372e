import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { buildPages } from '../../infra/pages/build.ts';
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
    await expectAccessible(page);
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
