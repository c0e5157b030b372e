import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { gzipSync } from 'node:zlib';
import type { Browser } from 'playwright-core';
import { SCOPES } from '../../../functions/operator/dialect/api-keys.ts';
import { makeOperatorCredential } from '../../../infra/commands/credentials/make-credentials.ts';
import { seed } from '../../../infra/commands/seed/seed.ts';
import { tenantNamed } from '../../../infra/commands/seed/tenants.ts';
import type { AroundRequests } from '../../../infra/local/gateway.ts';
import { localPages } from '../../../infra/local/pages.ts';
import { answerSandbox } from '../../../infra/local/sandbox/answer.ts';
import { sessionRoutes } from '../../../infra/local/sandbox/session.ts';
import { makeSeeds } from '../../../infra/local/seeds.ts';
import { createServiceGateway } from '../../../infra/local/service-gateway.ts';
import { startBrowser, VIEW } from '../../../infra/pages/browser.ts';
import { buildPages } from '../../../infra/pages/build.ts';
import { receivables } from '../../../shared/dynamodb/tables.ts';
import { alternate } from '../statistics.ts';

export interface MeasuredPages {
  /** Bytes, compressed by gzip. */
  readonly bytes: {
    /** What the list of customers loads. */
    readonly first: number;
    readonly console: number;
    readonly reference: number;
  };
  /** Of a tenant with so many customers. */
  readonly usable: readonly UsableAfter[];
}

export interface UsableAfter {
  readonly customers: number;
  /** Milliseconds from the navigation to the first customer, and to the heading of an empty page of the same server. */
  readonly rounds: ReadonlyMap<string, readonly number[]>;
}

const TENANT = 'enkash#CEKFOWV7UQ';

const EMPTY = '/empty';

/** Measures the console in a real browser, each time with nothing kept of the time before. */
export async function measurePages(sizes: readonly number[], rounds: number): Promise<MeasuredPages> {
  const { samples } = await tenantNamed(TENANT).resolve(() => Promise.reject(new Error('it is named')));
  const { url, close } = await startServer();
  const browser = await startBrowser();
  try {
    const usable: UsableAfter[] = [];
    let stored = 0;
    let paths: ReadonlySet<string> = new Set();
    for (const customers of sizes) {
      await seed(receivables(), samples, { customers: customers - stored, links: 0.1 });
      stored = customers;
      // The first one builds the pages.
      paths = await loaded(browser, `${url}/#/customers`, 'main tbody tr');
      const tasks = new Map([
        ['console', () => timeTo(browser, `${url}/#/customers`, 'main tbody tr')],
        ['empty', () => timeTo(browser, `${url}${EMPTY}`, 'h1')],
      ]);
      usable.push({ customers, rounds: await alternate(rounds, tasks) });
    }
    return { bytes: await bytesOf(paths), usable };
  } finally {
    await browser.close();
    close();
  }
}

/** The service with its pages, and an empty one. */
async function startServer() {
  // A key for one tenant: other measures have made many.
  const grant = { name: 'bench', scopes: SCOPES, tenants: [TENANT.replace('#', ':')] };
  const seeds = await makeSeeds({ operator: await makeOperatorCredential(grant) });
  const session = sessionRoutes(async () => seeds);
  const pages = localPages();
  // Of the sandbox no more than signs in: all of it would record the requests of the other measures, too.
  const aroundRequests: AroundRequests = async (request, _response, answer) => {
    const path = request.url ?? '/';
    if (path === EMPTY) return EMPTY_PAGE;
    if (path === '/sandbox/session') return answerSandbox(session, request);
    return (await pages(path)) ?? answer();
  };
  const gateway = createServiceGateway(undefined, { aroundRequests }).listen(0, '127.0.0.1');
  await once(gateway, 'listening');
  const close = () => {
    gateway.close();
    gateway.closeAllConnections();
  };
  return { url: `http://localhost:${(gateway.address() as AddressInfo).port}`, close };
}

const EMPTY_PAGE = {
  statusCode: 200,
  headers: { 'content-type': 'text/html; charset=utf-8' },
  body: '<!doctype html><title>empty</title><link rel="icon" href="data:,"><h1>Empty</h1>',
};

async function timeTo(browser: Browser, address: string, what: string): Promise<number> {
  const context = await browser.newContext(VIEW);
  try {
    const page = await context.newPage();
    const since = performance.now();
    await page.goto(address, { waitUntil: 'commit' });
    // Looked for at every frame: a locator looks for it after 270 ms, and then after 770.
    await page.evaluate(`new Promise((found) => {
      const look = () => (document.querySelector(${JSON.stringify(what)}) ? found() : requestAnimationFrame(look));
      look();
    })`);
    return performance.now() - since;
  } finally {
    await context.close();
  }
}

/** The paths of our own files that a page has loaded by the time it is usable. */
async function loaded(browser: Browser, address: string, what: string): Promise<ReadonlySet<string>> {
  const context = await browser.newContext(VIEW);
  try {
    const page = await context.newPage();
    const paths = new Set<string>();
    page.on('response', (response) => paths.add(new URL(response.url()).pathname));
    await page.goto(address);
    await page.locator(what).first().waitFor();
    return paths;
  } finally {
    await context.close();
  }
}

async function bytesOf(first: ReadonlySet<string>): Promise<MeasuredPages['bytes']> {
  const files = [...(await buildPages())].map(([path, { content }]) => ({
    path,
    bytes: gzipSync(content).length,
  }));
  const sumOf = (isMeant: (path: string) => boolean) =>
    files.filter(({ path }) => isMeant(path)).reduce((sum, { bytes }) => sum + bytes, 0);
  return {
    first: sumOf((path) => first.has(path)),
    console: sumOf((path) => path === '/' || path.startsWith('/console/')),
    reference: sumOf((path) => path.startsWith('/docs')),
  };
}
