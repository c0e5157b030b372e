import * as z from 'zod/mini';
import { receivables } from '../../../shared/dynamodb/tables.ts';
import type { Documentation } from '../../../shared/http/documentation.ts';
import { lambda } from '../../../shared/http/lambda.ts';
import { MANY_ROWS, type Operation } from '../../../shared/http/operation.ts';
import { countsOf } from '../../../shared/http/outcome-counts.ts';
import {
  type CheckedDependentRemoval,
  checkDependentRemovals,
} from '../../../shared/receivables/dependents/check-removal.ts';
import type { DependentRemovalOutcome } from '../../../shared/receivables/dependents/remove.ts';
import { removeDependents } from '../../../shared/receivables/dependents/remove-many.ts';
import type { DependentItem } from '../../../shared/receivables/items.ts';
import { dependentKey } from '../../../shared/receivables/keys.ts';
import { logRowFailures, type RowFailure } from '../../../shared/receivables/row-failure.ts';
import { stampOf } from '../../../shared/receivables/stamp.ts';
import { bulkResponse, refusedRow, refuseWhereNothingWasDecided, undecided } from '../dialect/bulk.ts';
import { type EnkashAccess, tenantOf } from '../dialect/caller.ts';
import { enkash } from '../dialect/dialect.ts';
import { responses } from '../dialect/envelope.ts';
import { noInvoice } from '../dialect/errors.ts';
import { companyId } from '../dialect/identifiers.ts';
import { type Invoice, invoiceRef } from './invoice.ts';
import { requested } from './invoices-request.ts';
import { answered } from './invoices-response.ts';

/** Delete Invoice Collection. The vendor's page cannot be read: path and body are inferred from bulk/dispatch. */
export const operation = {
  name: 'enkash/invoices/delete-invoices',
  route: 'POST /api/v0/invoice/bulk/delete',
  access: 'token',
  grants: { receivables: ['GetItem', 'UpdateItem'], tokenKey: 'verify' },
  query: z.object({ sellerId: z.optional(companyId()) }),
  body: requested(),
  patience: MANY_ROWS,
  deletes: 'many',
} as const satisfies Operation<EnkashAccess>;

export const handler = lambda<typeof documentation>()(
  enkash,
  operation,
  async function deleteInvoices({ caller, query, body, wishes: { dryRun }, origin, note }) {
    const tenant = note(tenantOf(caller, query.sellerId));
    const refs = [...new Set(body.invoiceIds)].map((id) => invoiceRef(tenant, id));
    const stamp = stampOf(origin, caller.username);
    const table = receivables(origin);
    const outcomes = dryRun
      ? await checkDependentRemovals<Invoice>(table, refs, isUnpaid)
      : await removeDependents<Invoice>(table, refs, isUnpaid, stamp);
    note({ outcomes: countsOf(outcomes.map(({ outcome }) => outcome)) });
    logRowFailures(refs.map(dependentKey), outcomes, origin);
    refuseWhereNothingWasDecided(outcomes);
    const payload = bulkResponse(refs.map(({ id }, index) => row(id, outcomes[index]!)));
    const done = dryRun ? 'would be deleted' : 'deleted';
    const message = `${payload.success_count} of ${payload.total_count} invoice(s) ${done}`;
    return { payload, message };
  },
);

/** Our choice, as with other ledgers: what was received must be accounted for before the invoice goes. */
const isUnpaid = ({ fields: { totalReceived = 0 } }: DependentItem<Invoice>): boolean => totalReceived <= 0;

type Outcome = DependentRemovalOutcome<object> | CheckedDependentRemoval<object> | RowFailure;

function row(invoiceId: string, { outcome }: Outcome) {
  switch (outcome) {
    case 'detached':
    case 'removable':
      return { invoiceId };
    case 'notFound':
      return { invoiceId, ...refusedRow(noInvoice(invoiceId)) };
    case 'refused':
      return { invoiceId, errorType: 'UNPROCESSABLE_REQUEST' as const, message: 'money was received on it' };
    default:
      return { invoiceId, ...undecided(outcome, 'invoice', 'deleted') };
  }
}

export const documentation = () =>
  ({
    operationId: 'deleteInvoiceCollection',
    summary: 'Delete invoices, each decided on its own',
    source: 'inferred',
    responses: responses(answered(), 400, 401, 403, 500),
  }) satisfies Documentation;
