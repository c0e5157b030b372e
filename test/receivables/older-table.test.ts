import { beforeEach, describe, expect, it } from 'vitest';
import { receivables } from '../../shared/dynamodb/tables.ts';
import { createCustomer } from '../../shared/receivables/customers/create.ts';
import { readCustomer } from '../../shared/receivables/customers/read.ts';
import { removeCustomer } from '../../shared/receivables/customers/remove.ts';
import { removeCustomers } from '../../shared/receivables/customers/remove-many.ts';
import { updateCustomer } from '../../shared/receivables/customers/update.ts';
import { attachDependents } from '../../shared/receivables/dependents/attach.ts';
import { readDependent } from '../../shared/receivables/dependents/read.ts';
import { removeDependent } from '../../shared/receivables/dependents/remove.ts';
import type { CustomerItem, DependentItem } from '../../shared/receivables/items.ts';
import type { CustomerRef, DependentRef } from '../../shared/receivables/keys.ts';
import { listKey, mark } from '../../shared/receivables/lists/listing.ts';
import type { Stamp } from '../../shared/receivables/stamp.ts';
import { findingsOf, fixing } from '../recount/ledger.ts';
import { amiliAuthorization, beelAuthorization, enkashAuthorization } from '../support/credentials.ts';
import {
  amiliFailure,
  beelCanonicalFailure,
  beelFailure,
  beelSuccess,
  enkashFailure,
} from '../support/envelopes.ts';
import { call } from '../support/http.ts';
import { moveDependent } from '../support/move-dependent.ts';
import { expire, reactivate } from '../support/scenes.ts';
import { deletedListKey, newStamp } from '../support/store.ts';
import { type State, storedState } from '../support/stored-state.ts';
import { amili, beel, enkash, linksOf, now, older, useOlderTable } from './older-table.ts';

const inEnkash = (id: string): CustomerRef => ({ vendor: 'enkash', tenant: 'CEKFOWV7UQ', id });
const inAmili = (id: string): CustomerRef => ({ vendor: 'amili', tenant: '2218', id });
const inBeel = (id: string): CustomerRef => ({ vendor: 'beel', tenant: `live:${beel.company}`, id });
const invoice = (ref: CustomerRef): DependentRef => ({ ...ref, kind: 'INVOICE' });

const enkashKey = (id: string) => `enkash#CEKFOWV7UQ#${id}`;
const inList = (ref: CustomerRef, state: 'ACTIVE' | 'DELETED') => ({
  listKey: listKey(ref, 'CUSTOMER', state),
});

const amiliKey = (id: string) => `amili#2218#${id}`;
const beelKey = (id: string) => `beel#live:${beel.company}#${id}`;

let before: State;
let stamp: Stamp;

beforeEach(async () => {
  await useOlderTable();
  before = await storedState();
  stamp = { ...newStamp(), operation: 'test/customers/change-customer' };
});

/** Expects all to be stored as version 0.1.0 left it, but for these items. */
async function expectOnly(
  changes: readonly Readonly<Record<string, unknown>>[],
  gone: readonly string[] = [],
): Promise<void> {
  const expected = new Map<string, unknown>(before);
  for (const key of gone) expected.delete(key);
  for (const item of changes) expected.set(`${item.pk} ${item.sk}`, item);
  expect(await storedState()).toEqual(expected);
}

describe('of a table that version 0.1.0 wrote, the domain', () => {
  it('reads what is live and nothing else', async () => {
    const [unlinked, linked] = [inEnkash(enkash.unlinked), inAmili(amili.linked[0] as string)];
    expect(await readCustomer(receivables(), unlinked)).toEqual(older(enkashKey(enkash.unlinked)));
    expect(await readCustomer(receivables(), linked)).toEqual(older(amiliKey('222222')));
    for (const ref of [inEnkash(enkash.deleted), inEnkash(enkash.fenced), inAmili(amili.deleted)])
      expect(await readCustomer(receivables(), ref)).toBe(undefined);
    const seen = await readDependent(receivables(), invoice(inEnkash(enkash.movedInvoice)));
    expect(seen).toEqual(older(enkashKey(`INVOICE#${enkash.movedInvoice}`)));
    expect(await readDependent(receivables(), invoice(inEnkash(enkash.deletedInvoice)))).toBe(undefined);
  });

  it('deletes, and leaves the older stamps as they are', async () => {
    const { creation, ...rest } = older(enkashKey(enkash.unlinked));

    const { outcome } = await removeCustomer(receivables(), inEnkash(enkash.unlinked), 'deletion', stamp);

    expect(outcome).toBe('removed');
    expect(Object.keys(creation as Stamp).sort()).toEqual(['at', 'by', 'requestId']);
    await expectOnly([
      {
        ...rest,
        creation,
        version: 2,
        update: stamp,
        deletion: stamp,
        ...inList(inEnkash(enkash.unlinked), 'DELETED'),
      },
    ]);
  });

  it('updates', async () => {
    const ref = inAmili('222222');
    const seen = (await readCustomer(receivables(), ref)) as CustomerItem;

    const { outcome } = await updateCustomer(receivables(), ref, seen, { profile: { name: 'Third' } }, stamp);

    expect(outcome).toBe('updated');
    const settled = new Set([`${stamp.at} ${stamp.requestId}`]);
    await expectOnly([
      { ...older(amiliKey('222222')), profile: { name: 'Third' }, update: stamp, version: 3, settled },
    ]);
  });

  it('gives an item its place in lists when it is changed, and none by its removal', async () => {
    const [first, second] = [inBeel(beel.active), inBeel(beel.unlinked)];
    const seen = (await readCustomer(receivables(), first)) as CustomerItem;
    const change = { profile: { name: 'A' }, listing: { values: { name: 'a' }, order: 'a' } };

    await updateCustomer(receivables(), first, seen, change, stamp);
    await removeCustomers(receivables(), [second], 'deletion', stamp);

    const settled = new Set([`${stamp.at} ${stamp.requestId}`]);
    const listed = { listed: { name: 'a' }, listOrder: `a\t${beel.active}`, ...inList(first, 'ACTIVE') };
    await expectOnly([
      { ...seen, profile: { name: 'A' }, ...listed, update: stamp, version: seen.version + 1, settled },
      {
        ...older(beelKey(beel.unlinked)),
        ...inList(second, 'DELETED'),
        ...{ update: stamp, deletion: stamp, version: 2 },
      },
    ]);
  });

  it('reactivates', async () => {
    const { deactivation, ...rest } = older(beelKey(beel.inactive));

    const result = await reactivate(inBeel(beel.inactive), receivables(), stamp);

    const settled = new Set([`${stamp.at} ${stamp.requestId}`]);
    const key = inList(inBeel(beel.inactive), 'ACTIVE');
    const customer = { ...rest, ...key, update: stamp, version: 3, settled };
    expect(result).toEqual({ outcome: 'updated', customer });
    await expectOnly([customer]);
  });

  it('attaches to a customer, which is then not deleted', async () => {
    const customer = inEnkash(enkash.unlinked);
    const ref = invoice(inEnkash('new'));

    const attached = await attachDependents(receivables(), [{ ref, fields: { n: 1 }, customer }], stamp);
    const removed = await removeCustomer(receivables(), customer, 'deletion', newStamp());

    expect([attached.outcome, removed.outcome]).toEqual(['attached', 'linked']);
    const key = enkashKey(enkash.unlinked);
    const dependent = { pk: enkashKey('INVOICE#new'), sk: 'INVOICE', customerKey: key, fields: { n: 1 } };
    await expectOnly([
      { ...older(key), linkCount: 1 },
      { ...dependent, creation: stamp, update: stamp, version: 1 },
    ]);
    expect(await linksOf(key)).toEqual([dependent.pk]);
  });

  it('attaches nothing to what is deleted or inactive', async () => {
    const attach = async (customer: CustomerRef) =>
      (
        await attachDependents(
          receivables(),
          [{ ref: invoice({ ...customer, id: 'new' }), fields: {}, customer }],
          newStamp(),
        )
      ).outcome;

    expect(await attach(inEnkash(enkash.deleted))).toBe('customerNotFound');
    expect(await attach(inEnkash(enkash.fenced))).toBe('customerNotFound');
    expect(await attach(inAmili(amili.deleted))).toBe('customerNotFound');
    expect(await attach(inBeel(beel.inactive))).toBe('customerDeactivated');
    await expectOnly([]);
  });

  it('moves an invoice', async () => {
    const ref = invoice(inEnkash(enkash.invoice));
    const seen = (await readDependent(receivables(), ref)) as DependentItem;

    const moved = await moveDependent(receivables(), seen, inEnkash(enkash.unlinked), stamp);

    expect(moved).toEqual('updated');
    const [from, to] = [enkashKey(enkash.linked), enkashKey(enkash.unlinked)];
    const settled = new Set([`${stamp.at} ${stamp.requestId}`]);
    await expectOnly([
      { ...older(from), linkCount: 0 },
      { ...older(to), linkCount: 1 },
      { ...seen, customerKey: to, update: stamp, version: 2, settled },
    ]);
    expect([await linksOf(from), await linksOf(to)]).toEqual([[], [seen.pk]]);
  });

  it('takes a moved invoice off the customer that it was moved to', async () => {
    const ref = invoice(inEnkash(enkash.movedInvoice));

    const removed = await removeDependent(receivables(), ref, () => true, stamp);

    expect(removed).toEqual({ outcome: 'detached' });
    const { customerKey, ...rest } = older(enkashKey(`INVOICE#${enkash.movedInvoice}`));
    expect(customerKey).toBe(enkashKey(enkash.movedTo));
    await expectOnly([
      { ...older(enkashKey(enkash.movedTo)), linkCount: 0 },
      { ...ended(rest, stamp), version: 3 },
    ]);
  });

  it('deletes many, each decided on its own', async () => {
    const refs = [beel.unlinked, beel.linked, beel.inactive, beel.deleted, beel.active].map(inBeel);

    const outcomes = await removeCustomers(receivables(), refs, 'deletion', stamp);

    expect(outcomes).toEqual([
      { outcome: 'removed' },
      { outcome: 'linked', customer: older(beelKey(beel.linked)), linkCount: 1 },
      { outcome: 'removed' },
      { outcome: 'notFound' },
      { outcome: 'removed' },
    ]);
    await expectOnly(
      [beel.unlinked, beel.inactive, beel.active].map((id) => {
        const item = older(beelKey(id));
        const key = inList(inBeel(id), 'DELETED');
        return { ...item, ...key, version: Number(item.version) + 1, update: stamp, deletion: stamp };
      }),
    );
  });

  it('keeps a request out that version 0.1.0 had shut out', async () => {
    const movedTo = inEnkash(enkash.movedTo);
    await removeDependent(receivables(), invoice(inEnkash(enkash.movedInvoice)), () => true, newStamp());
    const late = {
      at: '2026-11-24T23:44:17.074Z',
      by: 'ada@example.com',
      requestId: '33333333-3333-4333-8333-333333333333',
    };
    const unlinked = await now(enkashKey(enkash.movedTo));

    await expect(removeCustomer(receivables(), movedTo, 'deletion', late)).rejects.toThrow(
      `nothing explains why the deletion of ${enkashKey(enkash.movedTo)} was refused: linkCount 0`,
    );
    expect(await now(enkashKey(enkash.movedTo))).toEqual(unlinked);
    expect((await removeCustomer(receivables(), movedTo, 'deletion', newStamp())).outcome).toBe('removed');
  });

  it.each([
    ['of a fence', false],
    ['of a fence that is gone', true],
  ])('creates a customer with the id %s', async (_, isGone) => {
    const pk = enkashKey(enkash.fenced);
    if (isGone) await expire({ pk, sk: 'CUSTOMER' });
    const wanted = { ref: inEnkash(enkash.fenced), profile: { legalName: 'Ada' }, reference: { a: 1 } };

    const { outcome } = await createCustomer(receivables(), wanted, stamp);

    expect(outcome).toBe('created');
    const { profile, reference } = wanted;
    const customer = { pk, sk: 'CUSTOMER', linkCount: 0, profile, reference, version: 1 };
    await expectOnly([{ ...customer, creation: stamp, update: stamp }]);
  });

  it('has dependents in the index by the key of their customer', async () => {
    const [first, second, third] = amili.linked.map(amiliKey) as [string, string, string];
    const links = {
      [enkashKey(enkash.unlinked)]: [],
      [enkashKey(enkash.movedFrom)]: [],
      [enkashKey(enkash.linked)]: [enkashKey(`INVOICE#${enkash.invoice}`)],
      [enkashKey(enkash.movedTo)]: [enkashKey(`INVOICE#${enkash.movedInvoice}`)],
      [first]: [amiliKey('AR_ITEM#161166599120819'), amiliKey(`DOCUMENT#${amili.document}`)],
      [second]: [amiliKey(`SUB_CUSTOMER#${amili.document}`)],
      [third]: [amiliKey('AR_ITEM#157000719032569'), amiliKey('DOCUMENT#62728633')],
      [beelKey(beel.linked)]: [beelKey(`INVOICE#${beel.invoice}`)],
    };
    for (const [customer, dependents] of Object.entries(links))
      expect(await linksOf(customer)).toEqual(dependents);
  });
});

describe('of a table that version 0.1.0 wrote, recount', () => {
  it('has nothing to say', async () => {
    expect(await findingsOf(fixing())).toEqual([]);
    await expectOnly([]);
  });
});

describe('of a table that version 0.1.0 wrote, EnKash', () => {
  const request = async (methodAndPath: string, json?: unknown) =>
    call(methodAndPath, { authorization: await enkashAuthorization('CEKFOWV7UQ'), json });
  const deleteCustomer = (id: string) => request(`DELETE /api/v0/customer/${id}`);

  it.each(['unlinked', 'movedFrom'] as const)('deletes a customer: %s', async (name) => {
    const id = enkash[name];

    const answer = await deleteCustomer(id);

    expect([answer.status, answer.body]).toEqual([
      200,
      { payload: id, response_code: 0, response_message: 'Customer deleted' },
    ]);
    const deletion = stampOf('enkash/customers/delete-customer', 'ada@example.com');
    const key = inList(inEnkash(id), 'DELETED');
    await expectOnly([{ ...older(enkashKey(id)), ...key, version: 2, update: deletion, deletion }]);
  });

  it.each([
    [enkash.linked, 'INV-1'],
    [enkash.movedTo, enkash.movedInvoice],
  ])('refuses while a live invoice refers to it: %s', async (id, invoice) => {
    const message = `customer ${id} cannot be deleted: it has 1 live invoice(s): ${invoice}`;
    const answer = await deleteCustomer(id);
    expect([answer.status, answer.body]).toEqual([422, enkashFailure(422, 'UNPROCESSABLE_REQUEST', message)]);
    await expectOnly([]);
  });

  it('does not know a customer that is deleted', async () => {
    const answer = await deleteCustomer(enkash.deleted);
    const message = `there is no customer ${enkash.deleted}`;
    expect([answer.status, answer.body]).toEqual([404, enkashFailure(404, 'RECORD_NOT_FOUND', message)]);
    await expectOnly([]);
  });

  it('deletes invoices, each off the customer that it refers to', async () => {
    const invoiceIds = [enkash.invoice, enkash.movedInvoice, enkash.deletedInvoice];

    const answer = await request('POST /api/v0/invoice/bulk/delete', { invoiceIds });

    expect(answer.body).toMatchObject({
      payload: {
        successRequests: [{ invoiceId: enkash.invoice }, { invoiceId: enkash.movedInvoice }],
        failureRequests: [{ invoiceId: enkash.deletedInvoice, errorType: 'RECORD_NOT_FOUND' }],
      },
    });
    const deletion = stampOf('enkash/invoices/delete-invoices', 'ada@example.com');
    const endedInvoice = ([id, version]: readonly [string, number]) => {
      const { customerKey, ...rest } = older(enkashKey(`INVOICE#${id}`));
      return { ...ended(rest, deletion), version };
    };
    await expectOnly([
      { ...older(enkashKey(enkash.linked)), linkCount: 0 },
      { ...older(enkashKey(enkash.movedTo)), linkCount: 0 },
      ...[[enkash.invoice, 2] as const, [enkash.movedInvoice, 3] as const].map(endedInvoice),
    ]);
    for (const name of ['linked', 'movedTo'] as const)
      expect((await deleteCustomer(enkash[name])).status).toBe(200);
    expect(await findingsOf()).toEqual([]);
  });

  /** An invoice as answers show it today, with these changes. */
  const shown = (changes: object = {}) => {
    const { fields, creation } = older(enkashKey(`INVOICE#${enkash.invoice}`)) as unknown as DependentItem;
    const at = expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/);
    return {
      ...fields,
      ...{ totalReceived: 0, receivableStatus: { label: 'Unpaid', name: 'UNPAID' }, dispatched: false },
      ...{ customerLegalName: 'Linked Traders', hasKeyContacts: true, invoiceAttachments: [] },
      ...{ createdBy: creation.by, createdOn: at, modifiedBy: creation.by, modifiedOn: at },
      ...changes,
    };
  };
  const payloadOf = ({ body }: { body: unknown }) => (body as { payload: unknown }).payload;
  const path = `/api/v0/invoice/${enkash.invoice}`;
  const by = 'ada@example.com';

  it('shows an invoice, unpaid and not dispatched', async () => {
    expect(payloadOf(await request(`GET ${path}`))).toEqual(shown());
    await expectOnly([]);
  });

  it('changes an invoice, and gives it its place in lists', async () => {
    expect(payloadOf(await request(`PATCH ${path}`, { totalReceived: 0 }))).toMatchObject({
      totalReceived: 0,
    });
    const paid = await request(`PATCH ${path}`, { totalReceived: 180, poNumber: 'PO-1' });

    const after = { totalReceived: 180, balanceAmount: 1000, poNumber: 'PO-1' };
    const receivableStatus = { label: 'Partially paid', name: 'PARTIALLY_PAID' };
    expect(payloadOf(paid)).toEqual(shown({ ...after, receivableStatus, modifiedBy: by }));
    const pk = enkashKey(`INVOICE#${enkash.invoice}`);
    const { fields, ...item } = older(pk) as unknown as DependentItem;
    await expectOnly([
      {
        ...item,
        fields: { ...fields, ...after },
        ...{ update: stampOf('enkash/invoices/update-invoice', by), version: 3, settled: expect.any(Set) },
        listed: expect.any(Object),
        listKey: listKey(invoice(inEnkash(enkash.invoice)), 'INVOICE', 'LIVE'),
        listOrder: `${item.creation.at}\t${enkash.invoice}`,
      },
    ]);
    const kept = await request('POST /api/v0/invoice/bulk/delete', { invoiceIds: [enkash.invoice] });
    expect(payloadOf(kept)).toMatchObject({ failureRequests: [{ message: 'money was received on it' }] });
  });

  it('moves an invoice to another customer, and counts it there', async () => {
    const answer = await request(`PATCH ${path}`, { customerId: enkash.unlinked });

    const customer = { customerId: enkash.unlinked, customerLegalName: 'Deletable Traders' };
    expect(payloadOf(answer)).toEqual(shown({ ...customer, modifiedBy: by }));
    expect((await deleteCustomer(enkash.unlinked)).status).toBe(422);
    expect((await deleteCustomer(enkash.linked)).status).toBe(200);
    expect(await findingsOf()).toEqual([]);
  });

  it('dispatches an invoice', async () => {
    const answer = await request('POST /api/v0/invoice/bulk/dispatch', { invoiceIds: [enkash.invoice] });

    expect(payloadOf(answer)).toMatchObject({ successRequests: [{ invoiceId: enkash.invoice }] });
    const dispatchedOn = expect.stringMatching(/Z$/);
    expect(payloadOf(await request(`GET ${path}`))).toEqual(
      shown({ dispatched: true, dispatchedOn, modifiedBy: by }),
    );
    expect(await now(enkashKey(`INVOICE#${enkash.invoice}`), 'INVOICE')).toMatchObject({ version: 2 });
  });
});

describe('of a table that version 0.1.0 wrote, Amili', () => {
  const request = async (methodAndPath: string, json?: unknown) =>
    call(methodAndPath, { authorization: await amiliAuthorization([2218]), json });
  const customer = '/clients/2218/customers';

  /** The place in lists that a write gives to a customer. */
  const placeOf = (id: string, name: string, texts: readonly string[]) => ({
    listKey: listKey(inAmili(id), 'CUSTOMER', 'ACTIVE'),
    listOrder: `${id}\t${id}`,
    listed: { name, changed: expect.any(Number), marks: texts.map(mark) },
  });

  it.each([
    ['222222', 715_007_841, 2, 'AR item 161166599120819, document 900001'],
    ['543210', 521_673_552, 1, 'sub-customer of document 900001'],
    ['765432', 382_916_106, 2, 'AR item 157000719032569, document 62728633'],
  ])('refuses to delete %s, and names what is attached', async (customerNo, accountNo, count, names) => {
    const attached = `documents or AR items are attached (${count}), which ARM knows no way to remove: ${names}`;
    const answer = await request(`DELETE ${customer}/${customerNo}`);
    const numbers = { clientNo: 2218, accountNo, customerNo };
    const failure = amiliFailure('HAS_ATTACHMENTS', `Customer not deleted: ${attached}`, numbers);
    expect([answer.status, answer.body]).toEqual([422, failure]);
    await expectOnly([]);
  });

  it.each([
    ['a tombstone', false],
    ['a tombstone that is gone', true],
  ])('gives the number of %s to a new customer, and deletes that one', async (_, isGone) => {
    const pk = amiliKey(amili.deleted);
    if (isGone) await expire({ pk, sk: 'CUSTOMER' });
    const customerNo = amili.deleted;
    const numbers = { clientNo: 2218, customerNo };
    const gone = amiliFailure('NOT_FOUND', `There is no customer ${customerNo}`, numbers);
    for (const method of ['GET', 'DELETE']) {
      const answer = await request(`${method} ${customer}/${customerNo}`);
      expect([answer.status, answer.body]).toEqual([404, gone]);
    }

    const created = await request(`POST ${customer}`, { customerNo, name: 'Owe Again' });

    const { accountNo } = created.body as { accountNo: number };
    expect([created.status, created.body]).toEqual([
      200,
      { status: 'PROCESSED', result: 'CREATED', message: 'Customer created', ...numbers, accountNo },
    ]);
    const creation = stampOf('amili/customers/create-customer', 'amili-client');
    const item = { pk, sk: 'CUSTOMER', linkCount: 0, profile: { name: 'Owe Again' }, version: 1 };
    await expectOnly([
      {
        ...{ ...item, reference: { accountNo, customerNo }, creation, update: creation },
        ...placeOf(customerNo, 'owe again', [`accountno=${accountNo}`]),
      },
      { pk: amiliKey(`ACCOUNTNO#${accountNo}`), sk: 'ACCOUNTNO', holder: pk },
    ]);
    expect((await request(`DELETE ${customer}/${customerNo}`)).status).toBe(200);
    expect(await findingsOf()).toEqual([]);
  });

  it('updates a customer', async () => {
    const answer = await request(`POST ${customer}`, { customerNo: '222222', phoneNo: '55667788' });
    expect((answer.body as { result: string }).result).toBe('UPDATED');
    const update = stampOf('amili/customers/create-customer', 'amili-client');
    const profile = { name: 'Second', phoneNo: '55667788' };
    const settled = expect.any(Set);
    const place = placeOf('222222', 'second', ['accountno=715007841', 'phoneno=55667788']);
    await expectOnly([{ ...older(amiliKey('222222')), profile, update, version: 3, settled, ...place }]);
  });

  it('shows a document, always by the same ids', async () => {
    const numbers = { clientNo: 2218, accountNo: 715_007_841, customerNo: '222222' };
    const item = {
      ...{ ...numbers, documentNo: amili.document, arItemId: 161_166_599_120_819 },
      documentUuid: '46446749-01b8-5c93-ae8a-73347761f3c8',
      createdDateTime: '2026-11-24T23:44:17Z',
    };
    const path = `/clients/2218/documents/${amili.document}?expand=aritem,customer`;

    const { status, body } = await request(`GET ${path}`);

    const shown = {
      ...item,
      documentType: 'IN',
      subCustomerNo: '543210',
      documentBundleId: 2_941_418_945_508_296,
    };
    const { profile } = older(amiliKey('222222'));
    const beside = { arItem: item, customer: { ...numbers, ...(profile as object) } };
    expect([status, body]).toEqual([200, { ...shown, ...beside }]);
    await expectOnly([]);
  });
});

describe('of a table that version 0.1.0 wrote, BeeL', () => {
  let authorization: string;
  beforeEach(async () => {
    authorization = await beelAuthorization({ company: beel.company });
  });
  const request = (methodAndPath: string, json?: unknown) => call(methodAndPath, { authorization, json });
  const canonical = (id: string) => `/v1/companies/${beel.company}/customers/${id}`;
  const deleteCustomer = (id: string) => request(`DELETE /api${canonical(id)}`);
  const createCustomer = (nif: string) => {
    const address = older(beelKey(beel.active)).profile as { address: object };
    return request('POST /api/v1/customers', { legal_name: 'Ada SL', nif, address: address.address });
  };
  const HASH = expect.stringMatching(/^[0-9a-f]{64}$/);

  it.each(['unlinked', 'inactive', 'active'] as const)('deletes a customer: %s', async (name) => {
    const item = older(beelKey(beel[name]));

    const answer = await deleteCustomer(beel[name]);

    expect([answer.status, answer.body]).toEqual([204, '']);
    const deletion = stampOf('beel/customers/delete-customer', HASH);
    const key = inList(inBeel(beel[name]), 'DELETED');
    await expectOnly([{ ...item, ...key, version: Number(item.version) + 1, update: deletion, deletion }]);
  });

  it('neither deletes nor deactivates a customer while an invoice refers to it', async () => {
    expect((await deleteCustomer(beel.linked)).status).toBe(409);
    expect((await request(`DELETE /api/v1/customers/${beel.linked}`)).status).toBe(409);
    await expectOnly([]);
  });

  it('does not know a customer that is deleted', async () => {
    const deleted = await deleteCustomer(beel.deleted);
    const shown = await request(`GET /api/v1/customers/${beel.deleted}`);
    const gone = beelCanonicalFailure('CLIENT_NOT_FOUND', 'Customer not found', canonical(beel.deleted));
    expect([deleted.status, deleted.body]).toEqual([404, gone]);
    expect([shown.status, shown.body]).toEqual([404, beelFailure('NOT_FOUND', 'Resource not found')]);
    await expectOnly([]);
  });

  it.each([
    ['inactive', false],
    ['active', true],
  ] as const)('shows a customer that is %s', async (name, active) => {
    const { status, body } = await request(`GET /api/v1/customers/${beel[name]}`);
    const at = '2026-11-24T23:44:17Z';
    const profile = older(beelKey(beel[name])).profile as object;
    const shown = { id: beel[name], ...profile, active, created_at: at, updated_at: at };
    expect([status, body]).toEqual([200, beelSuccess(shown)]);
  });

  it('gives the tax id of a deleted customer to a new one', async () => {
    const created = await createCustomer('B22222222');

    expect(created.status).toBe(201);
    const { id } = (created.body as { data: { id: string } }).data;
    const creation = stampOf('beel-flat/customers/create-customer', HASH);
    const { profile } = older(beelKey(beel.active)) as unknown as CustomerItem;
    const names = { nif: 'B22222222', legal_name: 'Ada SL', trade_name: 'Ada SL' };
    const item = { pk: beelKey(id), sk: 'CUSTOMER', linkCount: 0, reference: {}, version: 1 };
    const listed = {
      listed: { nif: 'b22222222', city: 'madrid', province: 'madrid', created_at: expect.any(Number) },
      listOrder: `ada sl\t${id}`,
      ...inList(inBeel(id), 'ACTIVE'),
    };
    await expectOnly([
      { ...item, profile: { ...profile, ...names }, creation, update: creation, ...listed },
      { pk: beelKey('NIF#B22222222'), sk: 'NIF', holder: beelKey(id) },
    ]);
  });

  it.each([
    ['inactive', 'B11111111'],
    ['active', 'B33333333'],
    ['linked', 'B61759977'],
    ['unlinked', 'B17360171'],
  ] as const)('refuses the tax id of a customer that is there: %s', async (name, value) => {
    const { status, body } = await createCustomer(value);
    const details = {
      conflict_type: 'DUPLICATE_NIF',
      field: 'nif',
      value,
      existing_resource_id: beel[name],
      message: `A customer with NIF ${value} already exists`,
    };
    expect([status, body]).toEqual([409, beelFailure('CONFLICT', 'Resource already exists', details)]);
    await expectOnly([]);
  });

  it('exchanges the tax id of a customer, and brings it back', async () => {
    const { deactivation, ...item } = older(beelKey(beel.inactive)) as unknown as CustomerItem;

    const path = `/api${canonical(beel.inactive)}`;
    const { status } = await request(`PATCH ${path}`, { nif: 'B44444446', active: true });

    expect(status).toBe(200);
    const update = stampOf('beel/customers/patch-customer', HASH);
    const profile = { ...item.profile, nif: 'B44444446' };
    const settled = expect.any(Set);
    const created_at = Date.parse(item.creation.at);
    const listed = {
      listed: { nif: 'b44444446', city: 'madrid', province: 'madrid', created_at },
      listOrder: `inactive sl\t${beel.inactive}`,
      ...inList(inBeel(beel.inactive), 'ACTIVE'),
    };
    await expectOnly(
      [
        { ...item, ...listed, profile, update, settled, version: item.version + 1 },
        { pk: beelKey('NIF#B44444446'), sk: 'NIF', holder: item.pk },
      ],
      [`${beelKey('NIF#B11111111')} NIF`],
    );
  });

  it('deletes an invoice, and then its customer', async () => {
    const deletion = stampOf('beel-flat/invoices/delete-invoice', HASH);
    const { customerKey, ...rest } = older(beelKey(`INVOICE#${beel.invoice}`));

    expect((await request(`DELETE /api/v1/invoices/${beel.invoice}`)).status).toBe(204);

    expect(customerKey).toBe(beelKey(beel.linked));
    await expectOnly([
      { ...older(beelKey(beel.linked)), linkCount: 0 },
      { ...ended(rest, deletion), version: 2 },
    ]);
    expect((await deleteCustomer(beel.linked)).status).toBe(204);
    expect(await findingsOf()).toEqual([]);
  });
});

/** A dependent after it was deleted, but for its version. */
const ended = (dependent: object, stamp: unknown) => ({
  ...dependent,
  update: stamp,
  deletion: stamp,
  listKey: deletedListKey(dependent as DependentItem),
});

/** The stamp that an operation leaves today. */
const stampOf = (operation: string, by: unknown) => ({
  at: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/),
  by,
  requestId: expect.stringMatching(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/),
  operation,
});
