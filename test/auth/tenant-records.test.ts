import { randomUUID } from 'node:crypto';
import { expect, it } from 'vitest';
import { readCredential, revokeCredential } from '../../shared/auth/credential-store.ts';
import { readTenantRecord, saveTenantRecord } from '../../shared/auth/tenant-records.ts';
import { credentials } from '../../shared/dynamodb/tables.ts';
import { answered, droppedAfter, inTurn, overtaken, withFates } from '../support/faults.ts';

type Profile = Readonly<Record<string, string>>;

const newId = () => `test#company#${randomUUID()}`;
const [MORNING, EVENING] = [new Date('2026-11-30T08:00:00Z'), new Date('2026-11-30T20:00:00Z')];
const having =
  (more: Profile) =>
  (known: Profile = {}): Profile => ({ ...known, ...more });

it('is made by its first change and kept by later ones', async () => {
  const id = newId();
  expect(await readTenantRecord(credentials(), id)).toBeUndefined();

  const made = await saveTenantRecord(credentials(), id, having({ name: 'Ada', city: 'Soria' }), MORNING);

  const at = MORNING.toISOString();
  const first = { id, profile: { name: 'Ada', city: 'Soria' }, createdAt: at, updatedAt: at, revision: 1 };
  expect(made).toEqual(first);
  expect(await readTenantRecord(credentials(), id)).toEqual(first);

  await saveTenantRecord(credentials(), id, having({ city: 'León' }), EVENING);

  expect(await readTenantRecord(credentials(), id)).toEqual({
    ...first,
    profile: { name: 'Ada', city: 'León' },
    updatedAt: EVENING.toISOString(),
    revision: 2,
  });
});

it.each(['absent', 'revision'])('[%s] loses nothing that is changed meanwhile', async (when) => {
  const id = newId();
  if (when === 'revision') await saveTenantRecord(credentials(), id, having({ name: 'Ada' }), MORNING);
  const faster = overtaken(() => saveTenantRecord(credentials(), id, having({ city: 'Soria' }), MORNING));
  const table = withFates(credentials(), inTurn(answered, faster));

  const { profile } = await saveTenantRecord(table, id, having({ name: 'Grace' }), EVENING);

  expect(profile).toEqual({ name: 'Grace', city: 'Soria' });
  expect((await readTenantRecord(credentials(), id))?.profile).toEqual(profile);
});

it('holds what was asked for when an answer was lost', async () => {
  const id = newId();
  const table = withFates(credentials(), inTurn(answered, droppedAfter));
  await saveTenantRecord(table, id, having({ name: 'Ada' }), MORNING);
  expect((await readTenantRecord(credentials(), id))?.profile).toEqual({ name: 'Ada' });
});

it('is no credential', async () => {
  const id = newId();
  await saveTenantRecord(credentials(), id, having({ name: 'Ada' }), MORNING);
  expect(await readCredential(credentials(), id, EVENING)).toBeUndefined();
  await expect(revokeCredential(credentials(), id, EVENING)).rejects.toMatchObject({
    name: 'ConditionalCheckFailedException',
  });
});
