import { describe, expect, it, vi } from 'vitest';
import { receivables } from '../../../shared/dynamodb/tables.ts';
import { createCustomer } from '../../../shared/receivables/customers/create.ts';
import { removeCustomers } from '../../../shared/receivables/customers/remove-many.ts';
import { detachDependent } from '../../../shared/receivables/dependents/detach.ts';
import type { CustomerItem } from '../../../shared/receivables/items.ts';
import { type CustomerRef, customerKey, type DependentRef } from '../../../shared/receivables/keys.ts';
import { listKey } from '../../../shared/receivables/lists/listing.ts';
import { refusedName, settledName } from '../../../shared/receivables/repeats/settled-requests.ts';
import {
  type Attempt,
  answered,
  droppedAfter,
  type Fate,
  failedBefore,
  heldBack,
  overtaken,
  statementsFail,
  throttled,
  unprocessed,
  withFates,
} from '../../support/faults.ts';
import {
  damage,
  expectRemoved,
  newScene,
  outOfTime,
  reactivate,
  storeRemovedCustomer,
  tableWith,
} from '../../support/scenes.ts';
import {
  newStamp,
  storeCustomer,
  storeDependent,
  storedCustomer,
  storedDependent,
} from '../../support/store.ts';

const REMOVALS = ['deletion', 'deactivation'] as const;

const newCustomers = (count: number): CustomerRef[] => {
  const scene = newScene();
  return Array.from({ length: count }, (_, n) => scene.customer(`c${n}`));
};

/** One customer, stored, and a dependent that refers to it. */
async function newLinked() {
  const [ref] = newCustomers(1) as [CustomerRef];
  await storeCustomer(ref);
  const dependent = await storeDependent(ref);
  return { ref, dependent, linked: (await storedCustomer(ref)) as CustomerItem };
}

const detach = async (ref: DependentRef) =>
  detachDependent(receivables(), (await storedDependent(ref))!, newStamp());

const recreate = (ref: CustomerRef) =>
  createCustomer(receivables(), { ref, profile: {}, reference: {}, reuseErasedId: true }, newStamp());

/** The table, and the names of the commands that are sent to it. */
function counted(...fates: Fate[]) {
  const sent: string[] = [];
  const fateOf = ({ name }: Attempt) => {
    sent.push(name);
    return fates.shift() ?? answered;
  };
  return { sent, table: withFates(receivables(), fateOf) };
}

/** DynamoDB's answer where a condition failed: with the item that it was checked against. */
const withItemsMet =
  (items: readonly CustomerItem[]): Fate =>
  async ({ apply }) => {
    const answer = (await apply()) as { Responses: { Error?: object }[] };
    const Responses = answer.Responses.map(({ Error: error }, index) =>
      error ? { Error: { ...error, Item: items[index] } } : {},
    );
    return { ...answer, Responses };
  };

describe.each(REMOVALS)('removeCustomers: a %s', (removal) => {
  it('decides on each customer by itself, and answers in order', async () => {
    const [linked, free, nobody, deleted, inactive, unknown] = newCustomers(6) as [
      CustomerRef,
      CustomerRef,
      CustomerRef,
      CustomerRef,
      CustomerRef,
      CustomerRef,
    ];
    await storeCustomer(linked);
    await storeDependent(linked);
    await storeDependent(linked);
    const before = await storeCustomer(free);
    await storeRemovedCustomer(deleted, 'deletion');
    await storeRemovedCustomer(inactive, 'deactivation');
    await storeCustomer(unknown);
    await damage(unknown, { linkCount: undefined });
    const [linkedItem, inactiveItem, unknownItem] = await Promise.all(
      [linked, inactive, unknown].map(storedCustomer),
    );
    const stamp = newStamp();

    const refs = [linked, free, nobody, deleted, inactive, unknown];
    const results = await removeCustomers(receivables(), refs, removal, stamp);

    expect(results).toEqual([
      { outcome: 'linked', customer: linkedItem, linkCount: 2 },
      { outcome: 'removed' },
      { outcome: 'notFound' },
      { outcome: 'notFound' },
      removal === 'deletion'
        ? { outcome: 'removed' }
        : { outcome: 'alreadyDeactivated', customer: inactiveItem },
      { outcome: 'linked', customer: unknownItem },
    ]);
    expect(await storedCustomer(free)).toEqual({
      ...before,
      [removal]: stamp,
      listKey: listKey(free, 'CUSTOMER', removal === 'deletion' ? 'DELETED' : 'INACTIVE'),
      update: stamp,
      version: 2,
    });
    expect(await storedCustomer(linked)).toEqual(linkedItem);
    expect(await storedCustomer(nobody)).toBe(undefined);
    expect(await storedCustomer(unknown)).toEqual(unknownItem);
  });

  it('[no links] leaves a customer with links', async () => {
    const { ref, linked } = await newLinked();

    const results = await removeCustomers(receivables(), [ref], removal, newStamp());

    expect(results).toEqual([{ outcome: 'linked', customer: linked, linkCount: 1 }]);
    expect(await storedCustomer(ref)).toEqual(linked);
  });

  it('[not deleted] leaves a deleted customer', async () => {
    const [ref] = newCustomers(1) as [CustomerRef];
    const deleted = await storeRemovedCustomer(ref, 'deletion');

    expect(await removeCustomers(receivables(), [ref], removal, newStamp())).toEqual([
      { outcome: 'notFound' },
    ]);

    expect(await storedCustomer(ref)).toEqual(deleted);
  });

  it('[not settled] is not done again after the customer came back', async () => {
    const [ref] = newCustomers(1) as [CustomerRef];
    await storeCustomer(ref);
    const back = overtaken(() => (removal === 'deletion' ? recreate(ref) : reactivate(ref)));

    const results = await removeCustomers(tableWith(droppedAfter, back), [ref], removal, newStamp());

    expect(results).toEqual([{ outcome: 'removed' }]);
    expect((await storedCustomer(ref))?.[removal]).toBe(undefined);
  });

  it('[not settled] stays refused when an attempt arrives after the links are gone', async () => {
    const { ref, dependent, linked } = await newLinked();
    const { fate, arrive } = heldBack();
    const stamp = newStamp();

    const results = await removeCustomers(tableWith(fate), [ref], removal, stamp);
    await detach(dependent);
    await arrive();

    expect(results).toEqual([{ outcome: 'linked', customer: linked, linkCount: 1 }]);
    const settled = new Set([settledName(stamp), refusedName(stamp)]);
    expect(await storedCustomer(ref)).toEqual({ ...linked, linkCount: 0, version: 2, settled });
  });
});

describe('removeCustomers: a deactivation', () => {
  it('[not deactivated] leaves an inactive customer', async () => {
    const [ref] = newCustomers(1) as [CustomerRef];
    const customer = await storeRemovedCustomer(ref, 'deactivation');

    const results = await removeCustomers(receivables(), [ref], 'deactivation', newStamp());

    expect(results).toEqual([{ outcome: 'alreadyDeactivated', customer }]);
    expect(await storedCustomer(ref)).toEqual(customer);
  });
});

describe('removeCustomers', () => {
  const remove = (table = receivables(), refs: readonly CustomerRef[] = []) =>
    removeCustomers(table, refs, 'deletion', newStamp());

  it('takes nobody', async () => {
    const { sent, table } = counted();

    expect(await remove(table, [])).toEqual([]);

    expect(sent).toEqual([]);
  });

  it('takes 25 customers in a request, and reads nothing when nothing is refused', async () => {
    const refs = newCustomers(51);
    await Promise.all(refs.map((ref) => storeCustomer(ref)));
    const { sent, table } = counted();

    expect(await remove(table, refs)).toEqual(refs.map(() => ({ outcome: 'removed' })));

    expect(sent).toEqual(Array(3).fill('BatchExecuteStatement'));
    const stored = await Promise.all(refs.map(storedCustomer));
    expect(stored.filter((customer) => !customer?.deletion)).toEqual([]);
  });

  it('keeps the order over several requests', async () => {
    const refs = newCustomers(30);
    const there = refs.filter((_, index) => index % 3 === 0);
    await Promise.all(there.map((ref) => storeCustomer(ref)));

    const results = await remove(receivables(), refs);

    expect(results.map(({ outcome }) => outcome)).toEqual(
      refs.map((_, index) => (index % 3 === 0 ? 'removed' : 'notFound')),
    );
  });

  it('removes a customer once who is named twice', async () => {
    const [ref, nobody] = newCustomers(2) as [CustomerRef, CustomerRef];
    await storeCustomer(ref);

    const results = await remove(receivables(), [ref, nobody, { ...ref }, ref]);

    expect(results.map(({ outcome }) => outcome)).toEqual(['removed', 'notFound', 'removed', 'removed']);
    expect((await storedCustomer(ref))?.version).toBe(2);
  });

  it('believes the items in the answer, where the engine gives them', async () => {
    const { ref, linked } = await newLinked();
    const { sent, table } = counted(withItemsMet([linked]));

    expect(await remove(table, [ref])).toEqual([{ outcome: 'linked', customer: linked, linkCount: 1 }]);

    expect(sent).toEqual(['BatchExecuteStatement']);
  });

  it('reads the customers that are not in the answer, strongly consistent, with what is left over', async () => {
    const { ref, linked } = await newLinked();
    const [other, nobody] = newCustomers(2) as [CustomerRef, CustomerRef];
    const consistent: unknown[] = [];
    const table = withFates(receivables(), ({ name, input }) => {
      if (name !== 'BatchGet') return answered;
      const [request] = Object.values(input.RequestItems) as [
        { ConsistentRead: boolean; Keys: { pk: string }[] },
      ];
      consistent.push([request.ConsistentRead, request.Keys.map(({ pk }) => pk)]);
      return unprocessed;
    });

    const results = await remove(table, [other, ref, nobody]);

    expect(results.map(({ outcome }) => outcome)).toEqual(['notFound', 'linked', 'notFound']);
    const keys = [other, ref, nobody].map(customerKey);
    expect(consistent).toEqual([keys, keys.slice(1), keys.slice(2)].map((each) => [true, each]));
    expect(await storedCustomer(ref)).toEqual(linked);
  });

  it('asks again where the item read shows no reason any more', async () => {
    const { ref, dependent } = await newLinked();
    const { sent, table } = counted(
      answered,
      overtaken(() => detach(dependent)),
    );

    expect(await remove(table, [ref])).toEqual([{ outcome: 'removed' }]);

    expect(sent).toEqual(['BatchExecuteStatement', 'BatchGet', 'BatchExecuteStatement']);
  });

  it('asks again about the statements that were throttled or in conflict, and about those alone', async () => {
    const refs = newCustomers(3);
    await Promise.all(refs.map((ref) => storeCustomer(ref)));
    const sizes: number[] = [];
    const fates = [
      statementsFail((n) => n > 0, 'ThrottlingError'),
      statementsFail((n) => n > 0, 'TransactionConflict'),
    ];
    const table = withFates(receivables(), ({ input }) => {
      sizes.push(input.Statements.length);
      return fates.shift() ?? answered;
    });

    expect(await remove(table, refs)).toEqual(refs.map(() => ({ outcome: 'removed' })));

    expect(sizes).toEqual([3, 2, 1]);
    const stored = await Promise.all(refs.map(storedCustomer));
    expect(stored.map((customer) => customer?.version)).toEqual([2, 2, 2]);
  });

  it('says of a statement that does not come through in time that nothing was changed, and why', async () => {
    const refs = newCustomers(2);
    await Promise.all(refs.map((ref) => storeCustomer(ref)));
    const { sent, table } = counted(statementsFail((n) => n === 0, 'ProvisionedThroughputExceeded'));

    const results = await remove(outOfTime(table), refs);

    expect(results).toEqual([
      { outcome: 'untouched', cause: new Error('ProvisionedThroughputExceeded: injected') },
      { outcome: 'removed' },
    ]);
    expect(sent).toHaveLength(1);
  });

  it('says of a statement in doubt that what became of it is not known', async () => {
    const refs = newCustomers(2);
    await Promise.all(refs.map((ref) => storeCustomer(ref)));
    const { table } = counted(statementsFail((n) => n === 0, 'InternalServerError', true));

    const results = await remove(outOfTime(table), refs);

    expect(results).toEqual([
      { outcome: 'unknown', cause: new Error('InternalServerError: injected') },
      { outcome: 'removed' },
    ]);
    expect((await storedCustomer(refs[0]!))?.deletion?.by).toBe('test');
  });

  it('says of a throttled statement that it is not known, where an attempt before had no answer', async () => {
    const refs = newCustomers(2);
    await Promise.all(refs.map((ref) => storeCustomer(ref)));
    let clock = 0;
    vi.spyOn(performance, 'now').mockImplementation(() => clock);
    const lastThrottled: Fate = (attempt) => {
      clock = 1_000;
      return statementsFail((n) => n === 0, 'ThrottlingError')(attempt);
    };
    const table = { ...tableWith(heldBack().fate, lastThrottled), deadline: 1_000 };

    const results = await remove(table, refs).finally(() => vi.restoreAllMocks());

    expect(results).toEqual([
      { outcome: 'unknown', cause: new Error('ThrottlingError: injected') },
      { outcome: 'removed' },
    ]);
  });

  it('keeps trying for eight seconds where the request has no deadline', async () => {
    const [ref] = newCustomers(1) as [CustomerRef];
    await storeCustomer(ref);
    const slow: Fate = async (attempt) => {
      const now = performance.now();
      vi.spyOn(performance, 'now').mockReturnValue(now + 8_000);
      return statementsFail(() => true, 'ThrottlingError')(attempt);
    };
    const { sent, table } = counted(slow);

    const [result] = await remove(table, [ref]).finally(() => vi.restoreAllMocks());

    expect(result).toEqual({ outcome: 'untouched', cause: new Error('ThrottlingError: injected') });
    expect(sent).toHaveLength(1);
  });

  it('says at once of a statement that cannot come through that it failed', async () => {
    const refs = newCustomers(2);
    await Promise.all(refs.map((ref) => storeCustomer(ref)));
    const { sent, table } = counted(statementsFail((n) => n === 1, 'AccessDenied'));

    const results = await remove(table, refs);

    expect(results).toEqual([
      { outcome: 'removed' },
      { outcome: 'failed', cause: new Error('AccessDenied: injected') },
    ]);
    expect(sent).toHaveLength(1);
  });

  it('is told of statements that landed and lost their answers', async () => {
    const refs = newCustomers(3);
    await Promise.all(refs.map((ref) => storeCustomer(ref)));

    const results = await remove(tableWith(droppedAfter), refs);

    expect(results).toEqual(refs.map(() => ({ outcome: 'removed' })));
    const stored = await Promise.all(refs.map(storedCustomer));
    expect(stored.map((customer) => customer?.version)).toEqual([2, 2, 2]);
  });

  it('shuts out a statement of which nobody knows whether it was applied', async () => {
    const { ref, linked } = await newLinked();
    const stamp = newStamp();
    const inDoubt = statementsFail(() => true, 'InternalServerError');

    const results = await removeCustomers(tableWith(inDoubt), [ref], 'deletion', stamp);

    expect(results).toEqual([{ outcome: 'linked', customer: linked, linkCount: 1 }]);
    expect((await storedCustomer(ref))?.settled).toEqual(new Set([settledName(stamp), refusedName(stamp)]));
  });

  it('shuts nothing out where only a read had no answer', async () => {
    const { ref, linked } = await newLinked();

    await remove(tableWith(answered, droppedAfter), [ref]);

    expect(await storedCustomer(ref)).toEqual(linked);
  });

  it('is a success where an attempt arrives just before it is shut out', async () => {
    const { ref, dependent } = await newLinked();
    const { fate, arrive } = heldBack();
    const lastMoment = overtaken(async () => {
      await detach(dependent);
      await arrive();
    });

    const results = await remove(tableWith(fate, answered, answered, lastMoment), [ref]);

    expect(results).toEqual([{ outcome: 'removed' }]);
    expect((await storedCustomer(ref))?.deletion?.by).toBe('test');
  });

  it('says that all failed, when the request itself does', async () => {
    const refs = newCustomers(2);
    const cause = new Error('no');
    const broken: Fate = () => Promise.reject(cause);

    expect(await remove(tableWith(broken), refs)).toEqual(refs.map(() => ({ outcome: 'failed', cause })));
  });

  it('fails for those alone whose customers cannot be read', async () => {
    const { ref: linked, linked: item } = await newLinked();
    const [free, nobody] = newCustomers(2) as [CustomerRef, CustomerRef];
    await storeCustomer(free);
    const cause = new Error('no');
    const unread: Fate = () => Promise.reject(cause);
    const refs = [linked, free, nobody];

    const results = await remove(tableWith(withItemsMet([item]), unread), refs);

    expect(results).toEqual([
      { outcome: 'linked', customer: item, linkCount: 1 },
      { outcome: 'removed' },
      { outcome: 'failed', cause },
    ]);
  });

  it('fails for that one alone whose item explains nothing', async () => {
    const [damaged, free] = newCustomers(2) as [CustomerRef, CustomerRef];
    await storeCustomer(damaged);
    const { pk } = await damage(damaged, { linkCount: -1 });
    await storeCustomer(free);

    const results = await remove(receivables(), [damaged, free]);

    const cause = new Error(`nothing explains why the deletion of ${pk} was refused: linkCount -1`);
    expect(results).toEqual([{ outcome: 'failed', cause }, { outcome: 'removed' }]);
  });

  it('does not know what becomes of that one alone which cannot be shut out', async () => {
    const { ref: linked } = await newLinked();
    const [free] = newCustomers(1) as [CustomerRef];
    await storeCustomer(free);
    const cause = new Error('no');
    const noFence: Fate = () => Promise.reject(cause);

    const results = await remove(tableWith(failedBefore, answered, answered, noFence), [linked, free]);

    expect(results).toEqual([
      { outcome: 'unknown', cause: expect.objectContaining({ name: 'GaveUp', known: 'unknown', cause }) },
      { outcome: 'removed' },
    ]);
  });

  it('asks again where the answer is too short', async () => {
    const refs = newCustomers(2);
    await Promise.all(refs.map((ref) => storeCustomer(ref)));
    const short: Fate = async ({ apply }) => {
      await apply();
      return { Responses: [{}] };
    };

    const results = await remove(tableWith(short), refs);

    expect(results).toEqual([{ outcome: 'removed' }, { outcome: 'removed' }]);
    expect((await storedCustomer(refs[1]!))?.version).toBe(2);
  });

  it('is repeated as a whole when it is throttled', async () => {
    const [ref] = newCustomers(1) as [CustomerRef];
    await storeCustomer(ref);
    const { sent, table } = counted(throttled);

    expect(await remove(table, [ref])).toEqual([{ outcome: 'removed' }]);

    expect(sent).toHaveLength(2);
  });

  it('is told of an attempt that landed, even when the customer was deleted since', async () => {
    const [ref] = newCustomers(1) as [CustomerRef];
    await storeCustomer(ref);
    const deleted = overtaken(() => expectRemoved(ref, 'deletion'));

    const table = tableWith(droppedAfter, deleted);
    expect(await removeCustomers(table, [ref], 'deactivation', newStamp())).toEqual([{ outcome: 'removed' }]);
  });
});
