import * as z from 'zod/mini';
import { receivables } from '../../../shared/dynamodb/tables.ts';
import { uuid } from '../../../shared/fields/identifiers.ts';
import type { Documentation } from '../../../shared/http/documentation.ts';
import { lambda } from '../../../shared/http/lambda.ts';
import type { Operation } from '../../../shared/http/operation.ts';
import { stampOf } from '../../../shared/receivables/stamp.ts';
import { type BeelAccess, tenantOf } from '../dialect/caller.ts';
import { beel } from '../dialect/dialect.ts';
import { bodyFailures, data, responses } from '../dialect/envelope.ts';
import { withoutBlanks } from '../dialect/fields.ts';
import { actOf, IDEMPOTENCY_FAILURES } from '../dialect/idempotency.ts';
import { dateInSpain } from './dates.ts';
import { type Invoice, invoiceRef } from './invoice.ts';
import { answered } from './invoice-response.ts';
import { requireAllowed } from './states.ts';
import { type Requested, requested } from './status-request.ts';
import { answerTo, transition } from './transition.ts';

/** setCompanyInvoiceStatus, by OpenAPI 1.9.0: https://docs.beel.es */
export const operation = {
  name: 'beel/invoices/set-invoice-status',
  route: 'PUT /api/v1/companies/{company_id}/invoices/{invoice_id}/status',
  access: 'invoices:write',
  grants: { receivables: ['GetItem', 'UpdateItem'], credentials: ['GetItem'] },
  path: z.object({ company_id: uuid(), invoice_id: uuid() }),
  query: z.strictObject({}),
  body: requested(),
} as const satisfies Operation<BeelAccess>;

export const handler = lambda<typeof documentation>()(
  beel,
  operation,
  async function setCompanyInvoiceStatus({ caller, path, body, sent, origin, note }) {
    const result = await transition(
      receivables(origin),
      invoiceRef(tenantOf(caller, path.company_id), path.invoice_id),
      actOf(origin, 'status', sent),
      async ({ fields }) => ({ fields: withStatus(fields, body, origin.receivedAt) }),
      stampOf(origin, caller.keyId),
    );
    return answerTo(note(result));
  },
);

/** @throws Failure where the invoice cannot become that */
function withStatus(invoice: Invoice, { status, ...given }: Requested, now: Date): Invoice {
  const { sent_at, ...others } = invoice;
  switch (status) {
    case 'SENT': {
      requireAllowed('markSent', invoice.status);
      const at = given.sent_at ? new Date(given.sent_at) : now;
      return { ...invoice, status, sent_at: at.toISOString() };
    }
    case 'PAID': {
      requireAllowed('markPaid', invoice.status);
      const { payment_date = null, payment_method } = given;
      return {
        ...invoice,
        status,
        payment_date: payment_date ?? dateInSpain(now),
        paid_at: now.toISOString(),
        ...(payment_method && { payment_info: withoutBlanks(payment_method) }),
      };
    }
    case 'ISSUED':
      requireAllowed('revert', invoice.status);
      return { ...others, status };
  }
}

export const documentation = () =>
  ({
    operationId: 'setCompanyInvoiceStatus',
    summary: 'Set the status of an invoice',
    description: 'Says that it was sent or paid, or takes back that it was sent.',
    source: 'documented',
    responses: responses(
      data(200, 'The invoice', answered()),
      bodyFailures,
      {
        400: ['VALIDATION_ERROR', 'TRANSITION_NOT_SUPPORTED'],
        403: ['ACTIVE_COMPANY_NOT_ACCESSIBLE'],
        404: ['INVOICE_NOT_FOUND'],
        409: ['CONCURRENT_MODIFICATION'],
      },
      IDEMPOTENCY_FAILURES,
    ),
  }) satisfies Documentation;
