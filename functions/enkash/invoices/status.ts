export const CANCELLED = 'CANCELLED';

/** What tells the status of an invoice. */
export interface Course {
  readonly receivableStatus?: string | undefined;
  readonly netAmount: number;
  readonly balanceAmount: number;
  readonly totalReceived?: number | undefined;
}

/** How far the payment has come. An invoice is cancelled by its word, and the rest is told by its amounts. */
export function statusOf({ receivableStatus, netAmount, balanceAmount, totalReceived = 0 }: Course) {
  if (receivableStatus === CANCELLED) return CANCELLED;
  if (balanceAmount === 0 && netAmount > 0) return 'PAID';
  return totalReceived > 0 ? 'PARTIALLY_PAID' : 'UNPAID';
}
