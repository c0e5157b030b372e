import { createHash, createHmac, createSecretKey, type KeyObject } from 'node:crypto';

/** What the SDK gives as a secret. */
type Secret = string | ArrayBuffer | ArrayBufferView;

/**
 * SHA-256, or HMAC-SHA-256 where there is a secret, as the SDK's request signatures use it. The SDK's own hands Node
 * the secret's bytes every time, and Node takes six times as long for bytes as for a key object: a signature has two
 * such secrets, which stay the same for a day.
 */
export class Sha256 {
  readonly digestLength = 32;
  readonly #secret: KeyObject | undefined;
  #chunks: Uint8Array[] = [];

  constructor(secret?: Secret) {
    this.#secret = secret ? keyOf(secret) : undefined;
  }

  update(chunk: Uint8Array): void {
    this.#chunks.push(chunk);
  }

  async digest(): Promise<Uint8Array> {
    const hash = this.#secret ? createHmac('sha256', this.#secret) : createHash('sha256');
    for (const chunk of this.#chunks) hash.update(chunk);
    return hash.digest();
  }

  reset(): void {
    this.#chunks = [];
  }
}

/** The last secret that was text: the secret access key of the function's role. */
let text: { secret: string; key: KeyObject } | undefined;

/** Secrets that are bytes, such as the SDK's signing key of the day, which it keeps and gives again. */
const keys = new WeakMap<object, KeyObject>();

function keyOf(secret: Secret): KeyObject {
  if (typeof secret === 'string') {
    if (text?.secret !== secret) text = { secret, key: createSecretKey(secret, 'utf8') };
    return text.key;
  }
  const known = keys.get(secret);
  if (known) return known;
  const key = createSecretKey(bytesOf(secret));
  keys.set(secret, key);
  return key;
}

const bytesOf = (data: Exclude<Secret, string>): Buffer =>
  ArrayBuffer.isView(data) ? Buffer.from(data.buffer, data.byteOffset, data.byteLength) : Buffer.from(data);
