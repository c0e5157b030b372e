import type { RecordedAttempt, RecordedRequest } from '../../../local/sandbox/shapes.ts';
import type { CustomerRef } from './now.ts';

export interface RefusedCondition {
  readonly action: string;
  readonly key: string;
  readonly expression: string;
}

/** Conditions that are shown. */
const MOST = 5;

/**
 * The conditions that have refused a request.
 * @param customerId of a request that was refused many customers, the one that is meant
 */
export function refusedConditions({ dynamodb }: RecordedRequest, customerId?: string): RefusedCondition[] {
  const all = dynamodb.flatMap(refusedIn);
  const own = customerId === undefined ? [] : all.filter(({ key }) => customerIn(key)?.id === customerId);
  // Another attempt of the same write says nothing new.
  const shown = new Map((own.length > 0 ? own : all).map((each) => [`${each.key} ${each.expression}`, each]));
  return [...shown.values()].slice(0, MOST);
}

const refusedIn = ({ action, outcome, conditions }: RecordedAttempt): RefusedCondition[] =>
  conditions
    // Where nobody tells which of a transaction's conditions it was, it may be each.
    .filter(({ isRefused }) => isRefused ?? /Condition|Transaction/.test(outcome))
    .map(({ key, expression }) => ({ action, key, expression }));

/** Which customer an item is: `enkash#CEKFOWV7UQ#KCMW2U9R4H9HPNKC / CUSTOMER`. Only an id may contain `#`. */
export function customerIn(key: string): CustomerRef | undefined {
  const [, vendor, tenant, id] = /^([^#]+)#([^#]+)#(.+) \/ CUSTOMER$/.exec(key) ?? [];
  return vendor && tenant && id ? { vendor, tenant, id } : undefined;
}
