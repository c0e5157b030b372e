import * as z from 'zod/mini';
import { receivables } from '../../../shared/dynamodb/tables.ts';
import { uuid } from '../../../shared/fields/identifiers.ts';
import type { Documentation } from '../../../shared/http/documentation.ts';
import { lambda } from '../../../shared/http/lambda.ts';
import type { Operation } from '../../../shared/http/operation.ts';
import { attachDependents } from '../../../shared/receivables/dependents/attach.ts';
import { stampOf } from '../../../shared/receivables/stamp.ts';
import { type BeelAccess, tenantOf } from '../dialect/caller.ts';
import { beel } from '../dialect/dialect.ts';
import { bodyFailures, created, responses } from '../dialect/envelope.ts';
import { creationOf, IDEMPOTENCY_FAILURES, replay, replayed } from '../dialect/idempotency.ts';
import { dateInSpain } from '../invoices/dates.ts';
import { customerInactive, customerNotFound } from '../invoices/recipient.ts';
import { lookAtSeries, seriesFor } from '../series/series.ts';
import { TERMS_FAILURES } from './checks.ts';
import { LINE_FAILURES } from './line.ts';
import { copyOf } from './recipient.ts';
import { newRecurringInvoice, shown, stored } from './recurring-invoice.ts';
import { requested } from './recurring-invoice-request.ts';
import { answered } from './recurring-invoice-response.ts';

/** createCompanyRecurringInvoice, by OpenAPI 1.9.0: https://docs.beel.es */
export const operation = {
  name: 'beel/recurring-invoices/create-recurring-invoice',
  route: 'POST /api/v1/companies/{company_id}/recurring-invoices',
  access: 'invoices:write',
  grants: { receivables: ['GetItem', 'PutItem', 'UpdateItem'], credentials: ['GetItem'] },
  path: z.object({ company_id: uuid() }),
  query: z.strictObject({}),
  body: requested(),
} as const satisfies Operation<BeelAccess>;

export const handler = lambda<typeof documentation>()(
  beel,
  operation,
  async function createCompanyRecurringInvoice({ caller, path, body, sent, origin, note }) {
    const tenant = tenantOf(caller, path.company_id);
    const [table, stamp] = [receivables(origin), stampOf(origin, caller.keyId)];
    const creation = creationOf(origin, tenant, sent);
    const today = dateInSpain(origin.receivedAt);
    // Nothing is numbered here: a default series need not be stored for this.
    const series = seriesFor(await lookAtSeries(table, tenant), body.invoice_type, body.series_id);
    const recipient = body.customer_id ? await copyOf(table, { ...tenant, id: body.customer_id }) : undefined;
    const fields = stored(body, series, recipient, today);
    const wanted = newRecurringInvoice(tenant, creation, fields);
    const result = note(await attachDependents(table, [wanted], stamp));
    const location = `/api/v1/companies/${path.company_id}/recurring-invoices/${creation.id}`;
    switch (result.outcome) {
      case 'attached':
        return { status: 201, data: shown(result.dependents[0]!, today), headers: { location } };
      case 'customerNotFound':
        throw customerNotFound();
      case 'customerDeactivated':
        throw customerInactive();
      case 'dependentExists': {
        const { dependent } = result;
        const answer = replay(creation, dependent.fields, shown(replayed(dependent), today));
        return { ...answer, headers: { ...answer.headers, location } };
      }
    }
  },
);

export const documentation = () =>
  ({
    operationId: 'createCompanyRecurringInvoice',
    summary: 'Create recurring invoice',
    description:
      'While it is active or paused the customer that it names cannot be deleted. Nothing here runs by the clock: this ' +
      'service makes no invoices of it, and `next_generation` says when the vendor would. One whose dates are all in ' +
      'the past is refused.',
    source: 'documented',
    responses: responses(
      created('Created', answered()),
      bodyFailures,
      TERMS_FAILURES,
      {
        400: ['VALIDATION_ERROR'],
        403: ['ACTIVE_COMPANY_NOT_ACCESSIBLE'],
        404: ['INVOICE_CLIENT_NOT_FOUND', 'SERIES_NOT_FOUND'],
        409: ['CONCURRENT_MODIFICATION'],
        422: ['INVOICE_CLIENT_INACTIVE', 'SERIES_INCOMPATIBLE_DOC_TYPE', 'SERIES_INACTIVE', ...LINE_FAILURES],
      },
      IDEMPOTENCY_FAILURES,
    ),
  }) satisfies Documentation;
