import { randomUUID } from 'node:crypto';
import { PutCommand } from '@aws-sdk/lib-dynamodb';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { receivables } from '../../../shared/dynamodb/tables.ts';
import { removeCustomer } from '../../../shared/receivables/customers/remove.ts';
import { eventOf } from '../../../shared/receivables/feed/event.ts';
import { entryOf } from '../../../shared/receivables/history/changes.ts';
import { readEntries } from '../../../shared/receivables/history/read.ts';
import { recordHistory } from '../../../shared/receivables/history/record.ts';
import { keepRefusals } from '../../../shared/receivables/history/refusals.ts';
import type { CustomerItem } from '../../../shared/receivables/items.ts';
import type { CustomerRef } from '../../../shared/receivables/keys.ts';
import { answered, withFates } from '../../support/faults.ts';
import { newStamp, storeCustomer } from '../../support/store.ts';

const MINUTE = 60_000;

afterEach(() => {
  vi.useRealTimers();
});

const newRef = () => ({ vendor: 'v', tenant: 't', id: randomUUID() });

/** A change of a stored item, as the stream tells it. */
const changeOf = (before: object | undefined, after: object | undefined) => {
  const { pk, sk } = (after ?? before) as CustomerItem;
  return { keys: { pk, sk }, before, after } as never;
};

/** The change that has made the customer, as the stream told it so long after. */
const creationOf = (customer: CustomerItem, ago: number) => {
  const at = new Date(Date.parse(customer.creation.at) - ago).toISOString();
  return changeOf(undefined, { ...customer, update: { ...customer.creation, at } });
};

const historyOf = async (ref: CustomerRef) => (await readEntries(receivables(), ref, { most: 10 })).entries;

/** What entries say was done, and the values that they have. */
const whatIsKept = async (ref: CustomerRef) =>
  (await historyOf(ref)).map(({ change, changed, valuesLeftOut }) => ({
    change,
    ...(changed && { changed }),
    ...(valuesLeftOut && { valuesLeftOut }),
  }));

/** What is kept of the creation of a customer with a name. */
const WITH_VALUES = [{ change: 'created', changed: { name: { after: 'Ada' } } }];
const ERASED = [{ change: 'created', changed: { name: {} }, valuesLeftOut: 'erased' }];

it('a change that is told late brings back nothing of a customer who was erased meanwhile', async () => {
  const ref = newRef();
  const customer = await storeCustomer(ref, { name: 'Ada' });
  await removeCustomer(receivables(), ref, 'deletion', newStamp(), { eraseAfter: 60 });

  await recordHistory(receivables(), [creationOf(customer, MINUTE)]);

  expect(await whatIsKept(ref)).toEqual(ERASED);
  expect(JSON.stringify(await historyOf(ref))).not.toContain('Ada');
});

it.each([
  ['late', MINUTE],
  ['in time', 0],
])('one that is told %s has the values of a customer who is there', async (_, ago) => {
  const ref = newRef();
  const customer = await storeCustomer(ref, { name: 'Ada' });

  await recordHistory(receivables(), [creationOf(customer, ago)]);

  expect(await whatIsKept(ref)).toEqual(WITH_VALUES);
});

it('a change that one call is told twice is kept once', async () => {
  const ref = newRef();
  const change = creationOf(await storeCustomer(ref, { name: 'Ada' }), 0);

  expect(await recordHistory(receivables(), [change, change])).toMatchObject({ recorded: 1 });

  expect(await historyOf(ref)).toHaveLength(1);
});

describe('the answer to a call', () => {
  it('has how many changes were new, and the events of all, in their order', async () => {
    const ref = newRef();
    const first = await storeCustomer(ref, { name: 'Ada' });
    const second = { ...first, update: newStamp(), version: 2, profile: { name: 'Bo' } };
    const fenced = { ...second, version: 3 };
    const linked = { ...fenced, linkCount: 1 };
    const created = changeOf(undefined, first);
    const updated = changeOf(first, second);
    const events = [created, updated].map((change) => eventOf(entryOf(change)!));
    expect(events.map((event) => event?.type)).toEqual(['customer.created', 'customer.updated']);

    expect(await recordHistory(receivables(), [created])).toEqual({ recorded: 1, events: [events[0]] });
    const all = [created, updated, changeOf(second, fenced), changeOf(fenced, linked)];
    expect(await recordHistory(receivables(), all)).toEqual({ recorded: 2, events });

    expect((await historyOf(ref)).map(({ change }) => change)).toEqual(['created', 'updated', 'fenced']);
  });

  it('is that of nothing for the end of what has no history', async () => {
    const invoice = { pk: `v#t#INVOICE#${randomUUID()}`, sk: 'INVOICE' };
    expect(await recordHistory(receivables(), [changeOf(invoice, undefined)])).toEqual({
      recorded: 0,
      events: [],
    });
  });

  it('has the event of a refusal, whose entry is what was written', async () => {
    const ref = newRef();
    const customer = await storeCustomer(ref);
    const origin = { traceId: '6b0dce98cb7a5e328dca9357e7455922' };
    await keepRefusals(receivables(), [{ outcome: 'changed', customer }], newStamp(), origin);
    const [refusal] = await historyOf(ref);
    const change = changeOf(undefined, refusal);

    const event = expect.objectContaining({ type: 'customer.delete_refused', refusal: 'changed' });
    expect(await recordHistory(receivables(), [change])).toEqual({ recorded: 1, events: [event] });
    // Told again, it is nothing new.
    expect(await recordHistory(receivables(), [change])).toEqual({ recorded: 0, events: [event] });
    expect(await historyOf(ref)).toEqual([{ ...refusal, told: expect.any(Number) }]);
  });
});

describe('the values of a customer', () => {
  it('go with the change that erases the customer, also what the same call was told of them', async () => {
    const [ref, other] = [newRef(), newRef()];
    const first = await storeCustomer(ref, { name: 'Ada' });
    const { profile: _, ...erased } = { ...first, update: newStamp(), deletion: newStamp(), version: 2 };
    const unrelated = changeOf(undefined, await storeCustomer(other, { name: 'Ada' }));

    await recordHistory(receivables(), [changeOf(undefined, first), unrelated, changeOf(first, erased)]);

    expect(await whatIsKept(ref)).toEqual([...ERASED, { change: 'deleted' }]);
    expect(await whatIsKept(other)).toEqual(WITH_VALUES);
  });

  it.each([
    ['are looked for', 30_001, ERASED, ['BatchGet']],
    ['are kept, as their erasure is still to be told,', 30_000, WITH_VALUES, []],
  ])('%s where they are told after %i ms', async (_, ago, expected, reads) => {
    const ref = newRef();
    const customer = await storeCustomer(ref, { name: 'Ada' });
    await removeCustomer(receivables(), ref, 'deletion', newStamp(), { eraseAfter: 60 });
    vi.useFakeTimers({ toFake: ['Date'], now: Date.parse(customer.creation.at) + ago });
    const names: string[] = [];
    const noting = withFates(receivables(), ({ name, input }) => {
      if (JSON.stringify(input).includes(`"pk":"${customer.pk}"`)) names.push(name);
      return answered;
    });

    await recordHistory(noting, [changeOf(undefined, customer)]);

    expect(names).toEqual(reads);
    expect(await whatIsKept(ref)).toEqual(expected);
  });

  it('are kept in no late change of a customer who is not there, or is another by now', async () => {
    const [gone, reused] = [newRef(), newRef()];
    const anew = await storeCustomer(reused, { name: 'Bo' });
    const before = { ...anew, profile: { name: 'Ada' }, creation: newStamp() };
    const never = { ...before, pk: anew.pk.replace(reused.id, gone.id) };

    const late = [before, never].map((customer) => creationOf(customer, MINUTE));
    await recordHistory(receivables(), late);

    for (const ref of [gone, reused]) expect(await whatIsKept(ref)).toEqual(ERASED);
  });

  it('are none where a late change had none, and stay in those that are told in time with it', async () => {
    const [ref, inTime] = [newRef(), newRef()];
    const first = await storeCustomer(ref, { name: 'Ada' });
    const late = { ...newStamp(), at: new Date(Date.now() - MINUTE).toISOString() };
    const inactive = { ...first, update: late, deactivation: late, version: 2 };
    const { profile: _, ...erased } = { ...inactive, deletion: late, version: 3 };
    await receivables().client.send(new PutCommand({ TableName: receivables().name, Item: erased }));
    const fresh = await storeCustomer(inTime, { name: 'Ada' });
    await removeCustomer(receivables(), inTime, 'deletion', newStamp(), { eraseAfter: 60 });

    const changes = [creationOf(first, MINUTE), changeOf(first, inactive), changeOf(undefined, fresh)];
    await recordHistory(receivables(), changes);

    expect(await whatIsKept(ref)).toEqual([...ERASED, { change: 'deactivated' }]);
    expect(await whatIsKept(inTime)).toEqual(WITH_VALUES);
  });
});
