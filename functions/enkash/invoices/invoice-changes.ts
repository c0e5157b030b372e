import { balanceOf, CANCELLED, type Invoice, netOf } from './invoice.ts';
import type { Requested } from './invoice-changes-request.ts';

/**
 * What becomes of an invoice. Our choice: amounts that are not sent follow those that they are made of, net the base and
 * the taxes, the balance what is owed and received and whether the invoice is cancelled. Who settled it stays.
 */
export function changed(before: Invoice, requested: Requested): Invoice {
  const members = Object.entries({ ...before, ...requested });
  const after = Object.fromEntries(members.filter(([, value]) => value !== null)) as Merged;
  const differs = (name: Addend) => (after[name] ?? 0) !== (before[name] ?? 0);
  const netAmount = amount(before.netAmount, requested.netAmount, NET_OF.some(differs), () => netOf(after));
  const isDueAnew =
    netAmount !== before.netAmount || differs('totalReceived') || isCancelled(after) !== isCancelled(before);
  const balanceAmount = amount(before.balanceAmount, requested.balanceAmount, isDueAnew, () =>
    balanceOf({ ...after, netAmount }),
  );
  return { ...after, netAmount, balanceAmount };
}

/** The calculated amounts may be cleared. */
type Merged = Omit<Invoice, 'netAmount' | 'balanceAmount'>;

const NET_OF = ['baseAmount', 'cgst', 'sgst', 'igst', 'tds'] as const;

type Addend = (typeof NET_OF)[number] | 'totalReceived';

const isCancelled = ({ receivableStatus }: Merged): boolean => receivableStatus === CANCELLED;

/** Our choice: an amount that every invoice has is calculated anew where it is cleared. */
const amount = (
  before: number,
  sent: number | null | undefined,
  isOver: boolean,
  calculated: () => number,
): number => sent ?? (sent === null || isOver ? calculated() : before);
