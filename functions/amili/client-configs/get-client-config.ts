import * as z from 'zod/mini';
import { receivables } from '../../../shared/dynamodb/tables.ts';
import type { Documentation } from '../../../shared/http/documentation.ts';
import { lambda } from '../../../shared/http/lambda.ts';
import type { Operation } from '../../../shared/http/operation.ts';
import { type AmiliAccess, tenantOf } from '../dialect/caller.ts';
import { amili } from '../dialect/dialect.ts';
import { responses } from '../dialect/envelope.ts';
import { refused } from '../dialect/errors.ts';
import { caseless, clientNo, ownNumber } from '../dialect/identifiers.ts';
import { readOwnBooks } from '../ledger/books.ts';
import { shown } from './client-config.ts';
import { answered } from './client-config-response.ts';
import { CONFIG_KEYS } from './config-keys.ts';

/** GET values for one client config key: https://docs.amili.dev/get-values-for-one-client-config-key-4205266e0 */
export const operation = {
  name: 'amili/client-configs/get-client-config',
  route: 'GET /clients/{clientno}/clientconfigs/{key}',
  access: 'token',
  grants: { receivables: ['BatchGetItem'], tokenKey: 'verify' },
  path: z.object({ clientno: clientNo(), key: ownNumber() }),
  query: z.object({ userid: z.optional(z.string()) }),
} as const satisfies Operation<AmiliAccess>;

export const handler = lambda<typeof documentation>()(
  amili,
  operation,
  async function getClientConfig({ caller, path, origin, note }) {
    const tenant = note(tenantOf(caller, path.clientno));
    const key = caseless(path.key);
    const isKnown = Object.hasOwn(CONFIG_KEYS, key);
    note({ outcome: isKnown ? 'found' : 'notFound' });
    if (!isKnown) throw refused(404, 'NOT_FOUND', `There is no config key ${path.key}`);
    return shown(await readOwnBooks(receivables(origin), tenant), key);
  },
);

export const documentation = () =>
  ({
    operationId: 'getClientConfig',
    summary: 'GET values for one client config key',
    source: 'inferred',
    responses: responses({ description: 'The setting', schema: answered() }, [400, 401, 403, 404, 500]),
  }) satisfies Documentation;
