import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { afterAll, afterEach, expect } from 'vitest';
import type { Service } from '../../infra/commands/start/serve.ts';
import { startBrowser, VIEW } from '../../infra/pages/browser.ts';
import { newDirectory } from '../support/directories.ts';
import { startOwnService } from '../support/own-service.ts';

/** The service of a test file with its pages and sandbox, as `npm start` serves it, and a browser. */
export interface Console {
  readonly url: string;
  readonly service: Service;
  /**
   * Opens a page of the console: `#/customers`. It is closed behind the test, which fails where the page has logged an
   * error or met its own security policy.
   */
  open(path: string, options?: OpenOptions): Promise<Page>;
}

export interface OpenOptions extends BrowserContextOptions {
  /** Whether errors that the page logs are what the test is about. */
  readonly mayFail?: boolean;
}

/** Starts it for this test file. To be called before the first request to DynamoDB. */
export async function useConsole(): Promise<Console> {
  const { service, close } = await startOwnService(newDirectory());
  const { url } = service;
  const browser: Browser = await startBrowser();
  const opened: { page: Page; problems: string[] }[] = [];
  afterEach(async () => {
    for (const { page, problems } of opened.splice(0)) {
      await page.context().close();
      expect(problems).toEqual([]);
    }
  });
  afterAll(async () => {
    await browser.close();
    await close();
  });
  return {
    ...{ url, service },
    async open(path, { mayFail = false, ...options } = {}) {
      const context = await browser.newContext({ ...VIEW, ...options });
      const page = await context.newPage();
      page.setDefaultTimeout(15_000);
      const problems: string[] = [];
      if (!mayFail) {
        page.on('pageerror', ({ message }) => problems.push(message));
        page.on('console', (message) => message.type() === 'error' && problems.push(message.text()));
      }
      opened.push({ page, problems });
      await page.goto(`${url}/${path}`);
      return page;
    },
  };
}

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** What axe-core finds wrong with a page as it is now: nothing. https://github.com/dequelabs/axe-core */
export async function expectAccessible(page: Page): Promise<void> {
  // It stays in the page until this is loaded again.
  if (!(await page.evaluate<boolean>('"axe" in window'))) await page.evaluate(axe);
  const found = await page.evaluate<Violation[]>(
    // Of what is right, it need not gather each place.
    `axe.run({ resultTypes: ['violations'] }).then(({ violations }) => violations)`,
  );
  const told = found.map(
    ({ id, help, nodes }) => `${id}: ${help}: ${nodes.map(({ html }) => html).join(' ')}`,
  );
  expect(told).toEqual([]);
}

interface Violation {
  readonly id: string;
  readonly help: string;
  readonly nodes: readonly { readonly html: string }[];
}

/** That nothing of the page is cut off at the side: what is wide scrolls in a box of its own. */
export async function expectNoSideways(page: Page): Promise<void> {
  const [needed, given] = await page.evaluate<number[]>(
    '[document.documentElement.scrollWidth, document.documentElement.clientWidth]',
  );
  expect(needed).toBeLessThanOrEqual(given as number);
}
