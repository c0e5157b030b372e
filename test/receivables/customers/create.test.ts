import { describe, expect, it, vi } from 'vitest';
import { newEffort } from '../../../shared/dynamodb/send.ts';
import { receivables } from '../../../shared/dynamodb/tables.ts';
import { createCustomer, type NewCustomer } from '../../../shared/receivables/customers/create.ts';
import { customerItemKey } from '../../../shared/receivables/keys.ts';
import { fence } from '../../../shared/receivables/repeats/fence.ts';
import { refusedName, settledName } from '../../../shared/receivables/repeats/settled-requests.ts';
import type { Stamp } from '../../../shared/receivables/stamp.ts';
import { answered, droppedAfter, overtaken } from '../../support/faults.ts';
import {
  expectRemoved,
  expireCustomer,
  newScene,
  outOfTime,
  overwrite,
  storeRemovedCustomer,
  tableWith,
} from '../../support/scenes.ts';
import { newStamp, storeCustomer, storedCustomer } from '../../support/store.ts';

const profile = { name: 'Ada' };
const reference = { no: 1 };

/** The item of a customer that was just created. */
const created = (wanted: NewCustomer, stamp: Stamp) => ({
  ...customerItemKey(wanted.ref),
  linkCount: 0,
  profile: wanted.profile,
  reference: wanted.reference,
  creation: stamp,
  update: stamp,
  version: 1,
});

describe('createCustomer', () => {
  it('stores a customer where there is none', async () => {
    const wanted = { ref: newScene().customer(), profile, reference };
    const stamp = newStamp();

    const result = await createCustomer(receivables(), wanted, stamp);

    expect(result).toEqual({ outcome: 'created', customer: created(wanted, stamp) });
    expect(await storedCustomer(wanted.ref)).toEqual(created(wanted, stamp));
  });

  it('[absent] leaves a customer that is there as it is', async () => {
    const ref = newScene().customer();
    const before = await storeCustomer(ref, { name: 'Grace' });

    const result = await createCustomer(receivables(), { ref, profile, reference }, newStamp());

    expect(result).toEqual({ outcome: 'exists', customer: before });
    expect(await storedCustomer(ref)).toEqual(before);
  });

  it('is told of an attempt that landed and lost its answer', async () => {
    const wanted = { ref: newScene().customer(), profile, reference };
    const stamp = newStamp();

    const result = await createCustomer(tableWith(droppedAfter), wanted, stamp);

    expect(result).toEqual({ outcome: 'created', customer: created(wanted, stamp) });
    expect(await storedCustomer(wanted.ref)).toEqual(created(wanted, stamp));
  });

  it('is told of an attempt that landed, even when the customer was deleted since', async () => {
    const wanted = { ref: newScene().customer(), profile, reference };
    const stamp = newStamp();
    const deleted = overtaken(() => expectRemoved(wanted.ref, 'deletion'));

    const result = await createCustomer(tableWith(droppedAfter, deleted), wanted, stamp);

    expect(result).toEqual({ outcome: 'created', customer: created(wanted, stamp) });
    expect(await storedCustomer(wanted.ref)).toMatchObject({ creation: stamp, version: 2 });
  });

  it('is told of an attempt that landed, even when another customer has the number since', async () => {
    const wanted = { ref: newScene().customer(), profile, reference, reuseErasedId: true };
    const stamp = newStamp();
    const another = newStamp();
    const replaced = overtaken(async () => {
      await expectRemoved(wanted.ref, 'deletion');
      await createCustomer(receivables(), { ...wanted, profile: { name: 'Grace' } }, another);
    });

    const result = await createCustomer(tableWith(droppedAfter, replaced), wanted, stamp);

    expect(result).toEqual({ outcome: 'created', customer: created(wanted, stamp) });
    expect(await storedCustomer(wanted.ref)).toMatchObject({ profile: { name: 'Grace' }, creation: another });
  });
});

describe('createCustomer on a deleted customer', () => {
  it('leaves it where ids are not used again', async () => {
    const ref = newScene().customer();
    const deleted = await storeRemovedCustomer(ref, 'deletion');

    const result = await createCustomer(receivables(), { ref, profile, reference }, newStamp());

    expect(result).toEqual({ outcome: 'exists', customer: deleted });
    expect(await storedCustomer(ref)).toEqual(deleted);
  });

  it('takes the place of a fence, also where ids are not used again, and goes on shutting out', async () => {
    const ref = newScene().customer();
    const [refused, stamp] = [newStamp(), newStamp()];
    await fence(receivables(), customerItemKey(ref), refused, newEffort(receivables()));

    const result = await createCustomer(receivables(), { ref, profile, reference }, stamp);

    const settled = new Set([settledName(refused), refusedName(refused)]);
    const customer = { ...created({ ref, profile, reference }, stamp), settled };
    expect(result).toEqual({ outcome: 'created', customer });
    expect(await storedCustomer(ref)).toEqual(customer);
  });

  it('leaves an inactive customer, also where ids are used again', async () => {
    const ref = newScene().customer();
    const inactive = await storeRemovedCustomer(ref, 'deactivation');
    const wanted = { ref, profile, reference, reuseErasedId: true };

    const result = await createCustomer(receivables(), wanted, newStamp());

    expect(result).toEqual({ outcome: 'exists', customer: inactive });
  });

  it('takes its place where ids are used again, and remembers the requests that came before', async () => {
    const ref = newScene().customer();
    await storeCustomer(ref);
    await expectRemoved(ref, 'deactivation');
    await expectRemoved(ref, 'deletion');
    const deleted = (await storedCustomer(ref))!;
    await overwrite({ ...deleted, settled: new Set([`${deleted.creation.at} an update`]), expiresAt: 1 });
    const wanted = { ref, profile, reference, reuseErasedId: true };
    const stamp = newStamp();

    const result = await createCustomer(receivables(), wanted, stamp);

    const settled = new Set([
      `${deleted.creation.at} an update`,
      ...[deleted.creation, deleted.deactivation!, deleted.deletion!].map(settledName),
    ]);
    expect(result).toEqual({ outcome: 'created', customer: { ...created(wanted, stamp), settled } });
    expect(await storedCustomer(ref)).toEqual({ ...created(wanted, stamp), settled });
  });

  it('forgets what is older than a minute', async () => {
    const ref = newScene().customer();
    const deleted = await storeRemovedCustomer(ref, 'deletion');
    const old = (stamp: Stamp) => ({ ...stamp, at: new Date(Date.now() - 61_000).toISOString() });
    await overwrite({ ...deleted, creation: old(deleted.creation), deletion: old(deleted.deletion!) });
    const wanted = { ref, profile, reference, reuseErasedId: true };
    const stamp = newStamp();

    await createCustomer(receivables(), wanted, stamp);

    expect(await storedCustomer(ref)).toEqual(created(wanted, stamp));
  });

  it('[still the tombstone seen] does not replace a customer who took its place meanwhile', async () => {
    const ref = newScene().customer();
    await storeRemovedCustomer(ref, 'deletion');
    const wanted = { ref, profile, reference, reuseErasedId: true };
    const another = newStamp();
    const faster = overtaken(() => createCustomer(receivables(), wanted, another));

    const result = await createCustomer(tableWith(answered, faster), wanted, newStamp());

    expect(result).toMatchObject({ outcome: 'exists', customer: { creation: another } });
    expect(await storedCustomer(ref)).toMatchObject({ creation: another });
  });

  it('takes the place of the latest, when there was one more in between', async () => {
    const ref = newScene().customer();
    await storeRemovedCustomer(ref, 'deletion');
    const wanted = { ref, profile, reference, reuseErasedId: true };
    const stamp = newStamp();
    const another = newStamp();
    const inBetween = overtaken(async () => {
      await createCustomer(receivables(), wanted, another);
      await expectRemoved(ref, 'deletion');
    });

    const result = await createCustomer(tableWith(answered, inBetween), wanted, stamp);

    expect(result.outcome).toBe('created');
    const stored = await storedCustomer(ref);
    expect(stored).toMatchObject({ creation: stamp, version: 1 });
    expect(stored?.settled).toContain(settledName(another));
  });

  it('[absent or the tombstone seen] stores the customer where the tombstone is gone by now', async () => {
    const ref = newScene().customer();
    await storeRemovedCustomer(ref, 'deletion');
    const wanted = { ref, profile, reference, reuseErasedId: true };
    const expired = overtaken(() => expireCustomer(ref));

    const result = await createCustomer(tableWith(answered, expired), wanted, newStamp());

    expect(result.outcome).toBe('created');
  });

  it('gives up when its time is over, and has created nothing', async () => {
    const ref = newScene().customer();
    await storeRemovedCustomer(ref, 'deletion');
    const wanted = { ref, profile, reference, reuseErasedId: true };
    const faster = overtaken(async () => {
      await createCustomer(receivables(), wanted, newStamp());
      await expectRemoved(ref, 'deletion');
    });

    const attempt = createCustomer(outOfTime(tableWith(answered, faster)), wanted, newStamp());

    await expect(attempt).rejects.toMatchObject({
      name: 'GaveUp',
      known: 'contended',
      message: expect.stringMatching(/^creating test#.*#c1: other requests were faster/),
    });
  });

  it('goes on for as many rounds as its time allows', async () => {
    const ref = newScene().customer();
    await storeRemovedCustomer(ref, 'deletion');
    const wanted = { ref, profile, reference, reuseErasedId: true };
    const faster = overtaken(async () => {
      await createCustomer(receivables(), wanted, newStamp());
      await expectRemoved(ref, 'deletion');
    });
    vi.spyOn(Math, 'random').mockReturnValue(0);

    const { outcome } = await createCustomer(tableWith(...Array(12).fill(faster)), wanted, newStamp());

    vi.restoreAllMocks();
    expect(outcome).toBe('created');
  });
});
