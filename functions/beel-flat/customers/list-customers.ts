import { receivables } from '../../../shared/dynamodb/tables.ts';
import type { Documentation } from '../../../shared/http/documentation.ts';
import { lambda } from '../../../shared/http/lambda.ts';
import { MANY_ROWS, type Operation, WHOLE_PROCESSOR } from '../../../shared/http/operation.ts';
import type { CustomerItem } from '../../../shared/receivables/items.ts';
import { list } from '../../../shared/receivables/lists/list.ts';
import type { Customer } from '../../beel/customers/customer.ts';
import { filters } from '../../beel/customers/customer-filters.ts';
import { listOf } from '../../beel/customers/customer-listing.ts';
import { type BeelAccess, tenantOf } from '../../beel/dialect/caller.ts';
import { data } from '../../beel/dialect/envelope.ts';
import { LAG, listed, pagination } from '../../beel/dialect/paging.ts';
import { beelFlat } from '../dialect/dialect.ts';
import { responses } from '../dialect/envelope.ts';
import { shown } from './customer.ts';
import { answered } from './customer-list-response.ts';

/**
 * listCustomers: https://docs.beel.es/customers/listCustomers. OpenAPI 1.0.1 says of parameters only what they are: what
 * 1.9.0 says of this route holds, also that inactive customers must be asked for and that no other parameter is taken.
 */
export const operation = {
  name: 'beel-flat/customers/list-customers',
  route: 'GET /api/v1/customers',
  access: 'customers:read',
  grants: { receivables: ['BatchGetItem'], indexes: ['listed-by-tenant'], credentials: ['GetItem'] },
  query: filters(),
  patience: MANY_ROWS,
  memory: WHOLE_PROCESSOR,
} as const satisfies Operation<BeelAccess>;

export const handler = lambda<typeof documentation>()(
  beelFlat,
  operation,
  async function listCustomers({ caller, query, origin, note }) {
    const { request, narrowed } = listOf(query);
    const result = note(await list<CustomerItem<Customer>>(receivables(origin), tenantOf(caller), request));
    const { items, total } = listed(result, narrowed);
    return { status: 200, data: { customers: items.map(shown), pagination: pagination(query, total, 0) } };
  },
);

export const documentation = () =>
  ({
    operationId: 'listCustomers',
    summary: 'List customers',
    description: `The active customers, or those that are not. ${LAG}`,
    deprecated: true,
    source: 'documented',
    responses: responses(data(200, 'A page of customers', answered()), {
      400: ['BAD_REQUEST'],
      422: ['VALIDATION_ERROR'],
    }),
  }) satisfies Documentation;
