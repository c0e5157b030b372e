import { TransactionCanceledException } from '@aws-sdk/client-dynamodb';
import { describe, expect, it } from 'vitest';
import { newEffort } from '../../shared/dynamodb/send.ts';
import { receivables } from '../../shared/dynamodb/tables.ts';
import { attachDependents } from '../../shared/receivables/dependents/attach.ts';
import { detachDependent } from '../../shared/receivables/dependents/detach.ts';
import { customerItemKey, customerKey } from '../../shared/receivables/keys.ts';
import { fence } from '../../shared/receivables/repeats/fence.ts';
import { answered, type Fate } from '../support/faults.ts';
import { moveDependent } from '../support/move-dependent.ts';
import { damage, newScene, tableWith } from '../support/scenes.ts';
import { newStamp, storeCustomer, storeDependent, storedDependent } from '../support/store.ts';

const failsWith =
  (error: Error): Fate =>
  () =>
    Promise.reject(error);

describe('a failure that nothing explains', () => {
  it('is not taken for a refused attach', async () => {
    const dependent = newScene().dependent();
    const CancellationReasons = [{ Code: 'ConditionalCheckFailed' }];
    const error = new TransactionCanceledException({ message: 'no', $metadata: {}, CancellationReasons });

    await expect(
      attachDependents(tableWith(failsWith(error)), [{ ref: dependent, fields: {} }], newStamp()),
    ).rejects.toThrow('nothing explains why the dependents were not attached');
  });

  it.each(['detach', 'move'])('has its cause with a %s from a customer that counts no links', async (how) => {
    const ref = newScene().customer();
    await storeCustomer(ref);
    const dependent = (await storedDependent(await storeDependent(ref)))!;
    await damage(ref, { linkCount: 0 });
    const to = { ...ref, id: 'c2' };
    await storeCustomer(to);

    const failing =
      how === 'detach'
        ? detachDependent(receivables(), dependent, newStamp())
        : moveDependent(receivables(), dependent, to, newStamp());

    await expect(failing).rejects.toMatchObject({
      message: `the linkCount of ${customerKey(ref)} is below its live links`,
      cause: { name: 'TransactionCanceledException' },
    });
  });

  it('ends a fence', async () => {
    const lost = new Error('lost');
    const table = tableWith(answered, failsWith(lost));

    const fencing = fence(table, customerItemKey(newScene().customer()), newStamp(), newEffort(table));

    await expect(fencing).rejects.toThrow(lost);
  });
});
