import { describe, expect, it } from 'vitest';
import { receivables, type Table } from '../../../shared/dynamodb/tables.ts';
import { createCustomer } from '../../../shared/receivables/customers/create.ts';
import { removeCustomer } from '../../../shared/receivables/customers/remove.ts';
import type { CustomerRef } from '../../../shared/receivables/keys.ts';
import { droppedAfter, overtaken } from '../../support/faults.ts';
import { damage, newScene, tableWith } from '../../support/scenes.ts';
import { newStamp, storeCustomer, storeDependent, storedCustomer } from '../../support/store.ts';

const newCustomer = () => newScene().customer();

describe.each([
  ['erases', { eraseAfter: 60 }],
  ['keeps for a time', { expireAfter: 60 }],
])('a deletion that %s', (_, options) => {
  const erase = (ref: CustomerRef, table: Table = receivables()) =>
    removeCustomer(table, ref, 'deletion', newStamp(), options);

  it('[no links] is refused while a link is there, and changes nothing', async () => {
    const ref = newCustomer();
    await storeCustomer(ref);
    await storeDependent(ref);
    const before = await storedCustomer(ref);

    expect(await erase(ref)).toEqual({ outcome: 'linked', customer: before, linkCount: 1 });

    expect(await storedCustomer(ref)).toEqual(before);
  });

  it('[no links] is refused where nobody knows the links, and changes nothing', async () => {
    const ref = newCustomer();
    await storeCustomer(ref);
    await damage(ref, { linkCount: undefined });
    const before = await storedCustomer(ref);

    expect(await erase(ref)).toEqual({ outcome: 'linked', customer: before });

    expect(await storedCustomer(ref)).toEqual(before);
  });

  it('[not deleted] leaves a tombstone the end that it has', async () => {
    const ref = newCustomer();
    await storeCustomer(ref);
    await erase(ref);
    const before = await storedCustomer(ref);

    expect(await erase(ref)).toEqual({ outcome: 'notFound' });

    expect(await storedCustomer(ref)).toEqual(before);
  });

  it('[not settled] is not done again to who has the number since', async () => {
    const ref = newCustomer();
    await storeCustomer(ref);
    const wanted = { ref, profile: { name: 'Grace' }, reference: {}, reuseErasedId: true };
    const replaced = overtaken(() => createCustomer(receivables(), wanted, newStamp()));

    const result = await erase(ref, tableWith(droppedAfter, replaced));

    const successor = await storedCustomer(ref);
    expect(result).toEqual({ outcome: 'removed', customer: successor });
    expect(successor?.profile).toEqual({ name: 'Grace' });
  });
});
