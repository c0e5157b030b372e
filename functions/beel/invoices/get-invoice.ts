import * as z from 'zod/mini';
import { receivables } from '../../../shared/dynamodb/tables.ts';
import { uuid } from '../../../shared/fields/identifiers.ts';
import type { Documentation } from '../../../shared/http/documentation.ts';
import { lambda } from '../../../shared/http/lambda.ts';
import type { Operation } from '../../../shared/http/operation.ts';
import { readDependent } from '../../../shared/receivables/dependents/read.ts';
import { type BeelAccess, tenantOf } from '../dialect/caller.ts';
import { beel } from '../dialect/dialect.ts';
import { data, responses } from '../dialect/envelope.ts';
import { type Invoice, invoiceRef, notFound, shown } from './invoice.ts';
import { answered } from './invoice-response.ts';

/** getCompanyInvoice, by OpenAPI 1.9.0: https://docs.beel.es */
export const operation = {
  name: 'beel/invoices/get-invoice',
  route: 'GET /api/v1/companies/{company_id}/invoices/{invoice_id}',
  access: 'invoices:read',
  grants: { receivables: ['GetItem'], credentials: ['GetItem'] },
  path: z.object({ company_id: uuid(), invoice_id: uuid() }),
  query: z.strictObject({}),
} as const satisfies Operation<BeelAccess>;

export const handler = lambda<typeof documentation>()(
  beel,
  operation,
  async function getCompanyInvoice({ caller, path, origin, note }) {
    const ref = invoiceRef(tenantOf(caller, path.company_id), path.invoice_id);
    const invoice = await readDependent<Invoice>(receivables(origin), ref);
    note({ outcome: invoice ? 'found' : 'notFound' });
    if (!invoice) throw notFound();
    return { status: 200, data: shown(invoice) };
  },
);

export const documentation = () =>
  ({
    operationId: 'getCompanyInvoice',
    summary: 'Get invoice by ID',
    source: 'documented',
    responses: responses(data(200, 'The invoice', answered()), {
      400: ['VALIDATION_ERROR'],
      403: ['ACTIVE_COMPANY_NOT_ACCESSIBLE'],
      404: ['INVOICE_NOT_FOUND'],
    }),
  }) satisfies Documentation;
