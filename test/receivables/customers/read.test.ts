import { describe, expect, it } from 'vitest';
import { newEffort } from '../../../shared/dynamodb/send.ts';
import { receivables, type Table } from '../../../shared/dynamodb/tables.ts';
import { readCustomer, readCustomerOrTombstone } from '../../../shared/receivables/customers/read.ts';
import { type CustomerRef, customerItemKey } from '../../../shared/receivables/keys.ts';
import { fence } from '../../../shared/receivables/repeats/fence.ts';
import { newScene, storeRemovedCustomer } from '../../support/scenes.ts';
import { newStamp, storeCustomer, storedCustomer } from '../../support/store.ts';

describe.each([
  ['readCustomer', (table: Table, ref: CustomerRef, _: Date) => readCustomer(table, ref), false],
  ['readCustomerOrTombstone', readCustomerOrTombstone, true],
] as const)('%s', (_, read, readsTombstones) => {
  const ref = () => newScene().customer();
  const now = new Date();

  it('reads a customer, inactive ones too', async () => {
    const [active, inactive] = [ref(), ref()];
    expect(await read(receivables(), active, now)).toBe(undefined);
    const item = await storeCustomer(active);
    expect(await read(receivables(), active, now)).toEqual(item);
    expect(await read(receivables(), inactive, now)).toBe(undefined);
    expect(await storeRemovedCustomer(inactive, 'deactivation')).toEqual(
      await read(receivables(), inactive, now),
    );
  });

  it(readsTombstones ? 'reads a deleted one' : 'reads no deleted one', async () => {
    const deleted = ref();
    const item = await storeRemovedCustomer(deleted, 'deletion');
    expect(await read(receivables(), deleted, now)).toEqual(readsTombstones ? item : undefined);
  });

  it('reads no fence', async () => {
    const fenced = ref();
    const table = receivables();
    await fence(table, customerItemKey(fenced), newStamp(), newEffort(table));
    expect(await storedCustomer(fenced)).not.toBe(undefined);
    expect(await read(table, fenced, now)).toBe(undefined);
  });
});
