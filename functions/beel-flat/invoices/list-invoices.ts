import { receivables } from '../../../shared/dynamodb/tables.ts';
import type { Documentation } from '../../../shared/http/documentation.ts';
import { lambda } from '../../../shared/http/lambda.ts';
import { MANY_ROWS, type Operation, WHOLE_PROCESSOR } from '../../../shared/http/operation.ts';
import type { DependentItem } from '../../../shared/receivables/items.ts';
import { list } from '../../../shared/receivables/lists/list.ts';
import { type BeelAccess, tenantOf } from '../../beel/dialect/caller.ts';
import { data } from '../../beel/dialect/envelope.ts';
import { LAG, listed, pagination } from '../../beel/dialect/paging.ts';
import type { Invoice } from '../../beel/invoices/invoice.ts';
import { flatFilters } from '../../beel/invoices/invoice-filters.ts';
import { answered } from '../../beel/invoices/invoice-list-response.ts';
import { listOf } from '../../beel/invoices/invoice-listing.ts';
import { beelFlat } from '../dialect/dialect.ts';
import { responses } from '../dialect/envelope.ts';
import { shown } from './invoice.ts';

/** listInvoices: https://docs.beel.es/invoices/listInvoices. What 1.9.0 says of this route holds. */
export const operation = {
  name: 'beel-flat/invoices/list-invoices',
  route: 'GET /api/v1/invoices',
  access: 'invoices:read',
  grants: { receivables: ['BatchGetItem'], indexes: ['listed-by-tenant'], credentials: ['GetItem'] },
  query: flatFilters(),
  patience: MANY_ROWS,
  memory: WHOLE_PROCESSOR,
} as const satisfies Operation<BeelAccess>;

export const handler = lambda<typeof documentation>()(
  beelFlat,
  operation,
  async function listInvoices({ caller, query, origin, note }) {
    const { external_ref = query.external_reference } = query;
    const { request, narrowed } = listOf({ ...query, external_ref }, origin.receivedAt);
    const result = note(await list<DependentItem<Invoice>>(receivables(origin), tenantOf(caller), request));
    const { items, total } = listed(result, narrowed);
    return { status: 200, data: { invoices: items.map(shown), pagination: pagination(query, total, 0) } };
  },
);

export const documentation = () =>
  ({
    operationId: 'listInvoices',
    summary: 'List invoices',
    description: `The invoices, newest first. \`metadata[key]=value\` asks for metadata, for up to 50 keys. ${LAG}`,
    deprecated: true,
    source: 'documented',
    responses: responses(data(200, 'A page of invoices', answered()), {
      400: ['BAD_REQUEST'],
      422: ['VALIDATION_ERROR'],
    }),
  }) satisfies Documentation;
