import type { JWTPayload } from 'jose';
import { now } from '../clock.ts';
import { Failure } from '../http/failure.ts';
import type { OutsideIssuer } from './verify-outside-token.ts';
import { verifyOwnToken } from './verify-own-token.ts';

/** Whose tokens a dialect trusts. */
export interface Trust {
  /** A token that was verified under one name is not taken as verified under another. */
  readonly name: string;
  /** The claims of a good token; undefined where the token is not good. */
  verify(token: string): JWTPayload | undefined | Promise<JWTPayload | undefined>;
}

/** Trust in the tokens that this service issues for one audience. */
export const ownTokens = (audience: string): Trust => ({
  name: audience,
  verify: (token) => verifyOwnToken(token, audience),
});

/** Trust in the tokens of an outside issuer. The code that verifies them is loaded with the first token. */
export const outsideTokens = (issuer: OutsideIssuer): Trust => ({
  name: `${issuer.jwksUrl} ${issuer.issuer} ${issuer.audience}`,
  async verify(token) {
    const { verifyOutsideToken } = await import('./verify-outside-token.ts');
    return verifyOutsideToken(token, issuer);
  },
});

/**
 * Verified Authorization headers kept per process, for each trust: a signature is checked once, an expiry every time.
 */
const KEPT_TOKENS = 1_000;
const verified = new Map<string, Map<string, JWTPayload>>();

/**
 * The claims of the bearer token in an Authorization header.
 * @throws Failure `unauthenticated` when it is missing, malformed, not RS256, wrongly signed, expired, or not of a
 * trusted issuer for its audience
 */
export async function verifyBearer(authorization: string | undefined, trust: Trust): Promise<JWTPayload> {
  const kept = keptFor(trust);
  const known = authorization === undefined ? undefined : kept.get(authorization);
  if (known && (known.exp ?? 0) * 1000 > now().getTime()) return known;
  const [, token] = /^Bearer +([\w-]+\.[\w-]+\.[\w-]+) *$/i.exec(authorization ?? '') ?? [];
  const claims = token && (await trust.verify(token));
  if (!claims) throw new Failure({ kind: 'unauthenticated' });
  if (kept.size >= KEPT_TOKENS) kept.delete(kept.keys().next().value as string);
  kept.set(authorization as string, claims);
  return claims;
}

function keptFor({ name }: Trust): Map<string, JWTPayload> {
  const kept = verified.get(name) ?? new Map<string, JWTPayload>();
  verified.set(name, kept);
  return kept;
}
