import * as z from 'zod/mini';
import { receivables } from '../../../shared/dynamodb/tables.ts';
import type { Documentation } from '../../../shared/http/documentation.ts';
import { lambda } from '../../../shared/http/lambda.ts';
import { MANY_ROWS, type Operation, WHOLE_PROCESSOR } from '../../../shared/http/operation.ts';
import type { CustomerItem } from '../../../shared/receivables/items.ts';
import { list } from '../../../shared/receivables/lists/list.ts';
import { type EnkashAccess, tenantOf } from '../dialect/caller.ts';
import { enkash } from '../dialect/dialect.ts';
import { responses } from '../dialect/envelope.ts';
import { companyId } from '../dialect/identifiers.ts';
import { listed, page, pageAnswered, SEARCH } from '../dialect/paging.ts';
import { type Customer, shown } from './customer.ts';
import { customerPaging, filters } from './customer-filters.ts';
import { listOf, NARROWING } from './customer-listing.ts';
import { answered } from './customer-response.ts';

/** searchCustomer: https://docs.enkash.com/api-8990300 */
export const operation = {
  name: 'enkash/customers/search-customers',
  route: 'POST /api/v0/customer/search',
  access: 'token',
  grants: { receivables: ['BatchGetItem'], indexes: ['listed-by-tenant'], tokenKey: 'verify' },
  query: z.object({ ...customerPaging(), parentCompanyId: z.optional(companyId()) }),
  body: filters(),
  patience: MANY_ROWS,
  memory: WHOLE_PROCESSOR,
} as const satisfies Operation<EnkashAccess>;

/** Deleted customers are never found: our choice. */
export const handler = lambda<typeof documentation>()(
  enkash,
  operation,
  async function searchCustomers({ caller, query, body, origin, note }) {
    const tenant = note(tenantOf(caller, query.parentCompanyId));
    const request = { ...listOf(body, query), shown };
    const result = note(await list<CustomerItem<Customer>>(receivables(origin), tenant, request));
    const { items, total } = listed(result, NARROWING);
    return { payload: page(items.map(shown), total, query), message: `${total} customer(s) found` };
  },
);

export const documentation = () =>
  ({
    operationId: 'searchCustomer',
    summary: 'Search customers',
    description: `Active and inactive customers; deleted ones are never found. ${SEARCH}`,
    source: 'documented',
    responses: responses(pageAnswered(answered()), 400, 401, 403, 422, 500),
  }) satisfies Documentation;
