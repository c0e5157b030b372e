import type { IncomingMessage } from 'node:http';
import type { HttpResponse } from '../../../shared/http/dialect.ts';
import type { AroundRequests } from '../gateway.ts';
import { splitUrl } from '../http-event.ts';
import { localPages } from '../pages.ts';
import type { Seeds } from '../seeds.ts';
import { answerSandbox, type SandboxRoute } from './answer.ts';
import { clockRoutes } from './clock-routes.ts';
import { sessionRoutes } from './session.ts';
import { createSnapshots, type SnapshotsOf } from './snapshots/snapshots.ts';

/** What the local stack has beside the service. */
export interface Sandbox {
  readonly aroundRequests: AroundRequests;
  /** Settles when it changes nothing any more. */
  idle(): Promise<void>;
}

export interface SandboxOptions {
  /** Of the samples' tenants: made by requests, so they are there a little later than the gateway. */
  readonly seeds: () => Promise<Seeds>;
  /** Is told that the clock was moved. */
  readonly moved: () => Promise<void>;
  readonly snapshotsOf: SnapshotsOf;
}

/** The pages of the local stack, and the routes below `/sandbox` that they work with. Nothing of it is deployed. */
export function createSandbox({ seeds, moved, snapshotsOf }: SandboxOptions): Sandbox {
  const pages = localPages();
  const snapshots = createSnapshots(snapshotsOf);
  const routes: readonly SandboxRoute[] = [
    ...sessionRoutes(seeds),
    ...clockRoutes(snapshotsOf.dataDir, moved),
    ...snapshots.routes,
  ];
  const pageAt = async ({ method }: IncomingMessage, path: string): Promise<HttpResponse | undefined> =>
    method === 'GET' || method === 'HEAD' ? pages(path) : undefined;
  return {
    idle: snapshots.idle,
    async aroundRequests(request, _response, answer) {
      const path = splitUrl(request.url ?? '/').pathname;
      if (path === '/sandbox' || path.startsWith('/sandbox/')) return answerSandbox(routes, request);
      return (await pageAt(request, path)) ?? answer();
    },
  };
}
