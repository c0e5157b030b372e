import * as z from 'zod/mini';
import { receivables } from '../../../shared/dynamodb/tables.ts';
import { uuid } from '../../../shared/fields/identifiers.ts';
import type { Documentation } from '../../../shared/http/documentation.ts';
import { lambda } from '../../../shared/http/lambda.ts';
import { MANY_ROWS, type Operation, WHOLE_PROCESSOR } from '../../../shared/http/operation.ts';
import type { CustomerItem } from '../../../shared/receivables/items.ts';
import { list } from '../../../shared/receivables/lists/list.ts';
import { type BeelAccess, tenantOf } from '../dialect/caller.ts';
import { beel } from '../dialect/dialect.ts';
import { data, responses } from '../dialect/envelope.ts';
import { LAG, listed, pagination } from '../dialect/paging.ts';
import { type Customer, shown } from './customer.ts';
import { filters } from './customer-filters.ts';
import { answered } from './customer-list-response.ts';
import { listOf } from './customer-listing.ts';

/** listCompanyCustomers, by OpenAPI 1.9.0: https://docs.beel.es */
export const operation = {
  name: 'beel/customers/list-customers',
  route: 'GET /api/v1/companies/{company_id}/customers',
  access: 'customers:read',
  grants: { receivables: ['BatchGetItem'], indexes: ['listed-by-tenant'], credentials: ['GetItem'] },
  path: z.object({ company_id: uuid() }),
  query: filters(),
  patience: MANY_ROWS,
  memory: WHOLE_PROCESSOR,
} as const satisfies Operation<BeelAccess>;

export const handler = lambda<typeof documentation>()(
  beel,
  operation,
  async function listCompanyCustomers({ caller, path, query, origin, note }) {
    const tenant = tenantOf(caller, path.company_id);
    const { request, narrowed } = listOf(query);
    const result = note(await list<CustomerItem<Customer>>(receivables(origin), tenant, request));
    const { items, total } = listed(result, narrowed);
    return { status: 200, data: { customers: items.map(shown), pagination: pagination(query, total, 1) } };
  },
);

export const documentation = () =>
  ({
    operationId: 'listCompanyCustomers',
    summary: 'List customers',
    description: `The active customers of a company, or those that are not. ${LAG}`,
    source: 'documented',
    responses: responses(data(200, 'A page of customers', answered()), {
      400: ['VALIDATION_ERROR'],
      403: ['ACTIVE_COMPANY_NOT_ACCESSIBLE'],
      422: ['VALIDATION_ERROR'],
    }),
  }) satisfies Documentation;
