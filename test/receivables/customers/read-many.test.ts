import { describe, expect, it } from 'vitest';
import { receivables } from '../../../shared/dynamodb/tables.ts';
import { readCustomers } from '../../../shared/receivables/customers/read-many.ts';
import { customerKey } from '../../../shared/receivables/keys.ts';
import { unprocessed, withFates } from '../../support/faults.ts';
import { newScene, outOfTime, storeRemovedCustomer } from '../../support/scenes.ts';
import { storeCustomer } from '../../support/store.ts';

const unprocessing = withFates(receivables(), () => unprocessed);

describe('readCustomers', () => {
  it('finds the customers that are there, deleted ones too, whatever is left over at first', async () => {
    const scene = newScene();
    const [active, deleted, nobody] = [scene.customer('c1'), scene.customer('c2'), scene.customer('c3')];
    const items = [await storeCustomer(active), await storeRemovedCustomer(deleted, 'deletion')];

    const found = await readCustomers(unprocessing, [active, deleted, nobody]);

    expect(found).toEqual(new Map([active, deleted].map((ref, index) => [customerKey(ref), items[index]])));
  });

  it('gives up when its time is over', async () => {
    const scene = newScene();
    const refs = [scene.customer('c1'), scene.customer('c2')];
    const table = outOfTime(unprocessing);

    await expect(readCustomers(table, refs)).rejects.toMatchObject({
      name: 'GaveUp',
      known: 'throttled',
      message: 'keys of a batch read were left unprocessed',
    });
    expect(await readCustomers(table, refs.slice(1))).toEqual(new Map());
  });
});
