import { decimal } from '../../../shared/fields/money.ts';
import type { GlAccounts } from './books.ts';

/** What makes an AR item and a voucher. */
export type EventName = 'document' | 'creditnote' | 'payment' | 'refund' | 'writeoff' | 'interest';

/**
 * One event of the ledger: our own, and the least that makes sense of AR items. It makes one AR item, and a voucher whose
 * lines sum to 0. No currency is converted.
 */
export interface LedgerEvent {
  readonly event: EventName;
  readonly arItemType: string;
  /** In hundredths at the finest: what the customer owes more by it, or less where it is negative. */
  readonly amount: number;
  /** The part of it that is VAT, of the same sign. */
  readonly vat: number;
  readonly postingDate: string;
  readonly dueDate: string;
  readonly currency: string;
  /** The client's own number of the customer, as it was sent. */
  readonly customerNo: string;
  readonly documentNo?: string | undefined;
  readonly kid?: string | undefined;
  readonly referenceNo?: string | undefined;
  readonly ledgerNote?: string | undefined;
  readonly paymentId?: string | undefined;
  readonly text?: string | undefined;
  readonly userId?: string | undefined;
}

/** A line of a voucher: debit is positive, credit negative. */
export interface Line {
  readonly glAccountNo: string;
  readonly amount: number;
}

/** Of what the other side of receivables is. */
const CONTRA: Readonly<Record<EventName, Exclude<keyof GlAccounts, 'receivables' | 'vat'>>> = {
  document: 'sales',
  creditnote: 'sales',
  payment: 'bank',
  refund: 'bank',
  writeoff: 'loss',
  interest: 'interest',
};

/**
 * The lines of an event's voucher, none where nothing is owed more or less. The other side takes what is left without
 * VAT: the vendor's own example has sums that do not add up, and a voucher must.
 */
export function linesOf({ event, amount, vat }: LedgerEvent, accounts: GlAccounts): Line[] {
  if (amount === 0) return [];
  const contra = decimal(vat).minus(amount).toNumber();
  return [
    { glAccountNo: accounts.receivables, amount },
    { glAccountNo: accounts[CONTRA[event]], amount: contra },
    { glAccountNo: accounts.vat, amount: decimal(0).minus(vat).toNumber() },
  ].filter((line) => line.amount !== 0);
}
