import { createHash, randomBytes, scrypt, timingSafeEqual } from 'node:crypto';
import { promisify } from 'node:util';

const deriveKey = promisify<
  string,
  Buffer,
  number,
  { N: number; r: number; p: number; maxmem: number },
  Buffer
>(scrypt);

/** What a guess costs. */
export interface Cost {
  readonly N: number;
  readonly r: number;
  readonly p: number;
}

/** OWASP's first choice for scrypt: 2^17 would need 128 MB, half of a small function; 2^15 with p = 3 is as strong. */
const COST: Cost = { N: 2 ** 15, r: 8, p: 3 };
const maxmem = 64 * 1024 * 1024;

/** SHA-256 in hex: for secrets that are long and random, and so cannot be guessed from their hash. */
export const hashRandomSecret = (secret: string): string => createHash('sha256').update(secret).digest('hex');

/** Whether `secret` has the hash, in a time that does not depend on where they differ. */
export const isRandomSecret = (secret: string, hash: string): boolean =>
  timingSafeEqual(Buffer.from(hashRandomSecret(secret), 'hex'), Buffer.from(hash, 'hex'));

/**
 * `scrypt$N$r$p$salt$key`, base64url: for secrets that a person chose.
 * @param cost less only where nothing is to be protected
 */
export async function hashPassword(password: string, cost = COST): Promise<string> {
  const salt = randomBytes(16);
  const key = await deriveKey(password, salt, 32, { ...cost, maxmem });
  return ['scrypt', cost.N, cost.r, cost.p, salt.toString('base64url'), key.toString('base64url')].join('$');
}

/** Whether `password` has the hash. Takes as long for an unknown user (no hash) as for a wrong password. */
export async function isPassword(password: string, hash: string | undefined): Promise<boolean> {
  const [, N, r, p, salt, key] = (hash ?? UNKNOWN_USER).split('$') as [
    string,
    string,
    string,
    string,
    string,
    string,
  ];
  const expected = Buffer.from(key, 'base64url');
  const cost = { N: Number(N), r: Number(r), p: Number(p), maxmem };
  const actual = await deriveKey(password, Buffer.from(salt, 'base64url'), expected.length, cost);
  return timingSafeEqual(actual, expected) && hash !== undefined;
}

const UNKNOWN_USER = ['scrypt', COST.N, COST.r, COST.p, 'AAAAAAAAAAAAAAAAAAAAAA', 'A'.repeat(43)].join('$');
