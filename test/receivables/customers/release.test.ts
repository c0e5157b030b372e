import { describe, expect, it, vi } from 'vitest';
import { GaveUp } from '../../../shared/dynamodb/gave-up.ts';
import { receivables, type Table } from '../../../shared/dynamodb/tables.ts';
import { type Release, removeCustomer } from '../../../shared/receivables/customers/remove.ts';
import { removeCustomers } from '../../../shared/receivables/customers/remove-many.ts';
import { attachDependents } from '../../../shared/receivables/dependents/attach.ts';
import { releaseCustomer } from '../../../shared/receivables/dependents/release.ts';
import { updateDependent } from '../../../shared/receivables/dependents/update.ts';
import type { DependentItem } from '../../../shared/receivables/items.ts';
import type { CustomerRef } from '../../../shared/receivables/keys.ts';
import { refusedName, settledName } from '../../../shared/receivables/repeats/settled-requests.ts';
import type { Stamp } from '../../../shared/receivables/stamp.ts';
import {
  answered,
  droppedAfter,
  type Fate,
  failedBefore,
  heldBack,
  overtaken,
  withFates,
} from '../../support/faults.ts';
import { newScene, outOfTime, tableWith } from '../../support/scenes.ts';
import {
  newStamp,
  storeCustomer,
  storeDependent,
  storedCustomer,
  storedDependent,
} from '../../support/store.ts';

interface Fields {
  readonly over?: boolean;
  readonly ended?: boolean;
}

const ended = ({ fields }: DependentItem<Fields>) =>
  fields.over ? { fields: { ...fields, ended: true } } : undefined;

/** A customer, and recurring invoices of it: some are over. */
async function scene(...over: readonly boolean[]) {
  const { customer, dependent } = newScene();
  const ref = customer();
  await storeCustomer(ref);
  const refs = over.map((_, n) => dependent(`r${n}`, 'RECURRING_INVOICE'));
  for (const [n, each] of refs.entries())
    await attachDependents(
      receivables(),
      [{ ref: each, fields: { over: over[n] }, customer: ref }],
      newStamp(),
    );
  return { ref, refs, dependents: () => Promise.all(refs.map(storedDependent)) };
}

const releasing =
  (table: Table, stamp: Stamp): Release =>
  (customer) =>
    releaseCustomer<Fields>(table, customer, ended, stamp);

const one = async (table: Table, ref: CustomerRef, stamp = newStamp()) =>
  removeCustomer(table, ref, 'deletion', stamp, { release: releasing(table, stamp) });

const many = async (table: Table, ref: CustomerRef, stamp = newStamp()) =>
  (await removeCustomers(table, [ref], 'deletion', stamp, { release: releasing(table, stamp) }))[0]!;

const REMOVAL = /^(Update|BatchExecuteStatement)$/;

/** The table, where something else happens before the nth request of this name is applied. */
function overtakenAt(name: RegExp, nth: number, by: () => Promise<unknown>): Table {
  let seen = 0;
  return withFates(receivables(), (attempt) =>
    name.test(attempt.name) && ++seen === nth ? overtaken(by) : answered,
  );
}

describe.each([
  ['a deletion', one],
  ['a deletion of many', many],
])('%s that meets recurring invoices', (_, remove) => {
  it('ends those that are over, all of them, and then is done', async () => {
    const { ref, dependents } = await scene(true, true, true);
    const stamp = newStamp();

    expect((await remove(receivables(), ref, stamp)).outcome).toBe('removed');

    const customer = await storedCustomer(ref);
    expect(customer).toMatchObject({ deletion: stamp, linkCount: 0, recurringCount: 0, version: 2 });
    for (const each of await dependents()) {
      expect(each).toMatchObject({ fields: { over: true, ended: true }, update: stamp, version: 2 });
      expect(each).not.toHaveProperty('customerKey');
    }
  });

  it('ends none where one is not over', async () => {
    const { ref, dependents } = await scene(true, false);
    const before = [await storedCustomer(ref), ...(await dependents())];

    const result = await remove(receivables(), ref);

    expect(result).toMatchObject({ outcome: 'linked', linkCount: 2, customer: { recurringCount: 2 } });
    expect([await storedCustomer(ref), ...(await dependents())]).toEqual(before);
  });

  it('looks at none where something else refers to the customer too', async () => {
    const { ref, dependents } = await scene(true);
    await storeDependent(ref);
    const before = [await storedCustomer(ref), ...(await dependents())];
    const stamp = newStamp();
    const release = () => Promise.reject(new Error('looked'));

    const results = [
      await removeCustomer(receivables(), ref, 'deletion', stamp, { release }),
      ...(await removeCustomers(receivables(), [ref], 'deletion', stamp, { release })),
    ];

    expect(results.map(({ outcome }) => outcome)).toEqual(['linked', 'linked']);
    expect([await storedCustomer(ref), ...(await dependents())]).toEqual(before);
  });

  it('is refused where another came between the end of those and its second try', async () => {
    const { ref, dependents } = await scene(true);
    const table = overtakenAt(REMOVAL, 2, () => storeDependent(ref, 'RECURRING_INVOICE', 'new'));

    const result = await remove(table, ref);

    expect(result).toMatchObject({ outcome: 'linked', linkCount: 1, customer: { recurringCount: 1 } });
    expect(await storedCustomer(ref)).not.toHaveProperty('deletion');
    expect((await dependents())[0]?.fields).toEqual({ over: true, ended: true });
  });

  it('is done where another request ended one after it was read', async () => {
    const { ref, refs } = await scene(true);
    const other = newStamp();
    const endedByAnother = () => releaseCustomer<Fields>(receivables(), ref, ended, other);
    const table = overtakenAt(/^TransactWrite$/, 1, endedByAnother);

    expect((await remove(table, ref)).outcome).toBe('removed');

    expect(await storedDependent(refs[0]!)).toMatchObject({ update: other, version: 2 });
  });

  it('ends one as it is where it was changed after it was read', async () => {
    const { ref, refs } = await scene(true);
    const rename = async () =>
      updateDependent(
        receivables(),
        (await storedDependent(refs[0]!))!,
        { fields: { over: true, name: 'new' } },
        newStamp(),
      );

    expect((await remove(overtakenAt(/^TransactWrite$/, 1, rename), ref)).outcome).toBe('removed');

    const fields = { over: true, ended: true, name: 'new' };
    expect(await storedDependent(refs[0]!)).toMatchObject({ fields, version: 3 });
  });

  it('tries once more and then is refused, where what is linked was not to be found', async () => {
    const { ref } = await scene(true);
    const release = vi.fn(async () => true);
    const stamp = newStamp();
    const result =
      remove === one
        ? await removeCustomer(receivables(), ref, 'deletion', stamp, { release })
        : (await removeCustomers(receivables(), [ref], 'deletion', stamp, { release }))[0];

    expect(result).toMatchObject({ outcome: 'linked', linkCount: 1 });
    expect(release.mock.calls).toEqual([[ref]]);
  });

  const losses: [string, (held: Fate) => Fate][] = [
    ['had no answer and landed', () => droppedAfter],
    ['had no answer and did not land', () => failedBefore],
    ['lands only now', (held) => held],
  ];

  it.each(losses)('is done once where its first attempt %s', async (_, fateOf) => {
    const { ref, dependents } = await scene(true);
    const { fate, arrive } = heldBack();
    const stamp = newStamp();

    const result = await remove(tableWith(fateOf(fate)), ref, stamp);
    if (fateOf(fate) === fate) await arrive();

    expect(result.outcome).toBe('removed');
    expect(await storedCustomer(ref)).toMatchObject({ deletion: stamp, linkCount: 0, version: 2 });
    expect((await dependents())[0]).toMatchObject({ fields: { ended: true }, version: 2 });
  });

  it('shuts an unanswered attempt out where it is refused in the end', async () => {
    const { ref } = await scene(true, false);
    const { fate, arrive } = heldBack();
    const stamp = newStamp();

    expect((await remove(tableWith(fate), ref, stamp)).outcome).toBe('linked');

    await releaseCustomer<Fields>(receivables(), ref, () => ({ fields: {} }), newStamp());
    await arrive();
    const customer = await storedCustomer(ref);
    expect(customer).toMatchObject({ linkCount: 0, recurringCount: 0 });
    expect(customer).not.toHaveProperty('deletion');
    expect(customer?.settled).toEqual(new Set([settledName(stamp), refusedName(stamp)]));
  });
});

describe('a deletion that cannot find out what is over', () => {
  it('shuts its unanswered attempt out before it fails', async () => {
    const { ref } = await scene(true);
    const { fate, arrive } = heldBack();
    const stamp = newStamp();
    const release = () => Promise.reject(new Error('unread'));

    await expect(removeCustomer(tableWith(fate), ref, 'deletion', stamp, { release })).rejects.toThrow(
      'unread',
    );

    await releaseCustomer<Fields>(receivables(), ref, ended, newStamp());
    await arrive();
    expect(await storedCustomer(ref)).not.toHaveProperty('deletion');
  });

  it('is done where its unanswered attempt has landed meanwhile', async () => {
    const { ref } = await scene(true);
    const { fate, arrive } = heldBack();
    const release = async () => {
      await releaseCustomer<Fields>(receivables(), ref, ended, newStamp());
      await arrive();
      throw new Error('unread');
    };

    const result = await removeCustomer(tableWith(fate), ref, 'deletion', newStamp(), { release });

    expect(result.outcome).toBe('removed');
  });

  it('tells of a row of many that nothing was changed', async () => {
    const { ref } = await scene(true);
    const before = await storedCustomer(ref);
    const release = () => Promise.reject(new GaveUp('throttled', 'too fast'));
    const remove = (table: Table) => removeCustomers(table, [ref], 'deletion', newStamp(), { release });

    expect(await remove(receivables())).toMatchObject([{ outcome: 'untouched' }]);
    expect(await remove(outOfTime(receivables()))).toMatchObject([{ outcome: 'untouched' }]);
    expect(await storedCustomer(ref)).toEqual(before);
  });
});
