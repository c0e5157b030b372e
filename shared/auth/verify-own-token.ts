import { createPublicKey, type KeyObject } from 'node:crypto';
import { errors, type JWTPayload, jwtVerify } from 'jose';
import { now } from '../clock.ts';
import { requiredVariable } from '../environment.ts';

/**
 * The claims of a JWT that this service issued (TOKEN_ISSUER) for an audience, or undefined where the token is not
 * RS256, not signed by TOKEN_PUBLIC_KEY, expired, not for this audience, or no JWT at all.
 */
export async function verifyOwnToken(token: string, audience: string): Promise<JWTPayload | undefined> {
  const issuer = requiredVariable('TOKEN_ISSUER');
  // We say which algorithm; what the token says of it must not decide.
  const claims = { issuer, audience, requiredClaims: ['exp', 'sub'] };
  const options = { algorithms: ['RS256'], ...claims, currentDate: now() };
  try {
    const { payload } = await jwtVerify(token, ownPublicKey(), options);
    return typeof payload.sub === 'string' ? payload : undefined;
  } catch (cause) {
    if (cause instanceof errors.JOSEError) return undefined;
    throw cause;
  }
}

let publicKey: { encoded: string; key: KeyObject } | undefined;

function ownPublicKey(): KeyObject {
  const encoded = requiredVariable('TOKEN_PUBLIC_KEY');
  if (publicKey?.encoded !== encoded) {
    const key = createPublicKey({ key: Buffer.from(encoded, 'base64'), format: 'der', type: 'spki' });
    if (key.asymmetricKeyType !== 'rsa') throw new Error('TOKEN_PUBLIC_KEY is no RSA key');
    publicKey = { encoded, key };
  }
  return publicKey.key;
}
