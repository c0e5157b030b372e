import { refused } from '../dialect/errors.ts';
import { CANCELLED, type Invoice } from './invoice.ts';

/** Our choice: what approval has not let out, and what there is nothing to collect for. Undefined where it may go. */
export function dispatchRefusal({
  receivableStatus,
  balanceAmount,
  approvalStatus,
}: Invoice): string | undefined {
  if (receivableStatus === CANCELLED) return 'it is cancelled';
  if (balanceAmount === 0) return 'nothing is due on it';
  const isHeldBack = /_(PENDING|REJECTED)$/.test(approvalStatus ?? '');
  return isHeldBack ? `its approval status is ${approvalStatus}` : undefined;
}

/**
 * Released for collection, which is a mark: nothing here sends it. The first time stays.
 * @param at ISO 8601
 */
export const dispatched = (invoice: Invoice, at: string): Invoice => ({
  ...invoice,
  dispatchedOn: invoice.dispatchedOn ?? at,
});

/**
 * An invoice as one request writes and dispatches it.
 * @param name what the request knows it by
 * @throws Failure 422, so that nothing of it is stored: our choice
 */
export function dispatchedNow(invoice: Invoice, at: string, name: string): Invoice {
  const refusal = dispatchRefusal(invoice);
  if (refusal === undefined) return dispatched(invoice, at);
  throw refused(422, 'UNPROCESSABLE_REQUEST', `${name} cannot be dispatched: ${refusal}`);
}
