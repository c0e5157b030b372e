import { randomUUID } from 'node:crypto';
import { countAttempt } from '../../shared/auth/attempts.ts';
import { writeCredential } from '../../shared/auth/credential-store.ts';
import { credentials } from '../../shared/dynamodb/tables.ts';

export const NOW = new Date('2026-11-25T10:00:00.000Z');
export const later = (milliseconds: number) => new Date(NOW.getTime() + milliseconds);
export const LOCKED_FOR = 15 * 60_000;

/** A credential of a company called A. */
export async function newCredential(change: { validUntil?: string } = {}) {
  const id = `test#user#${randomUUID()}`;
  const credential = {
    id,
    grant: { company: 'A' },
    secretHash: 'hash',
    createdAt: NOW.toISOString(),
    ...change,
  };
  await writeCredential(credentials(), credential);
  return { pk: id, sk: 'CREDENTIAL', ...credential };
}

export const count = (id: string, now = NOW, table = credentials()) =>
  countAttempt(table, { id, owner: ['company', 'A'] }, now);

export async function countTimes(times: number, id: string, now = NOW): Promise<void> {
  for (let n = 0; n < times; n++) await count(id, now);
}
