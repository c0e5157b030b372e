import * as z from 'zod/mini';
import { receivables } from '../../../shared/dynamodb/tables.ts';
import type { Documentation } from '../../../shared/http/documentation.ts';
import { lambda } from '../../../shared/http/lambda.ts';
import { MANY_ROWS, type Operation } from '../../../shared/http/operation.ts';
import { countsOf } from '../../../shared/http/outcome-counts.ts';
import type { DependentRemovalOutcome } from '../../../shared/receivables/dependents/remove.ts';
import { removeDependents } from '../../../shared/receivables/dependents/remove-many.ts';
import { dependentKey } from '../../../shared/receivables/keys.ts';
import { logRowFailures, type RowFailure } from '../../../shared/receivables/row-failure.ts';
import { stampOf } from '../../../shared/receivables/stamp.ts';
import { type EnkashAccess, tenantOf } from '../dialect/caller.ts';
import { enkash } from '../dialect/dialect.ts';
import { responses } from '../dialect/envelope.ts';
import { companyId } from '../dialect/identifiers.ts';
import { requested } from './invoices-request.ts';
import { type Answered, answered, type FailedRow } from './invoices-response.ts';

/** Delete Invoice Collection. The vendor's page cannot be read: path and body are inferred from bulk/dispatch. */
export const operation = {
  name: 'enkash/invoices/delete-invoices',
  route: 'POST /api/v0/invoice/bulk/delete',
  access: 'token',
  grants: { receivables: ['GetItem', 'UpdateItem'], tokenKey: 'verify' },
  query: z.object({ sellerId: z.optional(companyId()) }),
  body: requested(),
  patience: MANY_ROWS,
} as const satisfies Operation<EnkashAccess>;

export const handler = lambda<typeof documentation>()(
  enkash,
  operation,
  async function deleteInvoices({ caller, query, body, origin, note }) {
    const tenant = note(tenantOf(caller, query.sellerId));
    const refs = [...new Set(body.invoiceIds)].map((id) => ({ ...tenant, kind: 'INVOICE', id }));
    const stamp = stampOf(origin, caller.username);
    const outcomes = await removeDependents(receivables(origin), refs, () => true, stamp);
    note({ outcomes: countsOf(outcomes.map(({ outcome }) => outcome)) });
    logRowFailures(refs.map(dependentKey), outcomes, origin);
    refuseWhereNothingWasDecided(outcomes);
    const payload = bulkResponse(refs.map(({ id }, index) => row(id, outcomes[index]!.outcome)));
    const message = `${payload.success_count} of ${payload.total_count} invoice(s) deleted`;
    return { payload, message };
  },
);

type Outcome = DependentRemovalOutcome<object> | RowFailure;

/** A report of nothing but rows that surely were not touched tells a client no more than an error does. */
function refuseWhereNothingWasDecided(outcomes: readonly Outcome[]): void {
  const untouched = outcomes.filter(({ outcome }) => outcome === 'untouched' || outcome === 'failed');
  if (untouched.length === outcomes.length) throw (untouched[0] as RowFailure).cause;
}

type Row = { readonly invoiceId: string } | FailedRow;

const isFailed = (row: Row): row is FailedRow => 'errorType' in row;

function row(invoiceId: string, outcome: Outcome['outcome']): Row {
  switch (outcome) {
    case 'detached':
      return { invoiceId };
    case 'notFound':
      return { invoiceId, errorType: 'RECORD_NOT_FOUND', message: `there is no invoice ${invoiceId}` };
    case 'untouched':
      return systemError(invoiceId, 'the invoice was not deleted: there was no time left for it');
    case 'unknown':
      return systemError(invoiceId, 'it is not known whether the invoice was deleted: send it again');
    default:
      return systemError(invoiceId, 'the invoice could not be processed');
  }
}

const systemError = (invoiceId: string, message: string): FailedRow => ({
  invoiceId,
  errorType: 'SYSTEM_ERROR',
  message,
});

function bulkResponse(rows: readonly Row[]): Answered {
  const failureRequests = rows.filter(isFailed);
  const successRequests = rows.filter((row) => !isFailed(row));
  return {
    total_count: rows.length,
    success_count: successRequests.length,
    failure_count: failureRequests.length,
    successRequests,
    failureRequests,
  };
}

export const documentation = () =>
  ({
    operationId: 'deleteInvoiceCollection',
    summary: 'Delete invoices, each decided on its own',
    source: 'inferred',
    responses: responses(answered(), 400, 401, 403, 500),
  }) satisfies Documentation;
