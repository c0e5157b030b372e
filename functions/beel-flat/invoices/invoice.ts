import { refused } from '../../beel/dialect/errors.ts';
import { draftOf, type Invoice, type Surroundings } from '../../beel/invoices/invoice.ts';
import { requireLimit } from '../../beel/invoices/invoice-rules.ts';
import { type CalculatedLine, calculateLine, type PricedLine } from '../../beel/invoices/invoice-totals.ts';
import { type Recipient, requireComplete, storedAt } from '../../beel/invoices/recipient.ts';
import { storedAddress } from '../customers/customer.ts';
import type { Requested } from './invoice-request.ts';
import type { Requested as RequestedRecipient } from './recipient-request.ts';

export { shown } from '../../beel/invoices/invoice.ts';

/** Lines by OpenAPI 1.0.1, which has one price mode and no rules between their fields. */
export const storedLines = (lines: Requested['lines']): readonly CalculatedLine[] =>
  lines.map((line) => calculateLine(line as PricedLine));

/** A recipient that is no registered customer, with its address as it was sent. @throws Failure as its identifier asks */
export const adHoc = ({ address, ...others }: RequestedRecipient): Recipient =>
  storedAt(address && storedAddress(address), others);

/** A draft. @throws Failure when dates or recipient break a rule */
export function stored(
  requested: Requested & { readonly type: 'STANDARD' | 'SIMPLIFIED' },
  around: Surroundings,
): Invoice {
  const draft = draftOf(requested, storedLines(requested.lines), around);
  requireConsistent(draft);
  return draft;
}

/** Euros of a simplified invoice that names a tax id, and of one that names none. */
const MOST_NAMED = 3_000;
const MOST_UNNAMED = 400;

/** @throws Failure by the rules of OpenAPI 1.0.1; the code of the limit is that of 1.9.0 */
export function requireConsistent({ type, recipient, totals }: Invoice): void {
  requireComplete(recipient, type);
  if (type !== 'SIMPLIFIED') return;
  const isNamed = recipient.nif || recipient.alternative_id;
  requireLimit(totals, isNamed ? MOST_NAMED : MOST_UNNAMED);
}

export const notFound = () => refused(404, 'NOT_FOUND', 'Resource not found');
