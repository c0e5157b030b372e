import { restorableUntil } from '../../../shared/receivables/customers/restoration-window.ts';
import { routeText } from './blocker-lines.ts';
import type { Explained } from './explain.ts';

/** What to do next, in a sentence or two. */
export function nextStep(explained: Explained, restorationDays: number | undefined, now: Date): string {
  const { customer, held, rules } = explained;
  const path = operatorPath(explained);
  if (customer.deletion) return afterDeletion(explained, restorationDays, now);
  if (customer.protection) return `It is protected: DELETE ${path}/protection lifts that.`;
  if (customer.linkCount === undefined)
    return 'How much refers to it is not known, and that refuses: npm run recount -- --fix counts.';
  const deletion = routeText(rules.deletionOf(customer));
  if (!held || held.areAllOver) return `It can be deleted now: ${deletion}.`;
  const { blockers, isMore } = held;
  if (blockers.length === 0)
    return `Its count says ${customer.linkCount}, and nothing is found that is not over: try ${deletion}, which ends what is over; where that is refused again, npm run recount.`;
  const least = isMore ? 'at least ' : '';
  const stuck = blockers.filter(({ seen }) => seen.clearing.route === undefined).length;
  if (stuck > 0)
    return `It cannot be deleted: ${least}${stuck} of what refers to it cannot be cleared, as said above.`;
  const refers = blockers.length === 1 && !isMore ? 'refers' : 'refer';
  return `Clear the ${least}${blockers.length} that ${refers} to it, as said above; then ${deletion}.`;
}

function afterDeletion(explained: Explained, days: number | undefined, now: Date): string {
  const restoring = `POST ${operatorPath(explained)}/restoration`;
  if (days === undefined)
    return `It is deleted. As long as the stage's window lasts, ${restoring} restores it.`;
  const until = restorableUntil(explained.customer, days) ?? 0;
  return until > now.getTime()
    ? `It is deleted, and can be restored until ${new Date(until).toISOString()}: ${restoring}.`
    : 'It is deleted, and can be restored no more: nothing is left to do.';
}

/** Of the operator's own routes for the customer. */
export const operatorPath = ({
  ref: { vendor, tenant },
  rules,
  customer,
}: Pick<Explained, 'ref' | 'rules' | 'customer'>): string =>
  `/operator/v1/${vendor}/${encodeURIComponent(tenant)}/customers/${encodeURIComponent(rules.idOf(customer))}`;
