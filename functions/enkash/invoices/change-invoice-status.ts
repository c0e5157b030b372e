import { isDeepStrictEqual } from 'node:util';
import * as z from 'zod/mini';
import { receivables } from '../../../shared/dynamodb/tables.ts';
import type { Documentation } from '../../../shared/http/documentation.ts';
import { lambda } from '../../../shared/http/lambda.ts';
import { MANY_ROWS, type Operation } from '../../../shared/http/operation.ts';
import { stampOf } from '../../../shared/receivables/stamp.ts';
import { type EnkashAccess, tenantOf } from '../dialect/caller.ts';
import { enkash } from '../dialect/dialect.ts';
import { responses } from '../dialect/envelope.ts';
import { refused } from '../dialect/errors.ts';
import { companyId } from '../dialect/identifiers.ts';
import { type Invoice, statusOf } from './invoice.ts';
import { requested, type Status, status } from './invoice-status-request.ts';
import { requireDone, transition } from './transition.ts';
import { withStatus } from './with-status.ts';

/**
 * Change Invoice Status Request. The vendor's page cannot be read: the path is inferred from its title, the body from
 * Confirm Invoice Request, https://docs.enkash.com/api-18880651
 */
export const operation = {
  name: 'enkash/invoices/change-invoice-status',
  route: 'POST /api/v0/invoice/change-invoice-status',
  access: 'token',
  grants: { receivables: ['BatchGetItem', 'ConditionCheckItem', 'UpdateItem'], tokenKey: 'verify' },
  query: z.object({ sellerId: z.optional(companyId()) }),
  body: requested(),
  patience: MANY_ROWS,
} as const satisfies Operation<EnkashAccess>;

export const handler = lambda<typeof documentation>()(
  enkash,
  operation,
  async function changeInvoiceStatus({ caller, query, body, origin, note }) {
    const tenant = note(tenantOf(caller, query.sellerId));
    const { invoiceIds, remarks, status } = body;
    const stamp = stampOf(origin, caller.username, remarks);
    const change = (invoice: Invoice) => changedTo(status, invoice);
    requireDone(note(await transition(receivables(origin), tenant, invoiceIds, change, stamp)));
    return { payload: status, message: `${invoiceIds.length} invoice(s) ${status}` };
  },
);

/** @returns undefined where it has this status. @throws Failure where it cannot become that */
function changedTo(status: Status, invoice: Invoice): Invoice | undefined {
  if (!mayBecome(status, invoice)) {
    const message = `status: invoice ${invoice.invoiceId} is ${statusOf(invoice)} and cannot become ${status}`;
    throw refused(422, 'UNPROCESSABLE_REQUEST', message);
  }
  const changed = withStatus(invoice, status);
  // Amounts of the client's own that come to this status stay, where nothing else says otherwise.
  const isSo =
    statusOf(invoice) === status &&
    changed.receivableStatus === invoice.receivableStatus &&
    changed.settledBy === invoice.settledBy;
  return isSo || isDeepStrictEqual(changed, invoice) ? undefined : changed;
}

/** Our choice: what is cancelled is not paid, and what money was received on is not cancelled. */
function mayBecome(status: Status, invoice: Invoice): boolean {
  const before = statusOf(invoice);
  if (status === before || status === 'UNPAID') return true;
  return status === 'PAID' ? before !== 'CANCELLED' : before === 'UNPAID' && !invoice.totalReceived;
}

export const documentation = () =>
  ({
    operationId: 'changeInvoiceStatus',
    summary: 'Make invoices paid, unpaid or cancelled, all of them or none',
    description:
      'A cancelled invoice still keeps its customer from being deleted, until it is deleted itself.',
    source: 'inferred',
    responses: responses(status(), 400, 401, 403, 404, 422, 500),
  }) satisfies Documentation;
