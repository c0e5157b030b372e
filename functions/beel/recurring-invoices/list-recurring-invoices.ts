import * as z from 'zod/mini';
import { receivables } from '../../../shared/dynamodb/tables.ts';
import { uuid } from '../../../shared/fields/identifiers.ts';
import type { Documentation } from '../../../shared/http/documentation.ts';
import { lambda } from '../../../shared/http/lambda.ts';
import { MANY_ROWS, type Operation, WHOLE_PROCESSOR } from '../../../shared/http/operation.ts';
import type { DependentItem } from '../../../shared/receivables/items.ts';
import { list } from '../../../shared/receivables/lists/list.ts';
import { type BeelAccess, tenantOf } from '../dialect/caller.ts';
import { beel } from '../dialect/dialect.ts';
import { data, responses } from '../dialect/envelope.ts';
import { LAG, listed, pagination } from '../dialect/paging.ts';
import { dateInSpain } from '../invoices/dates.ts';
import { type RecurringInvoice, shown } from './recurring-invoice.ts';
import { filters } from './recurring-invoice-filters.ts';
import { answered } from './recurring-invoice-list-response.ts';
import { listOf } from './recurring-invoice-listing.ts';

/** listCompanyRecurringInvoices, by OpenAPI 1.9.0: https://docs.beel.es */
export const operation = {
  name: 'beel/recurring-invoices/list-recurring-invoices',
  route: 'GET /api/v1/companies/{company_id}/recurring-invoices',
  access: 'invoices:read',
  grants: { receivables: ['BatchGetItem'], indexes: ['listed-by-tenant'], credentials: ['GetItem'] },
  path: z.object({ company_id: uuid() }),
  query: filters(),
  patience: MANY_ROWS,
  memory: WHOLE_PROCESSOR,
} as const satisfies Operation<BeelAccess>;

export const handler = lambda<typeof documentation>()(
  beel,
  operation,
  async function listCompanyRecurringInvoices({ caller, path, query, origin, note }) {
    const tenant = tenantOf(caller, path.company_id);
    const today = dateInSpain(origin.receivedAt);
    const { request, narrowed } = listOf(query, today);
    const result = note(await list<DependentItem<RecurringInvoice>>(receivables(origin), tenant, request));
    const { items, total } = listed(result, narrowed);
    const recurring_invoices = items.map((item) => shown(item, today));
    return { status: 200, data: { recurring_invoices, pagination: pagination(query, total, 1) } };
  },
);

export const documentation = () =>
  ({
    operationId: 'listCompanyRecurringInvoices',
    summary: 'List recurring invoices',
    description: `One whose last day has passed is listed as completed. ${LAG}`,
    source: 'documented',
    responses: responses(data(200, 'A page of recurring invoices', answered()), {
      400: ['VALIDATION_ERROR'],
      403: ['ACTIVE_COMPANY_NOT_ACCESSIBLE'],
      422: ['VALIDATION_ERROR'],
    }),
  }) satisfies Documentation;
