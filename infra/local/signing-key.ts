import { createPrivateKey, createPublicKey, generateKeyPairSync, type KeyObject } from 'node:crypto';
import { dirname } from 'node:path';
import { damaged, makeDataDirectory, readDataFile, writeDataFile } from './data-files.ts';

export interface SigningKey {
  readonly privateKey: KeyObject;
  /** DER SubjectPublicKeyInfo in base64, as functions get it in TOKEN_PUBLIC_KEY. */
  readonly publicKey: string;
}

/** The key pair that signs local tokens: made at the first start, readable by its owner only. @throws StartupError */
export function readOrMakeSigningKey(file: string): SigningKey {
  const pem = readDataFile(file);
  if (pem !== undefined) return withPublicKey(privateKeyIn(file, pem));
  const made = makeSigningKey();
  makeDataDirectory(dirname(file));
  writeDataFile(file, made.privateKey.export({ type: 'pkcs8', format: 'pem' }));
  return made;
}

function privateKeyIn(file: string, pem: string): KeyObject {
  try {
    const key = createPrivateKey(pem);
    if (key.asymmetricKeyType === 'rsa') return key;
  } catch {
    // What OpenSSL says of it helps nobody.
  }
  throw damaged(file);
}

export const makeSigningKey = (): SigningKey =>
  withPublicKey(generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey);

const withPublicKey = (privateKey: KeyObject): SigningKey => ({
  privateKey,
  publicKey: createPublicKey(privateKey).export({ type: 'spki', format: 'der' }).toString('base64'),
});
