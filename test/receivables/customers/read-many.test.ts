import { describe, expect, it } from 'vitest';
import { newEffort } from '../../../shared/dynamodb/send.ts';
import { receivables } from '../../../shared/dynamodb/tables.ts';
import { readCustomers } from '../../../shared/receivables/customers/read-many.ts';
import { customerKey } from '../../../shared/receivables/keys.ts';
import { unprocessed, withFates } from '../../support/faults.ts';
import { newScene, storeRemovedCustomer } from '../../support/scenes.ts';
import { storeCustomer } from '../../support/store.ts';

const unprocessing = withFates(receivables(), () => unprocessed);

describe('readCustomers', () => {
  it('finds the customers that are there, deleted ones too, whatever is left over at first', async () => {
    const scene = newScene();
    const [active, deleted, nobody] = [scene.customer('c1'), scene.customer('c2'), scene.customer('c3')];
    const items = [await storeCustomer(active), await storeRemovedCustomer(deleted, 'deletion')];

    const found = await readCustomers(unprocessing, [active, deleted, nobody], newEffort());

    expect(found).toEqual(new Map([active, deleted].map((ref, index) => [customerKey(ref), items[index]])));
  });

  it('has done enough when there is no patience left', async () => {
    const scene = newScene();
    const refs = [scene.customer('c1'), scene.customer('c2')];
    const effort = { ...newEffort(), since: performance.now() - 8_000 };

    await expect(readCustomers(unprocessing, refs, effort)).rejects.toThrow(
      'DynamoDB left keys of a batch read unprocessed',
    );
    expect(await readCustomers(unprocessing, refs.slice(1), effort)).toEqual(new Map());
  });
});
