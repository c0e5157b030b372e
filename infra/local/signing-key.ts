import { createPrivateKey, createPublicKey, generateKeyPairSync, type KeyObject } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';

export interface SigningKey {
  readonly privateKey: KeyObject;
  /** DER SubjectPublicKeyInfo in base64, as functions get it in TOKEN_PUBLIC_KEY. */
  readonly publicKey: string;
}

/** The key pair that signs local tokens: made at the first start, readable by its owner only. */
export function readOrMakeSigningKey(file: string): SigningKey {
  if (!existsSync(file)) {
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, makeSigningKey().privateKey.export({ type: 'pkcs8', format: 'pem' }), {
      mode: 0o600,
    });
  }
  return withPublicKey(createPrivateKey(readFileSync(file)));
}

export const makeSigningKey = (): SigningKey =>
  withPublicKey(generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey);

const withPublicKey = (privateKey: KeyObject): SigningKey => ({
  privateKey,
  publicKey: createPublicKey(privateKey).export({ type: 'spki', format: 'der' }).toString('base64'),
});
