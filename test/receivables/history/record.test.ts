import { randomUUID } from 'node:crypto';
import { expect, it } from 'vitest';
import { receivables } from '../../../shared/dynamodb/tables.ts';
import { removeCustomer } from '../../../shared/receivables/customers/remove.ts';
import { readEntries } from '../../../shared/receivables/history/read.ts';
import { recordHistory } from '../../../shared/receivables/history/record.ts';
import type { CustomerItem } from '../../../shared/receivables/items.ts';
import { newStamp, storeCustomer } from '../../support/store.ts';

const MINUTE = 60_000;

/** The change that has made the customer, as the stream told it so long after. */
const creationOf = (customer: CustomerItem, ago: number) => {
  const stamp = { ...customer.creation, at: new Date(Date.parse(customer.creation.at) - ago).toISOString() };
  const after = { ...customer, update: stamp };
  const keys = { pk: customer.pk, sk: customer.sk };
  return {
    id: 'i',
    sequenceNumber: '1',
    kind: 'INSERT',
    keys,
    before: undefined,
    after,
    isExpiry: false,
  } as const;
};

it('a change that is told late brings back nothing of a customer who was erased meanwhile', async () => {
  const table = receivables();
  const ref = { vendor: 'v', tenant: 't', id: randomUUID() };
  const customer = await storeCustomer(ref, { name: 'Ada' });
  await removeCustomer(table, ref, 'deletion', newStamp(), { eraseAfter: 60 });

  await recordHistory(table, [creationOf(customer, MINUTE) as never]);

  const { entries } = await readEntries(table, ref, { most: 10 });
  expect(entries).toMatchObject([{ change: 'created', changed: { name: {} }, valuesLeftOut: 'erased' }]);
  expect(JSON.stringify(entries)).not.toContain('Ada');
});

it.each([
  ['late', MINUTE],
  ['in time', 0],
])('one that is told %s has the values of a customer who is there', async (_, ago) => {
  const table = receivables();
  const ref = { vendor: 'v', tenant: 't', id: randomUUID() };
  const customer = await storeCustomer(ref, { name: 'Ada' });

  await recordHistory(table, [creationOf(customer, ago) as never]);

  const { entries } = await readEntries(table, ref, { most: 10 });
  expect(entries).toMatchObject([{ change: 'created', changed: { name: { after: 'Ada' } } }]);
  expect(entries[0]).not.toHaveProperty('valuesLeftOut');
});

it('a change that one call is told twice is kept once', async () => {
  const ref = { vendor: 'v', tenant: 't', id: randomUUID() };
  const change = creationOf(await storeCustomer(ref, { name: 'Ada' }), 0) as never;

  expect(await recordHistory(receivables(), [change, change])).toMatchObject({ recorded: 1 });

  expect((await readEntries(receivables(), ref, { most: 10 })).entries).toHaveLength(1);
});
