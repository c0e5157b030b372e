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
import { dateInSpain } from '../invoices/dates.ts';
import { notFound, type RecurringInvoice, refOf, shown } from './recurring-invoice.ts';
import { answered } from './recurring-invoice-response.ts';

/** getCompanyRecurringInvoice, by OpenAPI 1.9.0: https://docs.beel.es */
export const operation = {
  name: 'beel/recurring-invoices/get-recurring-invoice',
  route: 'GET /api/v1/companies/{company_id}/recurring-invoices/{recurring_invoice_id}',
  access: 'invoices:read',
  grants: { receivables: ['GetItem'], credentials: ['GetItem'] },
  path: z.object({ company_id: uuid(), recurring_invoice_id: uuid() }),
  query: z.strictObject({}),
} as const satisfies Operation<BeelAccess>;

export const handler = lambda<typeof documentation>()(
  beel,
  operation,
  async function getCompanyRecurringInvoice({ caller, path, origin, note }) {
    const ref = refOf(tenantOf(caller, path.company_id), path.recurring_invoice_id);
    const invoice = await readDependent<RecurringInvoice>(receivables(origin), ref);
    note({ outcome: invoice ? 'found' : 'notFound' });
    if (!invoice) throw notFound();
    return { status: 200, data: shown(invoice, dateInSpain(origin.receivedAt)) };
  },
);

export const documentation = () =>
  ({
    operationId: 'getCompanyRecurringInvoice',
    summary: 'Get recurring invoice by ID',
    description: 'One whose last day has passed is shown as completed.',
    source: 'documented',
    responses: responses(data(200, 'The recurring invoice', answered()), {
      400: ['VALIDATION_ERROR'],
      403: ['ACTIVE_COMPANY_NOT_ACCESSIBLE'],
      404: ['RECURRING_NOT_FOUND'],
    }),
  }) satisfies Documentation;
