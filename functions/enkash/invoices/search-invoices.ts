import * as z from 'zod/mini';
import { receivables } from '../../../shared/dynamodb/tables.ts';
import type { Documentation } from '../../../shared/http/documentation.ts';
import { lambda } from '../../../shared/http/lambda.ts';
import { MANY_ROWS, type Operation, WHOLE_PROCESSOR } from '../../../shared/http/operation.ts';
import type { DependentItem } from '../../../shared/receivables/items.ts';
import { list } from '../../../shared/receivables/lists/list.ts';
import { listedIds } from '../../../shared/receivables/lists/listed-ids.ts';
import { type EnkashAccess, tenantOf } from '../dialect/caller.ts';
import { enkash } from '../dialect/dialect.ts';
import { responses } from '../dialect/envelope.ts';
import { companyId } from '../dialect/identifiers.ts';
import { listed, page, pageAnswered, SEARCH } from '../dialect/paging.ts';
import { given } from '../dialect/search-fields.ts';
import { type Invoice, shownFor } from './invoice.ts';
import { customersOf, customersWanted, NARROWING as NARROWING_CUSTOMERS } from './invoice-customers.ts';
import { filters, invoicePaging } from './invoice-filters.ts';
import { listOf, NARROWING } from './invoice-listing.ts';
import { answered } from './invoice-response.ts';

/** searchCollectionInvoices: https://docs.enkash.com/api-18880680 */
export const operation = {
  name: 'enkash/invoices/search-invoices',
  route: 'POST /api/v0/invoice/search',
  access: 'token',
  grants: { receivables: ['BatchGetItem'], indexes: ['listed-by-tenant'], tokenKey: 'verify' },
  query: z.object({ ...invoicePaging(), sellerId: z.optional(companyId()) }),
  body: filters(),
  patience: MANY_ROWS,
  memory: WHOLE_PROCESSOR,
} as const satisfies Operation<EnkashAccess>;

export const handler = lambda<typeof documentation>()(
  enkash,
  operation,
  async function searchInvoices({ caller, query, body, origin, note }) {
    const table = receivables(origin);
    const tenant = note(tenantOf(caller, query.sellerId));
    const wanted = customersWanted(body);
    // The customers of invoices that are named are few: they are asked as they are, and no row of others.
    const joined =
      wanted && !given(body.invoiceIds)
        ? listed(note(await listedIds(table, tenant, wanted.request)), NARROWING_CUSTOMERS)
        : undefined;
    const { confirm, ...request } = listOf(body, query, joined?.ids);
    const customers = customersOf(table, tenant);
    const shown = (invoice: DependentItem<Invoice>) => shownFor(customers.of(invoice).shown, invoice);
    const result = note(
      await list<DependentItem<Invoice>>(table, tenant, {
        ...{ ...request, shown, looked: joined?.looked },
        async confirm(invoices) {
          await customers.read(invoices);
          return confirm(invoices).filter((invoice) => !wanted || wanted.has(customers.of(invoice)));
        },
      }),
    );
    const { items, total } = listed(result, NARROWING);
    return { payload: page(items.map(shown), total, query), message: `${total} invoice(s) found` };
  },
);

export const documentation = () =>
  ({
    operationId: 'searchCollectionInvoices',
    summary: 'Search invoices',
    description:
      'Invoices that are not deleted; `customerDeleted: true` finds the deleted invoices of deleted customers in their ' +
      `place. Each shows its customer as that is now. ${SEARCH}`,
    source: 'documented',
    responses: responses(pageAnswered(answered()), 400, 401, 403, 422, 500),
  }) satisfies Documentation;
