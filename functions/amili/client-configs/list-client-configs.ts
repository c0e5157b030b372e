import * as z from 'zod/mini';
import { receivables } from '../../../shared/dynamodb/tables.ts';
import type { Documentation } from '../../../shared/http/documentation.ts';
import { lambda } from '../../../shared/http/lambda.ts';
import type { Operation } from '../../../shared/http/operation.ts';
import { stampOf } from '../../../shared/receivables/stamp.ts';
import { type AmiliAccess, tenantOf } from '../dialect/caller.ts';
import { amili } from '../dialect/dialect.ts';
import { responses } from '../dialect/envelope.ts';
import { caseless, clientNo } from '../dialect/identifiers.ts';
import { LIST, listQuery, page, readComputedPage } from '../dialect/paging.ts';
import { word } from '../dialect/search-fields.ts';
import { readOwnBooks } from '../ledger/books.ts';
import { shown } from './client-config.ts';
import { answered } from './client-configs-response.ts';
import { CONFIG_KEYS } from './config-keys.ts';

/** GET a list of client config values, of which the vendor shows the name only: https://docs.amili.dev/get-values-for-one-client-config-key-4205266e0 */
export const operation = {
  name: 'amili/client-configs/list-client-configs',
  route: 'GET /clients/{clientno}/clientconfigs',
  access: 'token',
  grants: { receivables: ['BatchGetItem', 'GetItem', 'PutItem'], tokenKey: 'verify' },
  path: z.object({ clientno: clientNo() }),
  query: listQuery({ configkey: word() }),
} as const satisfies Operation<AmiliAccess>;

export const handler = lambda<typeof documentation>()(
  amili,
  operation,
  async function getClientConfigs({ caller, path, query, origin, note }) {
    const table = receivables(origin);
    const tenant = note(tenantOf(caller, path.clientno));
    const own = await readOwnBooks(table, tenant);
    const list = {
      kind: 'CLIENT_CONFIG_KEY',
      rows: ({ configkey }: { readonly configkey?: unknown }) => ({
        outcome: 'computed' as const,
        rows: new Map(
          Object.keys(CONFIG_KEYS)
            .filter((key) => configkey === undefined || key === configkey)
            .map((key) => [key, key]),
        ),
      }),
      shown: (keys: readonly string[]) => keys.map((key) => shown(own, key)),
    };
    const { receivedAt } = origin;
    const asked = { configkey: query.configkey && caseless(query.configkey) };
    const stamp = stampOf(origin, caller.subject);
    const result = note(await readComputedPage(table, tenant, query, list, { receivedAt, asked, stamp }));
    const { summary, items } = page(result, query, origin);
    return { summary, clientConfigs: [...items] };
  },
);

export const documentation = () =>
  ({
    operationId: 'getClientConfigs',
    summary: 'GET a list of client config values',
    description:
      `What is set for the client, in the order of the keys: ${Object.keys(CONFIG_KEYS).join(', ')}. A key that is not ` +
      `set for the client has its default. The service’s operator sets them. ${LIST}`,
    source: 'inferred',
    responses: responses(
      { description: 'A page of settings', schema: answered() },
      [400, 401, 403, 404, 500],
    ),
  }) satisfies Documentation;
