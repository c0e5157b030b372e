import { TransactionCanceledException } from '@aws-sdk/client-dynamodb';
import { describe, expect, it } from 'vitest';
import { newEffort } from '../../shared/dynamodb/send.ts';
import { receivables } from '../../shared/dynamodb/tables.ts';
import { attachLinks } from '../../shared/receivables/dependents/attach.ts';
import { detachLink } from '../../shared/receivables/dependents/detach.ts';
import { moveLink } from '../../shared/receivables/dependents/move.ts';
import { customerItemKey, customerKey } from '../../shared/receivables/items.ts';
import { fence } from '../../shared/receivables/repeats/fence.ts';
import { answered, type Fate } from '../support/faults.ts';
import { damage, newScene, tableWith } from '../support/scenes.ts';
import { newStamp, storeCustomer, storedHolder, storeLink } from '../support/store.ts';

const failsWith =
  (error: Error): Fate =>
  () =>
    Promise.reject(error);

describe('a failure that nothing explains', () => {
  it('is not taken for a refused attach', async () => {
    const holder = newScene().holder();
    const CancellationReasons = [{ Code: 'ConditionalCheckFailed' }];
    const error = new TransactionCanceledException({ message: 'no', $metadata: {}, CancellationReasons });

    await expect(
      attachLinks(tableWith(failsWith(error)), [{ ref: holder, fields: {} }], newStamp()),
    ).rejects.toThrow('nothing explains why the links were not attached');
  });

  it.each(['detach', 'move'])('has its cause with a %s from a customer that counts no links', async (how) => {
    const ref = newScene().customer();
    await storeCustomer(ref);
    const holder = (await storedHolder(await storeLink(ref)))!;
    await damage(ref, { linkCount: 0 });
    const to = { ...ref, id: 'c2' };
    await storeCustomer(to);

    const failing =
      how === 'detach'
        ? detachLink(receivables(), holder, newStamp())
        : moveLink(receivables(), holder, to, newStamp());

    await expect(failing).rejects.toMatchObject({
      message: `the linkCount of ${customerKey(ref)} is below its live links`,
      cause: { name: 'TransactionCanceledException' },
    });
  });

  it('ends a fence', async () => {
    const lost = new Error('lost');
    const table = tableWith(answered, failsWith(lost));

    const fencing = fence(table, customerItemKey(newScene().customer()), newStamp(), newEffort());

    await expect(fencing).rejects.toThrow(lost);
  });
});
