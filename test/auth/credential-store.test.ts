import { randomUUID } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import {
  type Credential,
  completeGrant,
  isValid,
  readCredential,
  revokeCredential,
  writeCredential,
} from '../../shared/auth/credential-store.ts';
import { credentials } from '../../shared/dynamodb/tables.ts';
import { droppedAfter, droppedBefore, inTurn, withFates } from '../support/faults.ts';
import { storedCredential } from '../support/stored-credential.ts';

const CREATED = '2026-11-21T10:00:00.000Z';
const LATER = new Date('2026-11-21T11:00:00.000Z');

const newCredential = (change: Partial<Credential<unknown>> = {}): Credential<unknown> => ({
  id: `test#key#${randomUUID()}`,
  grant: { scopes: ['read'] },
  createdAt: CREATED,
  ...change,
});

const conditionFailed = expect.objectContaining({ name: 'ConditionalCheckFailedException' });

describe('a credential', () => {
  it('is stored under its id and read as it was written', async () => {
    const credential = newCredential({ secretHash: 'hash', validUntil: '2027-01-01T00:00:00Z' });

    await writeCredential(credentials(), credential);

    const item = { pk: credential.id, sk: 'CREDENTIAL', ...credential };
    expect(await storedCredential(credential.id)).toEqual(item);
    expect(await readCredential(credentials(), credential.id, LATER)).toEqual(item);
  });

  it('is not there where nobody wrote it', async () => {
    expect(await readCredential(credentials(), `test#key#${randomUUID()}`, LATER)).toBe(undefined);
  });

  it('is read as its last write left it', async () => {
    const inputs: unknown[] = [];
    const table = withFates(credentials(), () => ({ input, apply }) => {
      inputs.push(input);
      return apply();
    });

    await readCredential(table, 'test#key#1', LATER);

    const Key = { pk: 'test#key#1', sk: 'CREDENTIAL' };
    expect(inputs).toEqual([{ TableName: credentials().name, Key, ConsistentRead: true }]);
  });

  it('never takes the place of another', async () => {
    const first = newCredential();
    await writeCredential(credentials(), first);

    const second = { ...first, grant: { scopes: ['write'] } };
    await expect(writeCredential(credentials(), second)).rejects.toEqual(conditionFailed);

    expect(await storedCredential(first.id)).toEqual({ pk: first.id, sk: 'CREDENTIAL', ...first });
  });

  it('ends at the time until which it is valid', () => {
    const credential = newCredential({ validUntil: LATER.toISOString() });

    expect(isValid(credential, new Date(LATER.getTime() - 1))).toBe(true);
    expect(isValid(credential, LATER)).toBe(false);
    expect(isValid(newCredential(), LATER)).toBe(true);
    expect(isValid(newCredential({ revokedAt: CREATED, validUntil: '2027-01-01T00:00:00Z' }), LATER)).toBe(
      false,
    );
  });

  it('is not there any more once it has expired', async () => {
    const credential = newCredential({ validUntil: LATER.toISOString() });
    await writeCredential(credentials(), credential);

    expect(await readCredential(credentials(), credential.id, LATER)).toBe(undefined);
  });
});

describe('a revoked credential', () => {
  it('is not there any more, and keeps the time of its first revocation', async () => {
    const credential = newCredential();
    await writeCredential(credentials(), credential);

    await revokeCredential(credentials(), credential.id, LATER);
    await revokeCredential(credentials(), credential.id, new Date(LATER.getTime() + 1000));

    expect(await readCredential(credentials(), credential.id, LATER)).toBe(undefined);
    expect(await storedCredential(credential.id)).toEqual({
      pk: credential.id,
      sk: 'CREDENTIAL',
      ...credential,
      revokedAt: LATER.toISOString(),
    });
  });

  it('must have been there', async () => {
    const id = `test#key#${randomUUID()}`;

    await expect(revokeCredential(credentials(), id, LATER)).rejects.toEqual(conditionFailed);

    expect(await storedCredential(id)).toBe(undefined);
  });
});

describe('an empty grant', () => {
  const stored = (credential: Credential<unknown>) => ({
    pk: credential.id,
    sk: 'CREDENTIAL',
    ...credential,
  });

  it('is completed, once or again', async () => {
    const credential = newCredential({ grant: {} });
    await writeCredential(credentials(), credential);
    const grant = { company: 'A' };

    await completeGrant(withFates(credentials(), inTurn(droppedAfter)), credential.id, grant);
    await completeGrant(credentials(), credential.id, grant);

    expect(await storedCredential(credential.id)).toEqual(stored({ ...credential, grant }));
  });

  it('must have been empty', async () => {
    const credential = newCredential({ grant: { company: 'A' } });
    await writeCredential(credentials(), credential);

    await expect(completeGrant(credentials(), credential.id, { company: 'B' })).rejects.toEqual(
      conditionFailed,
    );

    expect(await storedCredential(credential.id)).toEqual(stored(credential));
  });

  it('must have been there', async () => {
    const id = `test#key#${randomUUID()}`;

    await expect(completeGrant(credentials(), id, { company: 'A' })).rejects.toEqual(conditionFailed);

    expect(await storedCredential(id)).toBe(undefined);
  });
});

describe('every request to the credentials', () => {
  it('is repeated when it had no answer', async () => {
    const credential = newCredential();
    const shaky = () => withFates(credentials(), inTurn(droppedBefore));

    await writeCredential(shaky(), credential);
    expect(await readCredential(shaky(), credential.id, LATER)).toMatchObject(credential);
    await revokeCredential(shaky(), credential.id, LATER);

    expect(await readCredential(credentials(), credential.id, LATER)).toBe(undefined);
  });
});
