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
  readonly repaired: boolean;
}

/** Problems that a new count mends. In the others either the deletion or the link is wrong: a person must say which. */
export const REPAIRABLE: ReadonlySet<Problem> = new Set(['count differs', 'count missing']);

/** The problem of a customer whose links are known, if it has one. */
export function problemOf({ customer, links, isNamed }: Entry): Problem | undefined {
  if (!customer) return links > 0 || isNamed ? 'no such customer' : undefined;
  if (customer.deletion && links > 0) return 'linked though deleted';
  if (customer.linkCount === undefined) return 'count missing';
  return customer.linkCount === links ? undefined : 'count differs';
}

export const findingOf = ({ key, customer, links }: Entry, problem: Problem, repaired: boolean): Finding => ({
  customer: key,
  problem,
  linkCount: customer?.linkCount ?? null,
  liveLinks: links,
  repaired,
});
