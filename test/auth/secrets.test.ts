import { scrypt, scryptSync } from 'node:crypto';
import { describe, expect, it, vi } from 'vitest';
import { hashPassword, hashRandomSecret, isPassword, isRandomSecret } from '../../shared/auth/secrets.ts';

/** The real one, which also records its calls. */
vi.mock('node:crypto', async (original) => {
  const crypto = await original<typeof import('node:crypto')>();
  return { ...crypto, scrypt: vi.fn(crypto.scrypt) };
});

const maxmem = 64 * 1024 * 1024;

/** FIPS 180-2, appendix B.1. */
const HASH_OF_ABC = 'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad';

describe('a random secret', () => {
  it('is kept as its SHA-256 in hex', () => {
    expect(hashRandomSecret('abc')).toBe(HASH_OF_ABC);
  });

  it('is known by its hash, and by no other', () => {
    expect(isRandomSecret('abc', HASH_OF_ABC)).toBe(true);
    expect(isRandomSecret('abd', HASH_OF_ABC)).toBe(false);
    expect(isRandomSecret('', HASH_OF_ABC)).toBe(false);
    expect(isRandomSecret(HASH_OF_ABC, HASH_OF_ABC)).toBe(false);
  });
});

describe('a password', () => {
  it('is kept as scrypt, with the cost and a salt of 16 bytes, in 32 bytes', async () => {
    const hash = await hashPassword('correct horse');

    const [salt = '', key = ''] = hash.split('$').slice(4);
    const expected = scryptSync('correct horse', Buffer.from(salt, 'base64url'), 32, {
      N: 32_768,
      r: 8,
      p: 3,
      maxmem,
    });
    expect(hash).toBe(`scrypt$32768$8$3$${salt}$${expected.toString('base64url')}`);
    expect(Buffer.from(salt, 'base64url')).toHaveLength(16);
    expect(key).toHaveLength(43);
  });

  it('has a salt of its own each time', async () => {
    expect(await hashPassword('correct horse')).not.toBe(await hashPassword('correct horse'));
  });

  it('is known by its hash, and by no other', async () => {
    const hash = await hashPassword('correct horse');

    expect(await isPassword('correct horse', hash)).toBe(true);
    expect(await isPassword('correct horsf', hash)).toBe(false);
    expect(await isPassword('', hash)).toBe(false);
  });

  it('is kept at another cost where one is named', async () => {
    const hash = await hashPassword('correct horse', { N: 16, r: 4, p: 2 });

    expect(hash).toMatch(/^scrypt\$16\$4\$2\$/);
    expect(await isPassword('correct horse', hash)).toBe(true);
    expect(await isPassword('correct horsf', hash)).toBe(false);
  });

  it('is known by a hash that was made at another cost', async () => {
    const key = scryptSync('correct horse', 'salt', 16, { N: 16, r: 4, p: 2 });
    const salt = Buffer.from('salt').toString('base64url');

    expect(await isPassword('correct horse', `scrypt$16$4$2$${salt}$${key.toString('base64url')}`)).toBe(
      true,
    );
  });

  it('is nobody’s where there is no hash, after as much work as for a wrong one', async () => {
    expect(await isPassword('A', undefined)).toBe(false);

    const [password, salt, length, cost] = vi.mocked(scrypt).mock.lastCall ?? [];
    expect({ password, salt, length, cost }).toEqual({
      password: 'A',
      salt: Buffer.alloc(16),
      length: 32,
      cost: { N: 32_768, r: 8, p: 3, maxmem },
    });
  });
});
