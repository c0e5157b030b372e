import { beforeEach, describe, expect, it } from 'vitest';
import type { Invoice } from '../../functions/beel/invoices/invoice.ts';
import type { Listings } from '../../functions/listings.ts';
import { listItem } from '../../infra/commands/relist/list-item.ts';
import { type RelistOptions, relist } from '../../infra/commands/relist/relist.ts';
import { receivables } from '../../shared/dynamodb/tables.ts';
import { updateCustomer } from '../../shared/receivables/customers/update.ts';
import type { CustomerItem, DependentItem } from '../../shared/receivables/items.ts';
import type { CustomerRef } from '../../shared/receivables/keys.ts';
import { listKey } from '../../shared/receivables/lists/listing.ts';
import { beel, now, older, useOlderTable } from '../receivables/older-table.ts';
import { beelAuthorization } from '../support/credentials.ts';
import { droppedAfter, overtaken } from '../support/faults.ts';
import { call } from '../support/http.ts';
import { damage, expectRemoved, expireCustomer, newScene, tableWith } from '../support/scenes.ts';
import { newStamp, storeCustomer, storeDependent, storedCustomer } from '../support/store.ts';
import { storedState } from '../support/stored-state.ts';

const failures: unknown[] = [];
const report: RelistOptions['report'] = (failure) => failures.push(failure);

beforeEach(() => {
  failures.length = 0;
});

describe('relist, on a table that version 0.1.0 wrote', () => {
  beforeEach(useOlderTable);

  const inBeel = (id: string): CustomerRef => ({ vendor: 'beel', tenant: `live:${beel.company}`, id });

  /** The customer with its place in lists, which it did not have. */
  function listed(id: string, state: 'ACTIVE' | 'INACTIVE' | 'DELETED') {
    const item = older(`beel#live:${beel.company}#${id}`) as unknown as CustomerItem;
    const { nif, legal_name } = item.profile as { nif: string; legal_name: string };
    return {
      ...item,
      listed: {
        nif: nif.toLowerCase(),
        city: 'madrid',
        province: 'madrid',
        created_at: Date.parse(item.creation.at),
      },
      listKey: listKey(inBeel(id), 'CUSTOMER', state),
      listOrder: `${legal_name.toLowerCase()}\t${id}`,
    };
  }

  /** The same of the one invoice. */
  function listedInvoice() {
    const item = older(
      `beel#live:${beel.company}#INVOICE#${beel.invoice}`,
    ) as unknown as DependentItem<Invoice>;
    const { type, status, issue_date, recipient, totals } = item.fields;
    const { customer_id, legal_name = '', nif = '' } = recipient;
    return {
      ...item,
      listed: {
        ...{ type, status, series: 'a', customer: customer_id, name: legal_name.toLowerCase() },
        ...{ nif: nif.toLowerCase(), base: totals.taxable_base, total: totals.invoice_total },
      },
      listKey: listKey(inBeel(beel.invoice), 'INVOICE', 'LIVE'),
      listOrder: `${issue_date} 0000000000\t${beel.invoice}`,
    };
  }

  it('gives each of BeeL’s customers and invoices its place, and changes nothing else, nor a second time', async () => {
    const expected = new Map<string, unknown>(await storedState());
    for (const [id, state] of [
      [beel.active, 'ACTIVE'],
      [beel.unlinked, 'ACTIVE'],
      [beel.linked, 'ACTIVE'],
      [beel.inactive, 'INACTIVE'],
      [beel.deleted, 'DELETED'],
    ] as const)
      expected.set(`beel#live:${beel.company}#${id} CUSTOMER`, listed(id, state));
    expected.set(`beel#live:${beel.company}#INVOICE#${beel.invoice} INVOICE`, listedInvoice());
    const told: unknown[] = [];
    const progress = (read: number, total: number | undefined) => told.push([read, total]);

    expect(await relist(receivables(), { report, progress, pageSize: 10 })).toBe(6);

    expect(await storedState()).toEqual(expected);
    expect(told.at(-1)).toEqual([expected.size, expected.size]);
    expect(await relist(receivables(), { report })).toBe(0);
    expect(await storedState()).toEqual(expected);
    expect(failures).toEqual([]);

    const authorization = await beelAuthorization({ company: beel.company });
    const { body } = await call(`GET /api/v1/companies/${beel.company}/customers`, { authorization });
    const { customers } = (body as { data: { customers: { id: string }[] } }).data;
    expect(customers.map(({ id }) => id).sort()).toEqual([beel.active, beel.unlinked, beel.linked].sort());
    const answer = await call(`GET /api/v1/companies/${beel.company}/invoices`, { authorization });
    const { invoices } = (answer.body as { data: { invoices: { id: string }[] } }).data;
    expect(invoices.map(({ id }) => id)).toEqual([beel.invoice]);
  });

  it('says which item it cannot list, and goes on', async () => {
    await damage(inBeel(beel.active), { profile: { legal_name: 7 } });
    expect(await relist(receivables(), { report })).toBe(5);
    const item = `beel#live:${beel.company}#${beel.active} CUSTOMER`;
    expect(failures).toEqual([{ item, problem: expect.any(String) }]);
    expect(await now(`beel#live:${beel.company}#${beel.active}`)).not.toHaveProperty('listOrder');
  });
});

describe('listItem', () => {
  const by: Listings = {
    test: {
      CUSTOMER: ({ profile }: CustomerItem<{ name: string }>) => ({
        values: { name: String(profile?.name) },
        order: String(profile?.name),
      }),
      INVOICE: () => ({ values: { kind: 'invoice' }, order: 'i' }),
    },
  };

  async function newUnlisted() {
    const ref = newScene().customer();
    return { ref, read: await storeCustomer(ref) };
  }

  const place = (ref: CustomerRef, name: string, state: 'ACTIVE' | 'DELETED' = 'ACTIVE') => ({
    listed: { name },
    listKey: listKey(ref, 'CUSTOMER', state),
    listOrder: `${name}\t${ref.id}`,
  });

  it('lists what refers to customers too', async () => {
    const { ref } = await newUnlisted();
    const dependent = await storeDependent(ref, 'INVOICE', 'i#1');
    const pk = `${ref.vendor}#${ref.tenant}#INVOICE#i#1`;
    const read = (await now(pk, 'INVOICE')) as never;

    expect(await listItem(receivables(), read, by)).toBe(true);

    const listed = { kind: 'invoice' };
    const item = {
      ...(read as object),
      listed,
      listOrder: 'i\ti#1',
      listKey: listKey(dependent, 'INVOICE', 'LIVE'),
    };
    expect(await now(pk, 'INVOICE')).toEqual(item);
  });

  it('lists a customer as another request has left it meanwhile', async () => {
    const { ref, read } = await newUnlisted();
    const renamed = overtaken(() =>
      updateCustomer(receivables(), ref, read, { profile: { name: 'Grace' } }, newStamp()),
    );
    expect(await listItem(tableWith(renamed), read, by)).toBe(true);
    expect(await storedCustomer(ref)).toMatchObject({ version: 2, ...place(ref, 'Grace') });
  });

  it('lists a customer where it was deleted to meanwhile', async () => {
    const { ref, read } = await newUnlisted();
    const deleted = overtaken(() => expectRemoved(ref, 'deletion'));
    expect(await listItem(tableWith(deleted), read, by)).toBe(true);
    expect(await storedCustomer(ref)).toMatchObject(place(ref, 'Ada', 'DELETED'));
  });

  it('leaves what another request has listed meanwhile', async () => {
    const { ref, read } = await newUnlisted();
    const listing = { values: { name: 'other' }, order: 'other' };
    const listed = overtaken(() =>
      updateCustomer(receivables(), ref, read, { profile: {}, listing }, newStamp()),
    );
    expect(await listItem(tableWith(listed), read, by)).toBe(true);
    expect(await storedCustomer(ref)).toMatchObject(place(ref, 'other'));
  });

  it('is told of an attempt that landed and lost its answer', async () => {
    const { ref, read } = await newUnlisted();
    expect(await listItem(tableWith(droppedAfter), read, by)).toBe(true);
    expect(await storedCustomer(ref)).toEqual({ ...read, ...place(ref, 'Ada') });
  });

  it('makes nothing of an item that is gone', async () => {
    const { ref, read } = await newUnlisted();
    const gone = overtaken(() => expireCustomer(ref));
    expect(await listItem(tableWith(gone), read, by)).toBe(false);
    expect(await storedCustomer(ref)).toBe(undefined);
  });

  it('[creation] leaves another customer of the same number and version to itself', async () => {
    const { ref, read } = await newUnlisted();
    const replaced = overtaken(async () => {
      await expireCustomer(ref);
      await storeCustomer(ref, { name: 'Grace' });
    });
    expect(await listItem(tableWith(replaced), read, by)).toBe(true);
    expect(await storedCustomer(ref)).toMatchObject({ profile: { name: 'Grace' }, ...place(ref, 'Grace') });
  });
});
