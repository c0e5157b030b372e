import { hash } from 'node:crypto';
import { beforeEach, describe, expect, it } from 'vitest';
import type { Document as AmiliDocument } from '../../functions/amili/documents/document.ts';
import { documentBundleId, documentUuid } from '../../functions/amili/documents/document-ids.ts';
import type { Invoice } from '../../functions/beel/invoices/invoice.ts';
import type { Listings } from '../../functions/listings.ts';
import { listItem } from '../../infra/commands/relist/list-item.ts';
import { type RelistOptions, relist } from '../../infra/commands/relist/relist.ts';
import { receivables } from '../../shared/dynamodb/tables.ts';
import { updateCustomer } from '../../shared/receivables/customers/update.ts';
import type { CustomerItem, DependentItem } from '../../shared/receivables/items.ts';
import type { CustomerRef } from '../../shared/receivables/keys.ts';
import { listKey, mark } from '../../shared/receivables/lists/listing.ts';
import { amili, beel, enkash, now, older, useOlderTable } from '../receivables/older-table.ts';
import { beelAuthorization, enkashAuthorization } from '../support/credentials.ts';
import { droppedAfter, overtaken } from '../support/faults.ts';
import { call } from '../support/http.ts';
import { damage, expectRemoved, expireCustomer, newScene, overwrite, tableWith } from '../support/scenes.ts';
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

  /** The customers and invoices of EnKash, each with its place. */
  function listedInEnkash(): [key: string, item: object][] {
    const tenant = { vendor: 'enkash', tenant: enkash.company };
    const phone = mark('contactNumber=9876543210');
    const customers = (
      [
        ['unlinked', 'deletable traders', 'ACTIVE'],
        ['linked', 'linked traders', 'ACTIVE'],
        ['movedFrom', 'moved from', 'ACTIVE'],
        ['movedTo', 'moved to', 'ACTIVE'],
        ['deleted', 'deleted traders', 'DELETED'],
      ] as const
    ).map(([who, name, state]): [string, object] => {
      const id = enkash[who];
      const item = older(`enkash#${enkash.company}#${id}`) as unknown as CustomerItem;
      const place = {
        listed: { name, marks: [phone] },
        listKey: listKey({ ...tenant, id }, 'CUSTOMER', state),
        listOrder: `${item.creation.at}\t${id}`,
      };
      return [`${item.pk} CUSTOMER`, { ...item, ...place }];
    });
    const due = Date.parse('2027-01-31') / 1_000;
    const invoices = (
      [
        ['invoice', 'LIVE', enkash.linked, 1180, { number: 'inv-1' }],
        ['movedInvoice', 'LIVE', enkash.movedFrom, 100, {}],
        ['deletedInvoice', 'DELETED', enkash.movedFrom, 100, {}],
      ] as const
    ).map(([which, state, customer, amount, number]): [string, object] => {
      const id = enkash[which];
      const item = older(`enkash#${enkash.company}#INVOICE#${id}`) as unknown as DependentItem;
      const amounts = { base: amount, net: amount, balance: amount };
      const place = {
        listed: { customer, due, ...amounts, ...number, marks: [mark('receivableStatus=UNPAID')] },
        listKey: listKey({ ...tenant, id }, 'INVOICE', state),
        listOrder: `${item.creation.at}\t${id}`,
      };
      return [`${item.pk} INVOICE`, { ...item, ...place }];
    });
    return [...customers, ...invoices];
  }

  const inAmili = { vendor: 'amili', tenant: String(amili.client) };

  /** Documents of Amili, which have no dates. */
  const listedDocuments = (): [key: string, item: object][] =>
    ['62728633', amili.document].map((id) => {
      const item = older(`amili#${amili.client}#DOCUMENT#${id}`) as unknown as DependentItem<AmiliDocument>;
      const { documentType, customerNo, subCustomerNo } = item.fields;
      const ref = { ...inAmili, kind: 'DOCUMENT', id };
      const texts = [
        ...[`documenttype=${documentType}`, `customerno=${customerNo}`],
        ...(subCustomerNo ? [`subcustomerno=${subCustomerNo}`] : []),
        `documentbundleid=${documentBundleId(ref)}`,
      ];
      const place = {
        listed: { created: Math.floor(Date.parse(item.creation.at) / 1_000), marks: texts.map(mark) },
        listKey: listKey(ref, 'DOCUMENT', 'LIVE'),
        listOrder: `\t${id}`,
      };
      return [`${item.pk} DOCUMENT`, { ...item, ...place }];
    });

  /** The customers of Amili that are not deleted: their tombstones have nothing to list. */
  const listedInAmili = (): [key: string, item: object][] =>
    amili.linked.map((id) => {
      const item = older(`amili#${amili.client}#${id}`) as unknown as CustomerItem<{
        name: string;
        phoneNo?: string;
      }>;
      const place = {
        listed: {
          name: item.profile?.name.toLowerCase(),
          changed: Math.floor(Date.parse(item.update.at) / 1_000),
          marks: [
            mark(`accountno=${item.reference.accountNo}`),
            ...(item.profile?.phoneNo ? [mark(`phoneno=${item.profile.phoneNo}`)] : []),
          ],
        },
        listKey: listKey({ ...inAmili, id }, 'CUSTOMER', 'ACTIVE'),
        listOrder: `${id}\t${id}`,
      };
      return [`${item.pk} CUSTOMER`, { ...item, ...place }];
    });

  const arItems = ['161166599120819', '157000719032569'] as const;
  const documentOf = { '161166599120819': amili.document, '157000719032569': '62728633' };

  /** The AR items of Amili, posted, and what leads to each by the UUID of its document. They are of nothing. */
  async function postedInAmili(): Promise<[key: string, item: object][]> {
    const entries = arItems.map(async (id): Promise<[string, object][]> => {
      const item = older(`amili#${amili.client}#AR_ITEM#${id}`) as unknown as DependentItem;
      const day = item.creation.at.slice(0, 10) === '2026-11-24' ? '2026-11-25' : '';
      const due = '2026-12-09';
      const update = {
        ...{ at: expect.any(String), by: 'relist', requestId: expect.any(String) },
        operation: 'infra/commands/relist',
      };
      const { customerNo } = item.fields as { customerNo: string };
      const texts = ['aritemtype=IN', 'aritemstatus=SETTLED', `customerno=${customerNo}`];
      const posted = {
        fields: {
          ...{ ...item.fields, arItemType: 'IN', postingDate: day, dueDate: due },
          ...{ currency: 'NOK', originalAmount: 0 },
        },
        ...{ update, version: 2, settled: expect.any(Set) },
        listed: {
          ...{ due: Date.parse(due) / 1_000, currency: 'NOK', left: 0 },
          marks: [...texts, `documentno=${documentOf[id]}`].map(mark),
        },
        listKey: listKey({ ...inAmili, id }, 'AR_ITEM', 'LIVE'),
        listOrder: `${day} ${id.padStart(15, '0')}\t${id}`,
      };
      const uuid = documentUuid({ ...inAmili, kind: 'DOCUMENT', id: documentOf[id] });
      const pk = `amili#${amili.client}#DOCUMENT_UUID#${hash('sha256', uuid, 'base64url')}`;
      const sk = `DOCUMENT_UUID#${id}`;
      return [
        [`${item.pk} AR_ITEM`, { ...item, ...posted }],
        [`${pk} ${sk}`, { pk, sk, id }],
      ];
    });
    return (await Promise.all(entries)).flat();
  }

  it('gives each of customer, invoice and document its place, posts AR items, and changes nothing else, nor a second time', async () => {
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
    const inLists = [...listedInEnkash(), ...listedInAmili(), ...listedDocuments()];
    for (const [key, item] of [...inLists, ...(await postedInAmili())]) expected.set(key, item);
    const before = expected.size - 2;
    for (const [vendor, tenant] of [
      ['amili', String(amili.client)],
      ['beel', `live:${beel.company}`],
      ['enkash', enkash.company],
    ] as const) {
      const [pk, sk] = ['TENANTS', `${vendor}#${tenant}`];
      expected.set(`${pk} ${sk}`, { pk, sk, vendor, tenant });
    }
    let told: readonly [read: number, total: number | undefined] = [0, 0];
    const progress = (read: number, total: number | undefined) => {
      told = [read, total];
    };

    expect(await relist(receivables(), { report, progress, pageSize: 10 })).toBe(21);

    expect(await storedState()).toEqual(expected);
    // What it stores itself may come before it or behind.
    expect(told[0]).toBeGreaterThanOrEqual(before);
    expect(told[0]).toBeLessThanOrEqual(expected.size);
    expect(told[1]).toBe(told[0]);
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
    const caller = { authorization: await enkashAuthorization(enkash.company) };
    const searched = async (what: string, json: object) =>
      (await call(`POST /api/v0/${what}/search`, { ...caller, json })).body as {
        payload: { data: Record<string, unknown>[] };
      };
    const traders = await searched('customer', { legalName: 'traders' });
    expect(traders.payload.data.map(({ customerId }) => customerId)).toEqual([
      enkash.linked,
      enkash.unlinked,
    ]);
    const unpaid = await searched('invoice', { customerLegalName: 'traders' });
    expect(unpaid.payload.data.map(({ invoiceId }) => invoiceId)).toEqual([enkash.invoice]);
  });

  it('posts the amounts of a document that was stored before its ledger was, once', async () => {
    const { item, key } = { item: arItems[0], key: `amili#${amili.client}#DOCUMENT#${amili.document}` };
    const document = older(key) as unknown as DependentItem;
    const amounts = { currencyAmounts: { inclVat: 125, vat: 25 }, documentDate: '2026-10-30' };
    await overwrite({ ...document, fields: { ...document.fields, ...amounts } });

    await relist(receivables(), { report });
    await relist(receivables(), { report });

    const { fields } = (await now(
      `amili#${amili.client}#AR_ITEM#${item}`,
      'AR_ITEM',
    )) as unknown as DependentItem;
    expect(fields).toMatchObject({ originalAmount: 125, postingDate: '2026-10-30', dueDate: '2026-11-13' });
    const lines = [...(await storedState()).values()].filter(({ sk }) => sk === 'GL_ITEM');
    const posted = lines.map((line) => line.fields as Record<string, unknown>);
    expect(posted.sort((one, other) => Number(one.lineNo) - Number(other.lineNo))).toMatchObject([
      { glAccountNo: '1500', amount: 125, arItemId: Number(item), documentNo: amili.document },
      { glAccountNo: '3000', amount: -100, voucherNo: fields.voucherNo },
      { glAccountNo: '2700', amount: -25, voucherNo: fields.voucherNo },
    ]);
    expect(failures).toEqual([]);
  });

  it('says which item it cannot list, and goes on', async () => {
    await damage(inBeel(beel.active), { profile: { legal_name: 7 } });
    expect(await relist(receivables(), { report })).toBe(20);
    const item = `beel#live:${beel.company}#${beel.active} CUSTOMER`;
    expect(failures).toEqual([{ item, problem: expect.any(String) }]);
    expect(await now(`beel#live:${beel.company}#${beel.active}`)).not.toHaveProperty('listOrder');
  });
});

describe('listItem', () => {
  const by: Listings = {
    test: {
      CUSTOMER: ({ profile }: CustomerItem<{ name: string; phoneNo?: string }>) => ({
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
