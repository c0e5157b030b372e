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
import { CANCELLED, type Invoice, statusOf } from './invoice.ts';
import { paymentId, type Requested, requested } from './payment-request.ts';
import { requireDone, transition } from './transition.ts';
import { withStatus } from './with-status.ts';

/** Payment Confirmation Request: https://docs.enkash.com/api-18880688 */
export const operation = {
  name: 'enkash/invoices/confirm-payment',
  route: 'POST /api/v0/invoice/payment-confirmation',
  access: 'token',
  grants: { receivables: ['BatchGetItem', 'ConditionCheckItem', 'UpdateItem'], tokenKey: 'verify' },
  query: z.object({ sellerId: z.optional(companyId()) }),
  body: requested(),
  patience: MANY_ROWS,
} as const satisfies Operation<EnkashAccess>;

/** What a confirmation does is our choice: the vendor tells its fields alone. */
export const handler = lambda<typeof documentation>()(
  enkash,
  operation,
  async function paymentConfirmation({ caller, query, body, origin, note }) {
    const tenant = note(tenantOf(caller, query.sellerId));
    // As the vendor's webhook has it: https://docs.enkash.com/api-10664785
    if (body.response === 'REJECT' && body.type === 'ONPLATFORM')
      throw refused(422, 'UNPROCESSABLE_REQUEST', 'response: a payment ONPLATFORM cannot be rejected');
    const { invoiceIds, paymentId, remarks } = body;
    const stamp = stampOf(origin, caller.username, remarks);
    const [change, done] = body.response === 'ACCEPT' ? [settled, 'confirmed'] : [rejected, 'rejected'];
    const changeOf = (invoice: Invoice) => change(invoice, body);
    requireDone(note(await transition(receivables(origin), tenant, invoiceIds, changeOf, stamp)));
    return { payload: paymentId, message: `Payment ${done} for ${invoiceIds.length} invoice(s)` };
  },
);

/** A payment settles an invoice once: one that it has settled stays as it is, whatever became of it since. */
function settled(invoice: Invoice, { paymentId }: Requested): Invoice | undefined {
  if (invoice.settledBy === paymentId) return undefined;
  requireOpen(invoice);
  return { ...withStatus(invoice, 'PAID'), payableReferenceId: paymentId, settledBy: paymentId };
}

/** A payment that was rejected leaves all amounts as they are. One that has settled an invoice is rejected no more. */
function rejected(invoice: Invoice, { paymentId, remarks }: Requested): Invoice | undefined {
  if (invoice.settledBy === paymentId) throw settledBefore(invoice);
  requireOpen(invoice);
  const rejection = { paymentId, remarks };
  return isDeepStrictEqual(invoice.rejection, rejection) ? undefined : { ...invoice, rejection };
}

/** @throws Failure where the invoice is cancelled, or another payment has left nothing to pay */
function requireOpen(invoice: Invoice): void {
  const { invoiceId, balanceAmount, settledBy } = invoice;
  if (statusOf(invoice) === CANCELLED)
    throw refused(422, 'UNPROCESSABLE_REQUEST', `invoiceIds: invoice ${invoiceId} is CANCELLED`);
  if (settledBy !== undefined && balanceAmount <= 0) throw settledBefore(invoice);
}

const settledBefore = ({ invoiceId, settledBy }: Invoice) =>
  refused(
    422,
    'UNPROCESSABLE_REQUEST',
    `paymentId: invoice ${invoiceId} was settled by payment ${settledBy}`,
  );

export const documentation = () =>
  ({
    operationId: 'paymentConfirmation',
    summary: 'Confirm or reject a payment of invoices, all of them or none',
    description:
      'An accepted payment settles the invoices: nothing is due any more. A rejected one changes no amount. Paid ' +
      'invoices still keep their customer from being deleted.',
    source: 'documented',
    responses: responses(paymentId(), 400, 401, 403, 404, 422, 500),
  }) satisfies Documentation;
