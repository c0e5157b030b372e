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
import { refused } from '../dialect/errors.ts';
import { actOf, IDEMPOTENCY_FAILURES } from '../dialect/idempotency.ts';
import { invoiceRef } from './invoice.ts';
import { answered } from './invoice-response.ts';
import { requireAllowed } from './states.ts';
import { answerTo, transition } from './transition.ts';
import { requested } from './voiding-request.ts';

/** voidCompanyInvoice, by OpenAPI 1.9.0: https://docs.beel.es */
export const operation = {
  name: 'beel/invoices/void-invoice',
  route: 'POST /api/v1/companies/{company_id}/invoices/{invoice_id}/void',
  access: 'invoices:write',
  grants: { receivables: ['GetItem', 'UpdateItem'], credentials: ['GetItem'] },
  path: z.object({ company_id: uuid(), invoice_id: uuid() }),
  query: z.strictObject({}),
  body: requested(),
} as const satisfies Operation<BeelAccess>;

/** A voided invoice keeps its number, and its customer from being deleted. */
export const handler = lambda<typeof documentation>()(
  beel,
  operation,
  async function voidCompanyInvoice({ caller, path, body, sent, origin, note }) {
    const { reason, void_date } = body;
    const result = await transition(
      receivables(origin),
      invoiceRef(tenantOf(caller, path.company_id), path.invoice_id),
      actOf(origin, 'void', sent),
      async ({ fields }) => {
        requireAllowed('void', fields.status);
        if (void_date && void_date < fields.issue_date) throw beforeIssue();
        const voided_at = origin.receivedAt.toISOString();
        const voided = { void_cause: 'VOID_REQUEST', void_reason: reason, voided_at } as const;
        return { fields: { ...fields, status: 'VOIDED', ...voided } };
      },
      stampOf(origin, caller.keyId, reason),
    );
    return answerTo(note(result));
  },
);

const beforeIssue = () =>
  refused(422, 'VOID_DATE_BEFORE_ISSUE_DATE', 'void_date: must not be before the issue date');

export const documentation = () =>
  ({
    operationId: 'voidCompanyInvoice',
    summary: 'Void invoice',
    description: 'Cancels what is issued, or an active proforma. Its customer is still never deleted.',
    source: 'documented',
    responses: responses(
      data(200, 'The invoice', answered()),
      bodyFailures,
      {
        400: ['VALIDATION_ERROR', 'TRANSITION_NOT_SUPPORTED'],
        403: ['ACTIVE_COMPANY_NOT_ACCESSIBLE'],
        404: ['INVOICE_NOT_FOUND'],
        409: ['INVOICE_ALREADY_VOIDED', 'CONCURRENT_MODIFICATION'],
        422: ['VOID_DATE_BEFORE_ISSUE_DATE'],
      },
      IDEMPOTENCY_FAILURES,
    ),
  }) satisfies Documentation;
