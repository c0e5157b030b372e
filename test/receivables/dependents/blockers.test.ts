import { describe, expect, it } from 'vitest';
import { receivables } from '../../../shared/dynamodb/tables.ts';
import { readBlockers } from '../../../shared/receivables/dependents/blockers.ts';
import { removeDependent } from '../../../shared/receivables/dependents/remove.ts';
import { newScene } from '../../support/scenes.ts';
import { newStamp, storeCustomer, storeDependent } from '../../support/store.ts';

describe('readBlockers', () => {
  it('names at most five of the dependents that refer to a customer', async () => {
    const scene = newScene();
    const [customer, other] = [scene.customer('c1'), scene.customer('c2')];
    await storeCustomer(customer);
    await storeCustomer(other);
    await storeDependent(other, 'INVOICE', 'elsewhere');
    const gone = await storeDependent(customer, 'INVOICE', 'gone');
    await removeDependent(receivables(), gone, () => true, newStamp());
    const refs = [await storeDependent(customer, 'RECURRING_INVOICE', 'r#1')];

    expect(await readBlockers(receivables(), customer)).toEqual(refs);

    for (const id of ['1', '2', '3', '4', '5']) refs.push(await storeDependent(customer, 'INVOICE', id));
    const named = await readBlockers(receivables(), customer);
    expect(named).toHaveLength(5);
    expect(refs).toEqual(expect.arrayContaining(named));
  });
});
