import type { Blocker } from '../../../functions/operator/customers/deletion-preview.ts';
import type { Route } from '../../../functions/vendor.ts';
import { dependentRefOf } from '../../../shared/receivables/keys.ts';

/** A blocker: what it is, and below it how it is cleared, or why it cannot be. */
export function blockerLines({ item, seen }: Blocker): string[] {
  const { kind, id } = dependentRefOf(item.pk);
  const { number, amount, currency, state, clearing } = seen;
  const sum = amount === undefined ? undefined : [amount.toFixed(2), currency].filter(Boolean).join(' ');
  const what = [wordsOf(kind), number ?? id, sum, state].filter((part) => part !== undefined).join('  ');
  const route = clearing.route && routeText(clearing.route);
  return [what, ...[route, clearing.reason].filter((line) => line !== undefined).map((line) => `  ${line}`)];
}

/** RECURRING_INVOICE, as people say it. */
export const wordsOf = (kind: string): string => kind.toLowerCase().replaceAll('_', ' ');

export const routeText = ({ method, path, body }: Route): string =>
  [method, path, ...(body ? [JSON.stringify(body)] : [])].join(' ');
