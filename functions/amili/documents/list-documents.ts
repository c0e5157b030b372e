import * as z from 'zod/mini';
import { receivables } from '../../../shared/dynamodb/tables.ts';
import type { Documentation } from '../../../shared/http/documentation.ts';
import { lambda } from '../../../shared/http/lambda.ts';
import { MANY_ROWS, type Operation, WHOLE_PROCESSOR } from '../../../shared/http/operation.ts';
import { readOwner } from '../../../shared/receivables/customers/read-owner.ts';
import type { DependentItem } from '../../../shared/receivables/items.ts';
import { stampOf } from '../../../shared/receivables/stamp.ts';
import { accountKey } from '../customers/customer.ts';
import { type AmiliAccess, tenantOf } from '../dialect/caller.ts';
import { amili } from '../dialect/dialect.ts';
import { responses } from '../dialect/envelope.ts';
import { type Asked, expandOf } from '../dialect/expand.ts';
import { clientNo } from '../dialect/identifiers.ts';
import { LIST, page, readPage } from '../dialect/paging.ts';
import type { Document } from './document.ts';
import { filters } from './document-filters.ts';
import { listOf } from './document-listing.ts';
import { DocumentRows } from './document-rows.ts';
import { answered } from './documents-response.ts';

/** GET a list of documents, of which the vendor shows the name only: https://docs.amili.dev/get-a-list-of-documents-4205278e0 */
export const operation = {
  name: 'amili/documents/list-documents',
  route: 'GET /clients/{clientno}/documents',
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
  async function getDocuments({ caller, path, query, origin, note }) {
    const table = receivables(origin);
    const tenant = note(tenantOf(caller, path.clientno));
    const rows = new DocumentRows(table, path.clientno, tenant, origin.receivedAt);
    const { accountno, expand = [] } = query;
    const owner =
      accountno === undefined ? undefined : await readOwner(table, tenant, accountKey(Number(accountno)));
    const list = {
      ...listOf(query, owner, (document: DependentItem<Document>) => rows.customerOf(document)),
      asked: { expand },
      beside: (documents: readonly DependentItem<Document>[], asked: Asked) =>
        rows.read(documents, expandOf(asked)),
      shown: (document: DependentItem<Document>, asked: Asked) => rows.shown(document, expandOf(asked)),
    };
    const { receivedAt } = origin;
    const stamp = stampOf(origin, caller.subject);
    const result = note(
      await readPage<DependentItem<Document>>(table, tenant, query, list, { receivedAt, stamp }),
    );
    const { summary, items, asked } = page(result, query, origin);
    return { summary, documents: items.map((document) => list.shown(document, asked)) };
  },
);

export const documentation = () =>
  ({
    operationId: 'getDocuments',
    summary: 'GET a list of documents',
    description:
      'Documents in the order of their dates, then of their numbers; those without a date come first. `expand=aritem,' +
      `customer,lines\` shows the AR item, the customer and the document lines of each. ${LIST}`,
    source: 'inferred',
    responses: responses(
      { description: 'A page of documents', schema: answered() },
      [400, 401, 403, 404, 500],
    ),
  }) satisfies Documentation;
