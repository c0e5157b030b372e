import { describe, expect, it } from 'vitest';
import { receivables } from '../../../shared/dynamodb/tables.ts';
import { createCustomer } from '../../../shared/receivables/customers/create.ts';
import { uniqueItemKey } from '../../../shared/receivables/customers/unique-keys.ts';
import { type CustomerRef, customerItemKey, customerKey } from '../../../shared/receivables/keys.ts';
import { answered, type Fate, overtaken, withFates } from '../../support/faults.ts';
import { expectRemoved, expire, newScene } from '../../support/scenes.ts';
import { newStamp, storedCustomer } from '../../support/store.ts';

/** The table, with these fates for the first requests, and a list of the requests that are sent to it. */
function watched(...fates: Fate[]) {
  const sent: unknown[] = [];
  const table = withFates(receivables(), ({ input }) => {
    sent.push(input);
    return fates.shift() ?? answered;
  });
  return { table, sent };
}

describe('a creation that takes over an erased id and a key', () => {
  const key = { name: 'TAXID', value: 'B12345674', freedByDeletion: true };
  const create = (ref: CustomerRef, table = receivables()) =>
    createCustomer(
      table,
      { ref, profile: {}, reference: {}, uniqueKey: key, reuseErasedId: true },
      newStamp(),
    );

  async function newErased() {
    const scene = newScene();
    const [erased, rival] = [scene.customer('c1'), scene.customer('c2')];
    await create(erased);
    await expectRemoved(erased, 'deletion');
    return { scene, erased, rival };
  }

  it('remembers the tombstone it saw while it wins the key', async () => {
    const { scene, erased, rival } = await newErased();
    await expire(uniqueItemKey(scene, key));
    const rivalIsFaster = overtaken(async () => {
      await create(rival);
      await expectRemoved(rival, 'deletion');
    });
    const { table, sent } = watched(answered, rivalIsFaster);

    expect((await create(erased, table)).outcome).toBe('created');

    expect(sent).toHaveLength(3);
  });

  it('[still the owner seen] under its own id loses the key to who is faster', async () => {
    const { erased, rival } = await newErased();
    const rivalIsFaster = overtaken(() => create(rival));

    const result = await create(erased, watched(answered, rivalIsFaster).table);

    expect(result).toEqual({ outcome: 'duplicate', owner: customerKey(rival) });
    expect((await storedCustomer(erased))?.deletion?.by).toBe('test');
  });

  it('wins a key that is gone meanwhile, whoever had it', async () => {
    const { scene, rival } = await newErased();
    const [first, second] = [rival, scene.customer('c3')];
    await create(first);
    const { table, sent } = watched(
      answered,
      overtaken(() => expire(uniqueItemKey(scene, key))),
    );

    expect((await create(second, table)).outcome).toBe('created');

    expect(sent).toHaveLength(3);
  });

  it('finds the id free where the tombstone it saw is gone', async () => {
    const { erased } = await newErased();
    const gone = overtaken(() => expire(customerItemKey(erased)));

    expect((await create(erased, watched(answered, gone).table)).outcome).toBe('created');

    expect((await storedCustomer(erased))?.version).toBe(1);
  });
});
