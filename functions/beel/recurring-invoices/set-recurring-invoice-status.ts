import * as z from 'zod/mini';
import { receivables } from '../../../shared/dynamodb/tables.ts';
import { instant } from '../../../shared/fields/dates.ts';
import { uuid } from '../../../shared/fields/identifiers.ts';
import type { Documentation } from '../../../shared/http/documentation.ts';
import { lambda } from '../../../shared/http/lambda.ts';
import type { Operation } from '../../../shared/http/operation.ts';
import { stampOf } from '../../../shared/receivables/stamp.ts';
import { type BeelAccess, tenantOf } from '../dialect/caller.ts';
import { beel } from '../dialect/dialect.ts';
import { bodyFailures, data, responses } from '../dialect/envelope.ts';
import { actOf, IDEMPOTENCY_FAILURES } from '../dialect/idempotency.ts';
import { dateInSpain } from '../invoices/dates.ts';
import { refOf } from './recurring-invoice.ts';
import { answered } from './recurring-invoice-response.ts';
import { requested } from './recurring-invoice-status-request.ts';
import { withStatus } from './status.ts';
import { answerTo, update } from './update.ts';

/** setCompanyRecurringInvoiceStatus, by OpenAPI 1.9.0: https://docs.beel.es */
export const operation = {
  name: 'beel/recurring-invoices/set-recurring-invoice-status',
  route: 'PUT /api/v1/companies/{company_id}/recurring-invoices/{recurring_invoice_id}/status',
  access: 'invoices:write',
  grants: { receivables: ['GetItem', 'UpdateItem'], credentials: ['GetItem'] },
  path: z.object({ company_id: uuid(), recurring_invoice_id: uuid() }),
  query: z.strictObject({}),
  body: requested(),
} as const satisfies Operation<BeelAccess>;

/** One that is completed protects its customer no more, though it still shows who that was. */
export const handler = lambda<typeof documentation>()(
  beel,
  operation,
  async function setCompanyRecurringInvoiceStatus({ caller, path, body, sent, origin, note }) {
    const ref = refOf(tenantOf(caller, path.company_id), path.recurring_invoice_id);
    const stamp = stampOf(origin, caller.keyId);
    const today = dateInSpain(origin.receivedAt);
    const result = await update(
      receivables(origin),
      ref,
      actOf(origin, 'status', sent),
      (seen) => {
        const fields = withStatus(seen, body.status, { today, at: instant(stamp.at) });
        return { fields, ...(fields.status === 'COMPLETED' && { customer: null }) };
      },
      stamp,
    );
    return answerTo(note(result), today);
  },
);

export const documentation = () =>
  ({
    operationId: 'setCompanyRecurringInvoiceStatus',
    summary: 'Set status of a recurring invoice',
    description:
      'Pauses, resumes or completes it. A completed one stays so, and its customer may be deleted. Resumed after its next ' +
      'date has passed it goes on with the first one after today; where there is none, it is completed.',
    source: 'documented',
    responses: responses(
      data(200, 'The recurring invoice as it is now', answered()),
      bodyFailures,
      {
        400: ['VALIDATION_ERROR', 'RECURRING_STATE_TRANSITION_INVALID'],
        403: ['ACTIVE_COMPANY_NOT_ACCESSIBLE'],
        404: ['RECURRING_NOT_FOUND'],
        409: ['CONCURRENT_MODIFICATION'],
      },
      IDEMPOTENCY_FAILURES,
    ),
  }) satisfies Documentation;
