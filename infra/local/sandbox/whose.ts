import type { Seeds } from '../seeds.ts';

/** The variables of `.local/env.sh` that have a header with credentials of a sample. */
const VARIABLES = { ENKASH: 'enkash', AMILI: 'amili', BEEL: 'beel', OPERATOR: 'operator' } as const;

/** The variable that has credentials of the same caller. */
export const variableOf = (authorization: string, seeds: Seeds): string | undefined =>
  Object.entries(VARIABLES).find(([, whose]) => isSameCaller(seeds[whose].authorization, authorization))?.[0];

/** Tokens of one caller are others each hour. */
const isSameCaller = (one: string, other: string): boolean =>
  one === other || (callerIn(one) !== undefined && callerIn(one) === callerIn(other));

function callerIn(authorization: string): string | undefined {
  const [, claims] = /^Bearer +[\w-]+\.([\w-]+)\./i.exec(authorization) ?? [];
  if (claims === undefined) return undefined;
  try {
    const { sub, aud, use } = JSON.parse(Buffer.from(claims, 'base64url').toString());
    return JSON.stringify([sub, aud, use]);
  } catch {
    return undefined;
  }
}
