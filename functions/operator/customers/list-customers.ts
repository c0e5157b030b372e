import * as z from 'zod/mini';
import { receivables } from '../../../shared/dynamodb/tables.ts';
import type { Documentation } from '../../../shared/http/documentation.ts';
import { lambda } from '../../../shared/http/lambda.ts';
import { MANY_ROWS, type Operation, WHOLE_PROCESSOR } from '../../../shared/http/operation.ts';
import type { CustomerItem } from '../../../shared/receivables/items.ts';
import { customerKey } from '../../../shared/receivables/keys.ts';
import { listOnwards } from '../../../shared/receivables/lists/onwards.ts';
import { type OperatorAccess, tenantOf } from '../dialect/caller.ts';
import { operator } from '../dialect/dialect.ts';
import { responses } from '../dialect/envelope.ts';
import { tenantPath } from '../dialect/identifiers.ts';
import { cursorOf, listed, PAGES, pageAnswered } from '../dialect/paging.ts';
import { rowOf } from './customer.ts';
import { filters } from './customer-filters.ts';
import { listOf } from './customer-listing.ts';
import { answered } from './customer-row-response.ts';

/** The customers of a tenant of any vendor. Ours: no vendor has this. */
export const operation = {
  name: 'operator/customers/list-customers',
  route: 'GET /operator/v1/{vendor}/{tenant}/customers',
  access: 'read',
  grants: { receivables: ['BatchGetItem'], indexes: ['listed-by-tenant'], credentials: ['GetItem'] },
  path: tenantPath(),
  query: filters(),
  patience: MANY_ROWS,
  memory: WHOLE_PROCESSOR,
} as const satisfies Operation<OperatorAccess>;

export const handler = lambda<typeof documentation>()(
  operator,
  operation,
  async function listCustomers({ caller, path, query, origin, note }) {
    const { rules, ...tenant } = tenantOf(caller, path);
    note(tenant);
    const rowIn = (customer: CustomerItem) => rowOf({ ...tenant, vendor: path.vendor }, rules, customer);
    const request = { ...listOf(query, tenant, rules, origin.receivedAt), shown: rowIn };
    const result = note(await listOnwards<CustomerItem>(receivables(origin), tenant, request));
    const { items, next, total = null } = listed(result);
    const start = customerKey({ ...tenant, id: '' });
    const cursor = next ? cursorOf(next.value, next.pk.slice(start.length)) : null;
    return { body: { items: items.map(rowIn), next: cursor, total } };
  },
);

const page = () => z.extend(pageAnswered(answered()), { total: z.nullable(z.int()) });

export const documentation = () =>
  ({
    operationId: 'listCustomers',
    summary: 'List the customers of a tenant of any vendor',
    description:
      'Active and inactive ones, where `state` does not say otherwise; deleted ones only of vendors that keep what lists ' +
      `know of them. ${PAGES} All filters that are given must hold. What can be filtered and ordered by is what a vendor's ` +
      'rows have: EnKash `created` (the default order) and `name`, Amili `id` (the default order), `name` and `changed`, ' +
      'BeeL `name` (the default order) and `created`. `…_to` itself is not in. A filter or another order looks at all ' +
      'customers of these states for each page, at most 100,000; more are refused with 422.\n\n' +
      '`unused_since` shows those of the page to whom nothing refers, and whose fields and state have not changed since. ' +
      'Links are counted on the customers themselves, so that `limit` customers are looked at for each page: it may be ' +
      'short or empty although `next` goes on.\n\n' +
      '`total=true` counts the customers on all pages; `total` is null where it is not asked for, and it is not known ' +
      'together with `unused_since`. Counted is what the index has: of deleted customers those too that DynamoDB has yet ' +
      'to remove although their time is over, which no page shows.',
    source: 'ours',
    responses: responses('A page of customers', page(), {
      also: [422],
      example: {
        items: [
          {
            ...{ vendor: 'enkash', tenant: 'CEKFOWV7UQ', id: 'KCABCDEFGHIJKL01', name: 'Linked Traders' },
            ...{ state: 'active', is_protected: false, link_count: 2, version: 1 },
            created_at: '2026-11-21T12:00:00.000Z',
            updated_at: '2026-11-21T12:00:00.000Z',
          },
        ],
        next: 'WyIyMDI2LTExLTIxVDEyOjAwOjAwLjAwMFpcdEtDQUJDREVGR0hJSktMMDEiLCJLQ0FCQ0RFRkdISUpLTDAxIl0',
        total: 1204,
      },
    }),
  }) satisfies Documentation;
