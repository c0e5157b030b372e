import type { Entry } from './tally.ts';

/** Why a customer is reported. `unsettled`: its links kept changing, so that nothing can be said of its count. */
export type Problem =
  | 'count differs'
  | 'count missing'
  | 'linked though deleted'
  | 'no such customer'
  | 'unsettled';

export interface Finding {
  /** Key of the customer. */
  readonly customer: string;
  readonly problem: Problem;
  readonly linkCount: number | null;
  readonly liveLinks: number;
  /** The same of recurring invoices alone, where the two differ. */
  readonly recurringCount?: number;
  readonly liveRecurring?: number;
  readonly repaired: boolean;
}

/** Problems that a new count mends. In the others either the deletion or the link is wrong: a person must say which. */
export const REPAIRABLE: ReadonlySet<Problem> = new Set(['count differs', 'count missing']);

/** The problem of a customer whose links are known, if it has one. */
export function problemOf({ customer, links, recurring, isNamed }: Entry): Problem | undefined {
  if (!customer) return links > 0 || isNamed ? 'no such customer' : undefined;
  if (customer.deletion && links > 0) return 'linked though deleted';
  if (customer.linkCount === undefined) return 'count missing';
  const { linkCount, recurringCount = 0 } = customer;
  return linkCount === links && recurringCount === recurring ? undefined : 'count differs';
}

export function findingOf(
  { key, customer, links, recurring }: Entry,
  problem: Problem,
  repaired: boolean,
): Finding {
  const recurringCount = customer?.recurringCount ?? 0;
  return {
    customer: key,
    problem,
    linkCount: customer?.linkCount ?? null,
    liveLinks: links,
    ...(customer && recurringCount !== recurring && { recurringCount, liveRecurring: recurring }),
    repaired,
  };
}
