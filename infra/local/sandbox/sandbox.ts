import type { IncomingMessage } from 'node:http';
import { documentClient } from '../../../shared/dynamodb/client.ts';
import type { HttpResponse } from '../../../shared/http/dialect.ts';
import type { LambdaHandler } from '../../../shared/http/lambda.ts';
import type { AroundRequests } from '../gateway.ts';
import { splitUrl } from '../http-event.ts';
import { localPages } from '../pages.ts';
import type { Seeds } from '../seeds.ts';
import { answerSandbox, type SandboxRoute } from './answer.ts';
import { clockRoutes } from './clock-routes.ts';
import { answerUnderFaults, faultRoutes } from './fault-routes.ts';
import { Faults } from './faults.ts';
import { recordAttempts } from './recorded-attempts.ts';
import { RecordedRequests } from './recorded-requests.ts';
import { recorded, telling } from './recorder.ts';
import { requestRoutes } from './request-routes.ts';
import { sessionRoutes } from './session.ts';
import { createSnapshots, type SnapshotsOf } from './snapshots/snapshots.ts';

/** What the local stack has beside the service. */
export interface Sandbox {
  readonly aroundRequests: AroundRequests;
  /** Settles when it changes nothing any more. */
  idle(): Promise<void>;
  /** To be put around each function's handler. */
  readonly aroundHandler: (name: string, handler: LambdaHandler) => LambdaHandler;
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
  const requests = new RecordedRequests();
  const faults = new Faults();
  const snapshots = createSnapshots(snapshotsOf);
  recordAttempts(documentClient);
  const routes: readonly SandboxRoute[] = [
    ...sessionRoutes(seeds),
    ...requestRoutes(requests, seeds),
    ...faultRoutes(faults),
    ...clockRoutes(snapshotsOf.dataDir, moved),
    ...snapshots.routes,
  ];
  const pageAt = async ({ method }: IncomingMessage, path: string): Promise<HttpResponse | undefined> =>
    method === 'GET' || method === 'HEAD' ? pages(path) : undefined;
  return {
    aroundHandler: telling,
    idle: snapshots.idle,
    async aroundRequests(request, response, answer) {
      const path = splitUrl(request.url ?? '/').pathname;
      if (path === '/sandbox' || path.startsWith('/sandbox/')) return answerSandbox(routes, request);
      const page = await pageAt(request, path);
      if (page) return page;
      return recorded(requests, request, response, (recording) =>
        answerUnderFaults(faults, { request, response, answer, recording }),
      );
    },
  };
}
