import { tenantOf } from '../../../functions/beel/dialect/caller.ts';
import { amiliAuthorization, enkashAuthorization } from '../../commands/credentials/make-credentials.ts';
import type { Seeds } from '../seeds.ts';
import type { SandboxRoute } from './answer.ts';
import type { Session } from './shapes.ts';

/** Signs pages in as the samples' tenants. */
export const sessionRoutes = (seeds: () => Promise<Seeds>): readonly SandboxRoute[] => [
  { route: 'GET /sandbox/session', answer: async () => newSession(await seeds()) },
];

/** With tokens that are fresh: a page may be open for long. */
async function newSession({ enkash, amili, beel, operator }: Seeds): Promise<Session> {
  const ofAmili = await amiliAuthorization(amili);
  return {
    operator: operator.authorization,
    clients: [
      { vendor: 'enkash', tenant: enkash.companyId, authorization: await enkashAuthorization(enkash) },
      ...amili.clientNos.map((clientNo) => ({
        ...{ vendor: 'amili', tenant: String(clientNo), authorization: ofAmili },
      })),
      { vendor: 'beel', tenant: tenantOf(beel).tenant, authorization: beel.authorization },
    ],
  };
}
