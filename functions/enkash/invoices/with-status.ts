import { type Invoice, statusOf } from './invoice.ts';
import type { Status } from './invoice-status-request.ts';

/** The amounts that go with a status: our choice. A cancelled invoice keeps what was received, which is nothing. */
const AMOUNTS: Readonly<Record<Status, (invoice: Invoice) => Partial<Invoice>>> = {
  CANCELLED: () => ({ balanceAmount: 0 }),
  PAID: ({ netAmount }) => ({ totalReceived: netAmount, balanceAmount: 0 }),
  UNPAID: ({ netAmount }) => ({ totalReceived: 0, balanceAmount: netAmount }),
};

/**
 * An invoice as it is in this status. A word that it had goes, and the new one is stored only where the amounts do not
 * tell it, so that the two never contradict each other: our choice.
 */
export function withStatus(invoice: Invoice, status: Status): Invoice {
  const { receivableStatus: _, settledBy, ...fields } = { ...invoice, ...AMOUNTS[status](invoice) };
  return {
    ...fields,
    ...(statusOf(fields) !== status && { receivableStatus: status }),
    // What is unpaid again may be settled by the same payment once more.
    ...(settledBy !== undefined && status !== 'UNPAID' && { settledBy }),
  };
}
