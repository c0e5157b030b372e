import { createPublicKey } from 'node:crypto';
import { createRemoteJWKSet, errors, type JWTPayload, type JWTVerifyGetKey, jwtVerify } from 'jose';
import { requiredVariable } from '../environment.ts';
import { Failure } from '../http/failure.ts';

/** Who issues the tokens that a dialect trusts, for whom, and where the keys are. */
export interface Trust {
  readonly issuer: string;
  readonly audience: string;
  /** An outside issuer's key set; without it the key is our own. */
  readonly jwksUrl?: string;
}

/** Verified tokens kept per process: their signature is checked once, their expiry every time. */
const KEPT_TOKENS = 1_000;
const verified = new Map<string, JWTPayload>();
const remoteKeys = new Map<string, JWTVerifyGetKey>();

/** Trust in the tokens that this service issues for one audience. */
export const ownTokens = (audience: string): Trust => ({
  issuer: requiredVariable('TOKEN_ISSUER'),
  audience,
});

/**
 * The claims of the bearer token in an Authorization header.
 * @throws Failure `unauthenticated` when it is missing, malformed, not RS256, wrongly signed, expired, or not from this
 * issuer for this audience
 */
export async function verifyBearer(authorization: string | undefined, trust: Trust): Promise<JWTPayload> {
  const token = /^Bearer +([\w-]+\.[\w-]+\.[\w-]+) *$/i.exec(authorization ?? '')?.[1];
  if (!token) throw new Failure({ kind: 'unauthenticated' });
  const entry = `${trust.issuer} ${trust.audience} ${token}`;
  const known = verified.get(entry);
  if (known && (known.exp ?? 0) * 1000 > Date.now()) return known;
  const claims = await verifySignature(token, trust);
  if (verified.size >= KEPT_TOKENS) verified.delete(verified.keys().next().value as string);
  verified.set(entry, claims);
  return claims;
}

async function verifySignature(token: string, { issuer, audience, jwksUrl }: Trust): Promise<JWTPayload> {
  const options = { algorithms: ['RS256'], issuer, audience, requiredClaims: ['exp', 'sub'] };
  try {
    const { payload } = jwksUrl
      ? await jwtVerify(token, remoteKeySet(jwksUrl), options)
      : await jwtVerify(token, ownPublicKey(), options);
    return payload;
  } catch (cause) {
    if (cause instanceof errors.JOSEError && !OURS.has(cause.code)) {
      throw new Failure({ kind: 'unauthenticated' }, { cause });
    }
    throw cause;
  }
}

/** Codes of what is not the caller's mistake: a key set that cannot be fetched or read. */
const OURS = new Set(['ERR_JOSE_GENERIC', 'ERR_JWKS_INVALID', 'ERR_JWKS_TIMEOUT']);

function remoteKeySet(url: string): JWTVerifyGetKey {
  const keys = remoteKeys.get(url) ?? createRemoteJWKSet(new URL(url));
  remoteKeys.set(url, keys);
  return keys;
}

let publicKey: { encoded: string; key: ReturnType<typeof createPublicKey> } | undefined;

function ownPublicKey() {
  const encoded = requiredVariable('TOKEN_PUBLIC_KEY');
  if (publicKey?.encoded !== encoded) {
    const key = createPublicKey({ key: Buffer.from(encoded, 'base64'), format: 'der', type: 'spki' });
    publicKey = { encoded, key };
  }
  return publicKey.key;
}
