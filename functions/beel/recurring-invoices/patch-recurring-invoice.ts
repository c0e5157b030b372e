import { isDeepStrictEqual } from 'node:util';
import * as z from 'zod/mini';
import { receivables, type Table } from '../../../shared/dynamodb/tables.ts';
import { uuid } from '../../../shared/fields/identifiers.ts';
import type { Documentation } from '../../../shared/http/documentation.ts';
import { lambda } from '../../../shared/http/lambda.ts';
import type { Operation } from '../../../shared/http/operation.ts';
import type { Tenant } from '../../../shared/receivables/keys.ts';
import { stampOf } from '../../../shared/receivables/stamp.ts';
import { type BeelAccess, tenantOf } from '../dialect/caller.ts';
import { beel } from '../dialect/dialect.ts';
import { bodyFailures, data, responses } from '../dialect/envelope.ts';
import { refused } from '../dialect/errors.ts';
import { actOf, IDEMPOTENCY_FAILURES } from '../dialect/idempotency.ts';
import { dateInSpain } from '../invoices/dates.ts';
import { lookAtSeries, seriesFor } from '../series/series.ts';
import { TERMS_FAILURES } from './checks.ts';
import { LINE_FAILURES } from './line.ts';
import { copyOf } from './recipient.ts';
import { type RecurringInvoice, refOf } from './recurring-invoice.ts';
import { changed } from './recurring-invoice-changes.ts';
import { type Requested, requested } from './recurring-invoice-changes-request.ts';
import { answered } from './recurring-invoice-response.ts';
import { statusOn } from './status.ts';
import { answerTo, update } from './update.ts';

/** patchCompanyRecurringInvoice, by OpenAPI 1.9.0: https://docs.beel.es */
export const operation = {
  name: 'beel/recurring-invoices/patch-recurring-invoice',
  route: 'PATCH /api/v1/companies/{company_id}/recurring-invoices/{recurring_invoice_id}',
  access: 'invoices:write',
  grants: { receivables: ['GetItem', 'UpdateItem'], credentials: ['GetItem'] },
  path: z.object({ company_id: uuid(), recurring_invoice_id: uuid() }),
  query: z.strictObject({}),
  body: requested(),
} as const satisfies Operation<BeelAccess>;

/** Another customer is protected from then on, and the one before no longer, or none is: in the same transaction. */
export const handler = lambda<typeof documentation>()(
  beel,
  operation,
  async function patchCompanyRecurringInvoice({ caller, path, body, sent, origin, note }) {
    const tenant = tenantOf(caller, path.company_id);
    const ref = refOf(tenant, path.recurring_invoice_id);
    const [table, stamp] = [receivables(origin), stampOf(origin, caller.keyId)];
    const today = dateInSpain(origin.receivedAt);
    const result = await update(
      table,
      ref,
      actOf(origin, 'patch', sent),
      async (seen) => {
        if (statusOn(seen, today) === 'COMPLETED') throw ended();
        const found = await find(table, tenant, seen, body);
        const fields = changed(seen, body, found, today);
        if (isDeepStrictEqual(fields, seen)) return undefined;
        const { customer_id: id } = fields;
        return { fields, customer: id === undefined ? null : { ...tenant, id } };
      },
      stamp,
    );
    return answerTo(note(result), today);
  },
);

const ended = () => refused(409, 'RECURRING_ALREADY_ENDED');

/** What the change names. @throws Failure where there is no such thing */
async function find(
  table: Table,
  tenant: Tenant,
  { invoice_type }: RecurringInvoice,
  { series_id, customer_id }: Requested,
) {
  return {
    series: series_id ? seriesFor(await lookAtSeries(table, tenant), invoice_type, series_id) : undefined,
    recipient: customer_id ? await copyOf(table, { ...tenant, id: customer_id }) : undefined,
  };
}

export const documentation = () =>
  ({
    operationId: 'patchCompanyRecurringInvoice',
    summary: 'Update part of a recurring invoice',
    description:
      'Changes what the body names; null clears it, where it may be cleared. Another `customer_id` moves the reference ' +
      'to that customer, null ends it. Of payment_method, payment_iban, payment_swift and payment_term_days one takes ' +
      'the place of all.',
    source: 'documented',
    responses: responses(
      data(200, 'The recurring invoice as it is now', answered()),
      bodyFailures,
      TERMS_FAILURES,
      {
        400: ['VALIDATION_ERROR'],
        403: ['ACTIVE_COMPANY_NOT_ACCESSIBLE'],
        404: ['RECURRING_NOT_FOUND', 'INVOICE_CLIENT_NOT_FOUND', 'SERIES_NOT_FOUND'],
        409: ['RECURRING_ALREADY_ENDED', 'CONCURRENT_MODIFICATION'],
        422: [
          'RECURRING_START_DATE_NOT_EDITABLE',
          'INVOICE_CLIENT_INACTIVE',
          'SERIES_INCOMPATIBLE_DOC_TYPE',
          'SERIES_INACTIVE',
          ...LINE_FAILURES,
        ],
      },
      IDEMPOTENCY_FAILURES,
    ),
  }) satisfies Documentation;
