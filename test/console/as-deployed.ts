import type { Page } from 'playwright-core';
import type { Session } from '../../infra/local/sandbox/shapes.ts';
import type { PagesConfig } from '../../infra/pages/config.ts';
import type { Console, OpenOptions } from './console.ts';

const CONFIG: PagesConfig = { stage: 'prod', version: '1.0.0', sandbox: false };

interface DeployedOptions extends OpenOptions {
  /** A header value; without one that of the samples' operator. */
  readonly authorization?: string;
}

/** Opens a page as a stage that is deployed has it, without a sandbox, and signs in. */
export async function openAsDeployed(
  { open, url }: Pick<Console, 'open' | 'url'>,
  path: string,
  { authorization, ...options }: DeployedOptions = {},
): Promise<Page> {
  const key = authorization ?? (await sampleKey(url));
  const page = await open('docs-of-nothing', { ...options, mayFail: true });
  await page.route('**/console/config.json', (route) => route.fulfill({ json: CONFIG }));
  await page.route('**/sandbox/**', (route) => route.abort());
  await page.goto(`${url}/${path}`);
  await page.getByLabel('Key').fill(key.replace(/^Bearer /, ''));
  await page.getByRole('button', { name: 'Sign in' }).click();
  await page.getByRole('navigation', { name: 'Pages' }).waitFor();
  return page;
}

const sampleKey = async (url: string): Promise<string> =>
  ((await (await fetch(`${url}/sandbox/session`)).json()) as Session).operator;
