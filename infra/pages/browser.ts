import { existsSync } from 'node:fs';
import chromium from '@sparticuz/chromium';
import { type Browser, type BrowserContextOptions, chromium as playwright } from 'playwright-core';

/** Where an installed Chrome is looked for on platforms for which the package has none. */
const INSTALLED = process.env.CHROME_PATH;

/**
 * Starts a real browser without a window: the Chromium of an npm package on Linux x64, the installed Chrome elsewhere, or
 * the one at CHROME_PATH. Its security is as users have it: the package's own arguments would switch parts of it off.
 */
export async function startBrowser(): Promise<Browser> {
  const isPackaged = process.platform === 'linux' && process.arch === 'x64' && INSTALLED === undefined;
  // Its sandbox needs rights that containers do not give, and it is shown nothing but our own pages.
  const args = ['--no-sandbox', '--disable-gpu', '--disable-dev-shm-usage', '--no-zygote'];
  if (isPackaged) return playwright.launch({ executablePath: await chromium.executablePath(), args });
  if (INSTALLED && existsSync(INSTALLED)) return playwright.launch({ executablePath: INSTALLED, args });
  return playwright.launch({ channel: 'chrome' });
}

/** How pages are looked at where a test does not say otherwise: times are those of Madrid. */
export const VIEW: BrowserContextOptions = {
  locale: 'en-GB',
  timezoneId: 'Europe/Madrid',
  viewport: { width: 1280, height: 900 },
};
