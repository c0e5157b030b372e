import * as z from 'zod/mini';
import { receivables, type Table } from '../../../shared/dynamodb/tables.ts';
import type { Documentation } from '../../../shared/http/documentation.ts';
import { lambda } from '../../../shared/http/lambda.ts';
import { MANY_ROWS, type Operation } from '../../../shared/http/operation.ts';
import { countsOf } from '../../../shared/http/outcome-counts.ts';
import { changeDependent } from '../../../shared/receivables/dependents/change.ts';
import { eachRow } from '../../../shared/receivables/each-row.ts';
import type { DependentItem } from '../../../shared/receivables/items.ts';
import { type DependentRef, dependentKey } from '../../../shared/receivables/keys.ts';
import { logRowFailures, type RowFailure } from '../../../shared/receivables/row-failure.ts';
import { type Stamp, stampOf } from '../../../shared/receivables/stamp.ts';
import { bulkResponse, refusedRow, refuseWhereNothingWasDecided, undecided } from '../dialect/bulk.ts';
import { type EnkashAccess, tenantOf } from '../dialect/caller.ts';
import { enkash } from '../dialect/dialect.ts';
import { responses } from '../dialect/envelope.ts';
import { noInvoice } from '../dialect/errors.ts';
import { companyId } from '../dialect/identifiers.ts';
import { dispatched, dispatchRefusal } from './dispatching.ts';
import { type Requested, requested } from './dispatching-request.ts';
import { changeTo, type Invoice, invoiceRef } from './invoice.ts';
import { answered } from './invoices-response.ts';

/** Dispatch Invoice Collection: https://docs.enkash.com/api-18880678 */
export const operation = {
  name: 'enkash/invoices/dispatch-invoices',
  route: 'POST /api/v0/invoice/bulk/dispatch',
  access: 'token',
  grants: { receivables: ['GetItem', 'UpdateItem'], tokenKey: 'verify' },
  query: z.object({ sellerId: z.optional(companyId()) }),
  body: requested(),
  patience: MANY_ROWS,
} as const satisfies Operation<EnkashAccess>;

/** Invoices that are dispatched at a time: they are different ones, and no customer is asked. */
const AT_A_TIME = 16;

export const handler = lambda<typeof documentation>()(
  enkash,
  operation,
  async function dispatchInvoices({ caller, query, body, origin, note }) {
    const table = receivables(origin);
    const tenant = note(tenantOf(caller, query.sellerId));
    const refs = body.invoiceIds.map((id) => invoiceRef(tenant, id));
    const stamp = stampOf(origin, caller.username);
    const outcomes = await eachRow(table, refs, AT_A_TIME, (ref) => dispatch(table, ref, body, stamp));
    note({ outcomes: countsOf(outcomes.map(({ outcome }) => outcome)) });
    logRowFailures(refs.map(dependentKey), outcomes, origin);
    refuseWhereNothingWasDecided(outcomes);
    const payload = bulkResponse(refs.map(({ id }, index) => row(id, outcomes[index]!)));
    const message = `${payload.success_count} of ${payload.total_count} invoice(s) dispatched`;
    return { payload, message };
  },
);

type Dispatch =
  | { readonly outcome: 'updated' | 'unchanged' | 'notFound' }
  | { readonly outcome: 'refused'; readonly refusal: string };

/** Its first time stays, and with it the whole invoice, where nothing else changes. */
async function dispatch(
  table: Table,
  ref: DependentRef,
  { partialPaymentAllowed }: Requested,
  stamp: Stamp,
): Promise<Dispatch> {
  let refusal: string | undefined;
  const change = (seen: DependentItem<Invoice>) => {
    refusal = dispatchRefusal(seen.fields);
    if (refusal !== undefined) return undefined;
    const allowed = partialPaymentAllowed !== undefined && { partialPaymentAllowed };
    return changeTo(seen, { ...dispatched(seen.fields, stamp.at), ...allowed });
  };
  const { outcome } = await changeDependent<Invoice>(table, ref, change, stamp);
  switch (outcome) {
    case 'updated':
    case 'notFound':
      return { outcome };
    case 'unchanged':
      return refusal === undefined ? { outcome } : { outcome: 'refused', refusal };
    default:
      throw new Error(`${outcome}, though the invoice stays with its customer`);
  }
}

function row(invoiceId: string, result: Dispatch | RowFailure) {
  switch (result.outcome) {
    case 'updated':
    case 'unchanged':
      return { invoiceId };
    case 'notFound':
      return { invoiceId, ...refusedRow(noInvoice(invoiceId)) };
    case 'refused': {
      const message = `invoice ${invoiceId} cannot be dispatched: ${result.refusal}`;
      return { invoiceId, errorType: 'UNPROCESSABLE_REQUEST' as const, message };
    }
    default:
      return { invoiceId, ...undecided(result.outcome, 'invoice', 'dispatched') };
  }
}

export const documentation = () =>
  ({
    operationId: 'dispatchInvoiceCollection',
    summary: 'Dispatch invoices, each decided on its own',
    description:
      'Marks invoices as released for collection. No message is sent and no payment link is made. An invoice that is ' +
      'cancelled, on which nothing is due, or whose `approvalStatus` ends in `_PENDING` or `_REJECTED` is not dispatched. ' +
      'One that was dispatched before keeps its `dispatchedOn`.',
    source: 'documented',
    responses: responses(answered(), 400, 401, 403, 500),
  }) satisfies Documentation;
