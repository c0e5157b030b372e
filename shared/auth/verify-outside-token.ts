import { createRemoteJWKSet, errors, type JWTPayload, type JWTVerifyGetKey, jwtVerify } from 'jose';
import { now } from '../clock.ts';

/** An outside issuer of tokens: who it is, for whom its tokens must be, and where its keys are. */
export interface OutsideIssuer {
  readonly issuer: string;
  readonly audience: string;
  readonly jwksUrl: string;
}

const keySets = new Map<string, JWTVerifyGetKey>();

/**
 * The claims of a JWT of an outside issuer, or undefined where the token is not good.
 * @throws when its keys cannot be fetched or read
 */
export async function verifyOutsideToken(
  token: string,
  { issuer, audience, jwksUrl }: OutsideIssuer,
): Promise<JWTPayload | undefined> {
  const claims = { issuer, audience, requiredClaims: ['exp', 'sub'] };
  const options = { algorithms: ['RS256'], ...claims, currentDate: now() };
  try {
    const { payload } = await jwtVerify(token, keySet(jwksUrl), options);
    return payload;
  } catch (cause) {
    if (cause instanceof errors.JOSEError && !OURS.has(cause.code)) return undefined;
    throw cause;
  }
}

/** Codes of what is not the caller's mistake: a key set that cannot be fetched or read. */
const OURS = new Set(['ERR_JOSE_GENERIC', 'ERR_JWKS_INVALID', 'ERR_JWKS_TIMEOUT']);

function keySet(url: string): JWTVerifyGetKey {
  const keys = keySets.get(url) ?? createRemoteJWKSet(new URL(url));
  keySets.set(url, keys);
  return keys;
}
