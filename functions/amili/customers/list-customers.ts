import * as z from 'zod/mini';
import { receivables } from '../../../shared/dynamodb/tables.ts';
import type { Documentation } from '../../../shared/http/documentation.ts';
import { lambda } from '../../../shared/http/lambda.ts';
import { MANY_ROWS, type Operation, WHOLE_PROCESSOR } from '../../../shared/http/operation.ts';
import type { CustomerItem } from '../../../shared/receivables/items.ts';
import { stampOf } from '../../../shared/receivables/stamp.ts';
import { type AmiliAccess, tenantOf } from '../dialect/caller.ts';
import { amili } from '../dialect/dialect.ts';
import { responses } from '../dialect/envelope.ts';
import { clientNo } from '../dialect/identifiers.ts';
import { LIST, page, readPage } from '../dialect/paging.ts';
import { type Customer, shown } from './customer.ts';
import { filters } from './customer-filters.ts';
import { listOf } from './customer-listing.ts';
import { answered } from './customers-response.ts';

/** GET a list of customers: https://docs.amili.dev/get-a-list-of-customers-3942679e0 */
export const operation = {
  name: 'amili/customers/list-customers',
  route: 'GET /clients/{clientno}/customers',
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
  async function getCustomers({ caller, path, query, origin, note }) {
    const tenant = note(tenantOf(caller, path.clientno));
    const list = {
      ...listOf(query),
      shown: (customer: CustomerItem<Customer>) => shown(path.clientno, customer),
    };
    const { receivedAt } = origin;
    const stamp = stampOf(origin, caller.subject);
    const result = note(
      await readPage<CustomerItem<Customer>>(receivables(origin), tenant, query, list, { receivedAt, stamp }),
    );
    const { summary, items } = page(result, query, origin);
    return { summary, customers: items.map(list.shown) };
  },
);

export const documentation = () =>
  ({
    operationId: 'getCustomers',
    summary: 'GET a list of customers',
    description:
      'Customers in the order of their numbers; deleted ones are never found. `name` finds those whose names begin with ' +
      `it, without regard to accents either. ${LIST}`,
    source: 'documented',
    responses: responses(
      { description: 'A page of customers', schema: answered() },
      [400, 401, 403, 404, 500],
    ),
  }) satisfies Documentation;
