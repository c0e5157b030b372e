import { describe, expect, it } from 'vitest';
import { receivables } from '../../../shared/dynamodb/tables.ts';
import { createCustomer } from '../../../shared/receivables/customers/create.ts';
import { removeCustomer } from '../../../shared/receivables/customers/remove.ts';
import { removeCustomers } from '../../../shared/receivables/customers/remove-many.ts';
import { updateCustomer } from '../../../shared/receivables/customers/update.ts';
import type { CustomerItem } from '../../../shared/receivables/items.ts';
import type { CustomerRef } from '../../../shared/receivables/keys.ts';
import { folded } from '../../../shared/receivables/lists/folded.ts';
import { type Listing, listAttributes, mark } from '../../../shared/receivables/lists/listing.ts';
import { newScene, reactivate } from '../../support/scenes.ts';
import { newStamp, storedCustomer } from '../../support/store.ts';

const listing: Listing = { values: { name: 'ada', tags: ['a', 'b'], at: 7 }, order: 'ada' };
const other: Listing = { values: { name: 'grace' }, order: 'grace' };

/** Which partition of an index it is, of the eight that a tenant's customers are in. */
const SHARD_OF_C1 = 0;

/** The attributes of the customer `c1` in a list, in full. */
const inList = ({ vendor, tenant }: CustomerRef, state: string, { values, order }: Listing) => ({
  listed: values,
  listKey: `${vendor}#${tenant}#CUSTOMER#${state}#${SHARD_OF_C1}`,
  listOrder: `${order}\tc1`,
});

const attributes = async (ref: CustomerRef) => {
  const { listed, listKey, listOrder } = (await storedCustomer(ref)) as CustomerItem;
  return {
    ...(listed && { listed }),
    ...(listKey && { listKey }),
    ...(listOrder && { listOrder }),
  };
};

async function newListed(): Promise<CustomerRef> {
  const ref = newScene().customer();
  const wanted = { ref, profile: { name: 'Ada' }, reference: {}, listing: () => listing };
  expect((await createCustomer(receivables(), wanted, newStamp())).outcome).toBe('created');
  return ref;
}

/** Updates the customer, and sees that the outcome is as it is stored. */
async function update(ref: CustomerRef, change: { active?: boolean; listing?: Listing }): Promise<void> {
  const seen = (await storedCustomer(ref)) as CustomerItem;
  const whole = { profile: { name: 'Grace' }, ...change };
  const result = await updateCustomer(receivables(), ref, seen, whole, newStamp());
  expect(result).toEqual({ outcome: 'updated', customer: await storedCustomer(ref) });
}

describe('what lists know of a customer', () => {
  it('is stored when it is created, and changed and removed by the writes of its state', async () => {
    const ref = await newListed();
    expect(await attributes(ref)).toEqual(inList(ref, 'ACTIVE', listing));

    await update(ref, {});
    expect(await attributes(ref)).toEqual(inList(ref, 'ACTIVE', listing));
    await update(ref, { listing: other });
    expect(await attributes(ref)).toEqual(inList(ref, 'ACTIVE', other));
    await update(ref, { active: false });
    expect(await attributes(ref)).toEqual(inList(ref, 'INACTIVE', other));
    await update(ref, { listing });
    expect(await attributes(ref)).toEqual(inList(ref, 'INACTIVE', listing));
    await update(ref, { active: true, listing: other });
    expect(await attributes(ref)).toEqual(inList(ref, 'ACTIVE', other));
    await update(ref, { active: false, listing });
    expect(await attributes(ref)).toEqual(inList(ref, 'INACTIVE', listing));

    await reactivate(ref);
    expect(await attributes(ref)).toEqual(inList(ref, 'ACTIVE', listing));
    await removeCustomer(receivables(), ref, 'deactivation', newStamp());
    expect(await attributes(ref)).toEqual(inList(ref, 'INACTIVE', listing));
    await removeCustomer(receivables(), ref, 'deletion', newStamp());
    expect(await attributes(ref)).toEqual(inList(ref, 'DELETED', listing));
  });

  it('follows a removal of many', async () => {
    const ref = await newListed();
    await removeCustomers(receivables(), [ref], 'deactivation', newStamp());
    expect(await attributes(ref)).toEqual(inList(ref, 'INACTIVE', listing));
    await removeCustomers(receivables(), [ref], 'deletion', newStamp());
    expect(await attributes(ref)).toEqual(inList(ref, 'DELETED', listing));
  });

  it('is erased with the profile, and back with the next customer of this id', async () => {
    const ref = await newListed();
    await removeCustomer(receivables(), ref, 'deletion', newStamp(), { eraseAfter: 60 });
    expect(await attributes(ref)).toEqual({});

    const wanted = { ref, profile: {}, reference: {}, listing: () => other, reuseErasedId: true };
    await createCustomer(receivables(), wanted, newStamp());
    expect(await attributes(ref)).toEqual(inList(ref, 'ACTIVE', other));
  });
});

describe('listAttributes', () => {
  it('keep the beginning of a long order, whole characters only', () => {
    const ref = newScene().customer();
    const orderOf = (order: string) =>
      listAttributes(ref, 'CUSTOMER', 'ACTIVE', { values: {}, order })?.listOrder;
    expect(orderOf('a'.repeat(400))).toBe(`${'a'.repeat(300)}\tc1`);
    expect(orderOf(`${'a'.repeat(299)}😀`)).toBe(`${'a'.repeat(299)}\tc1`);
    expect(orderOf(`${'a'.repeat(298)}😀b`)).toBe(`${'a'.repeat(298)}😀\tc1`);
  });

  it('spread ids over eight partitions', () => {
    const scene = newScene();
    const keys = Array.from({ length: 100 }, (_, n) =>
      listAttributes(scene.customer(`c${n}`), 'CUSTOMER', 'ACTIVE', listing)?.listKey.at(-1),
    );
    expect([...new Set(keys)].sort()).toEqual([...'01234567']);
  });
});

describe('folded', () => {
  it.each([
    ['García', 'garcia'],
    ['  Núñez\u00a0 y  CÍA\n', 'nunez y cia'],
    ['ﬁn ½', 'fin 1⁄2'],
    ['L’Hospitalet', 'l’hospitalet'],
    ['', ''],
  ])('%j is %j', (text, expected) => {
    expect(folded(text)).toBe(expected);
  });
});

describe('mark', () => {
  it('is short for any text, and another for another text', () => {
    expect(mark('order=ORD-1')).toBe('7yy2L5lf');
    expect(mark('a'.repeat(1e6))).toMatch(/^[\w-]{8}$/);
    expect(mark('a'.repeat(1e6))).not.toBe(mark('a'.repeat(1e6 + 1)));
  });
});
