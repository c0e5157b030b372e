import * as z from 'zod/mini';
import { receivables } from '../../../shared/dynamodb/tables.ts';
import type { Documentation } from '../../../shared/http/documentation.ts';
import { lambda } from '../../../shared/http/lambda.ts';
import type { Operation } from '../../../shared/http/operation.ts';
import { readCustomer } from '../../../shared/receivables/customers/read.ts';
import { readDependent } from '../../../shared/receivables/dependents/read.ts';
import type { Customer } from '../customers/customer.ts';
import { type EnkashAccess, tenantOf } from '../dialect/caller.ts';
import { enkash } from '../dialect/dialect.ts';
import { responses } from '../dialect/envelope.ts';
import { noInvoice } from '../dialect/errors.ts';
import { companyId, invoiceId } from '../dialect/identifiers.ts';
import { type Invoice, invoiceRef, shown } from './invoice.ts';
import { answered } from './invoice-response.ts';

/** getInvoice: https://docs.enkash.com/api-18880681 */
export const operation = {
  name: 'enkash/invoices/get-invoice',
  route: 'GET /api/v0/invoice/{invoiceId}',
  access: 'token',
  grants: { receivables: ['GetItem'], tokenKey: 'verify' },
  path: z.object({ invoiceId: invoiceId() }),
  query: z.object({ sellerId: z.optional(companyId()) }),
} as const satisfies Operation<EnkashAccess>;

export const handler = lambda<typeof documentation>()(
  enkash,
  operation,
  async function getInvoice({ caller, path, query, origin, note }) {
    const table = receivables(origin);
    const tenant = note(tenantOf(caller, query.sellerId));
    const invoice = await readDependent<Invoice>(table, invoiceRef(tenant, path.invoiceId));
    note({ outcome: invoice ? 'found' : 'notFound' });
    if (!invoice) throw noInvoice(path.invoiceId);
    const billed = await readCustomer<Customer>(table, { ...tenant, id: invoice.fields.customerId });
    return { payload: shown(invoice, billed), message: 'Invoice found' };
  },
);

export const documentation = () =>
  ({
    operationId: 'getInvoice',
    summary: 'Get an invoice',
    source: 'documented',
    responses: responses(answered(), 400, 401, 403, 404, 500),
  }) satisfies Documentation;
