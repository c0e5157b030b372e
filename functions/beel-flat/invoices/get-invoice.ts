import * as z from 'zod/mini';
import { receivables } from '../../../shared/dynamodb/tables.ts';
import { uuid } from '../../../shared/fields/identifiers.ts';
import type { Documentation } from '../../../shared/http/documentation.ts';
import { lambda } from '../../../shared/http/lambda.ts';
import type { Operation } from '../../../shared/http/operation.ts';
import { readDependent } from '../../../shared/receivables/dependents/read.ts';
import { type BeelAccess, tenantOf } from '../../beel/dialect/caller.ts';
import { data } from '../../beel/dialect/envelope.ts';
import { type Invoice, invoiceRef } from '../../beel/invoices/invoice.ts';
import { answered } from '../../beel/invoices/invoice-response.ts';
import { beelFlat } from '../dialect/dialect.ts';
import { responses } from '../dialect/envelope.ts';
import { notFound, shown } from './invoice.ts';

/** getInvoice, by OpenAPI 1.0.1: https://docs.beel.es */
export const operation = {
  name: 'beel-flat/invoices/get-invoice',
  route: 'GET /api/v1/invoices/{invoice_id}',
  access: 'invoices:read',
  grants: { receivables: ['GetItem'], credentials: ['GetItem'] },
  path: z.object({ invoice_id: uuid() }),
  query: z.strictObject({}),
} as const satisfies Operation<BeelAccess>;

export const handler = lambda<typeof documentation>()(
  beelFlat,
  operation,
  async function getInvoice({ caller, path, origin, note }) {
    const ref = invoiceRef(tenantOf(caller), path.invoice_id);
    const invoice = await readDependent<Invoice>(receivables(origin), ref);
    note({ outcome: invoice ? 'found' : 'notFound' });
    if (!invoice) throw notFound();
    return { status: 200, data: shown(invoice) };
  },
);

export const documentation = () =>
  ({
    operationId: 'getInvoice',
    summary: 'Get invoice by ID',
    deprecated: true,
    source: 'documented',
    responses: responses(data(200, 'The invoice', answered()), { 400: ['BAD_REQUEST'], 404: ['NOT_FOUND'] }),
  }) satisfies Documentation;
