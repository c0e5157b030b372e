import * as z from 'zod/mini';
import { receivables } from '../../../shared/dynamodb/tables.ts';
import type { Documentation } from '../../../shared/http/documentation.ts';
import { lambda } from '../../../shared/http/lambda.ts';
import { MANY_ROWS, type Operation, WHOLE_PROCESSOR } from '../../../shared/http/operation.ts';
import { stampOf } from '../../../shared/receivables/stamp.ts';
import { type AmiliAccess, tenantOf } from '../dialect/caller.ts';
import { amili } from '../dialect/dialect.ts';
import { responses } from '../dialect/envelope.ts';
import { clientNo } from '../dialect/identifiers.ts';
import { LIST, page, readComputedPage } from '../dialect/paging.ts';
import { filters } from './document-bundle-filters.ts';
import { listOf, questionOf } from './document-bundle-list.ts';
import { answered } from './document-bundles-response.ts';

/** GET a list of document bundles, of which the vendor shows the name only: https://docs.amili.dev/get-one-document-bundle-4205276e0?nav=5 */
export const operation = {
  name: 'amili/document-bundles/list-document-bundles',
  route: 'GET /clients/{clientno}/documentbundles',
  access: 'token',
  grants: {
    receivables: ['BatchGetItem', 'GetItem', 'PutItem'],
    indexes: ['listed-by-tenant'],
    tokenKey: 'verify',
  },
  path: z.object({ clientno: clientNo() }),
  query: filters(),
  patience: MANY_ROWS,
  memory: WHOLE_PROCESSOR,
} as const satisfies Operation<AmiliAccess>;

export const handler = lambda<typeof documentation>()(
  amili,
  operation,
  async function getDocumentBundles({ caller, path, query, origin, note }) {
    const table = receivables(origin);
    const tenant = note(tenantOf(caller, path.clientno));
    const asked = await questionOf(table, tenant, query);
    const { receivedAt } = origin;
    const list = listOf(table, path.clientno, tenant, receivedAt);
    const result = note(
      await readComputedPage(table, tenant, query, list, {
        ...{ receivedAt, asked, stamp: stampOf(origin, caller.subject) },
      }),
    );
    const { summary, items } = page(result, query, origin);
    return { summary, documentBundles: [...items] };
  },
);

export const documentation = () =>
  ({
    operationId: 'getDocumentBundles',
    summary: 'GET a list of document bundles',
    description:
      'Bundles in the order of their ids. What goes out together is one: the documents of a batch that are of one ' +
      'customer and `distribution.type`; a document created alone is a bundle of its own. `currencyAmounts` is there ' +
      `where the documents have one currency, and credit notes take away from it. \`expand=documents\` shows them. ${LIST}`,
    source: 'inferred',
    responses: responses({ description: 'A page of bundles', schema: answered() }, [400, 401, 403, 404, 500]),
  }) satisfies Documentation;
