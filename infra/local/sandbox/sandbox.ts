import type { IncomingMessage } from 'node:http';
import type { HttpResponse } from '../../../shared/http/dialect.ts';
import type { AroundRequests } from '../gateway.ts';
import { splitUrl } from '../http-event.ts';
import { localPages } from '../pages.ts';
import type { Seeds } from '../seeds.ts';
import { answerSandbox, type SandboxRoute } from './answer.ts';
import { referenceRoutes } from './reference.ts';
import { sessionRoutes } from './session.ts';

/** What the local stack has beside the service. */
export interface Sandbox {
  readonly aroundRequests: AroundRequests;
}

export interface SandboxOptions {
  /** Of the samples' tenants: made by requests, so they are there a little later than the gateway. */
  readonly seeds: () => Promise<Seeds>;
}

/** The pages of the local stack, and the routes below `/sandbox` that they work with. Nothing of it is deployed. */
export function createSandbox({ seeds }: SandboxOptions): Sandbox {
  const pages = localPages();
  const routes: readonly SandboxRoute[] = [...sessionRoutes(seeds), ...referenceRoutes(seeds)];
  const pageAt = async ({ method }: IncomingMessage, path: string): Promise<HttpResponse | undefined> =>
    method === 'GET' || method === 'HEAD' ? pages(path) : undefined;
  return {
    async aroundRequests(request, _response, answer) {
      const path = splitUrl(request.url ?? '/').pathname;
      if (path === '/sandbox' || path.startsWith('/sandbox/')) return answerSandbox(routes, request);
      return (await pageAt(request, path)) ?? answer();
    },
  };
}
