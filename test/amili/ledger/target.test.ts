import { describe, expect, it } from 'vitest';
import type { ArItem } from '../../../functions/amili/ar-items/ar-item.ts';
import { lookupOf } from '../../../functions/amili/ledger/lookups.ts';
import { findTarget, namesItem, type Target, targetIn } from '../../../functions/amili/ledger/target.ts';
import { receivables } from '../../../shared/dynamodb/tables.ts';
import { attachTogether } from '../../../shared/receivables/dependents/attach.ts';
import { updateDependent } from '../../../shared/receivables/dependents/update.ts';
import { overwrite } from '../../support/scenes.ts';
import { newStamp } from '../../support/store.ts';
import { booksOf, newNumber } from '../books.ts';
import { newClient } from '../client.ts';

const client = await newClient();
const { tenant, deleteCustomer } = client;
const { newCustomer, newDocument, storedItem } = booksOf(client);

/** The outcome, with the AR item and the customer in short. */
async function found(target: Target, of = tenant) {
  const result = await findTarget(receivables(), of, target);
  if (result.outcome !== 'found') return result.outcome;
  return { customerNo: result.customer.reference.customerNo, arItemId: result.item?.fields.arItemId };
}

async function scene(fields: object = {}) {
  const customer = await newCustomer();
  return { ...customer, ...(await newDocument(customer.customerNo, 100, fields)) };
}

/** Lets a KID lead to so many other items of a customer. */
async function leadTo(customerNo: string, kid: string, many: number): Promise<void> {
  for (let start = 0; start < many; start += 40) {
    const ids = Array.from({ length: Math.min(40, many - start) }, (_, index) => 1_000_000 + start + index);
    const { outcome } = await attachTogether(
      receivables(),
      {
        dependents: ids.map((arItemId) => ({
          ref: { ...tenant, kind: 'AR_ITEM', id: String(arItemId) },
          fields: { arItemId, customerNo, kid, originalAmount: 1 },
          customer: { ...tenant, id: customerNo },
        })),
        lookups: ids.map((id) => ({ lookup: lookupOf(tenant, 'KID', kid), id: String(id), leads: true })),
      },
      newStamp(),
    );
    expect(outcome).toBe('attached');
  }
}

describe('a target', () => {
  it('is an AR item by any of its names, whatever their case, but for its UUID', async () => {
    const [kid, additionalReference] = [`k${newNumber()}`, `r${newNumber()}`];
    const { customerNo, accountNo, documentNo, documentUuid, arItemId } = await scene({
      kid,
      additionalReference,
    });
    const names: Target[] = [
      { arItemId },
      { documentNo: documentNo.toLowerCase() },
      { documentUuid },
      { kid: kid.toUpperCase() },
      { referenceNo: additionalReference.toUpperCase() },
      { arItemId, documentNo, documentUuid, kid, referenceNo: additionalReference, customerNo, accountNo },
      { kid, customerNo: customerNo.toLowerCase() },
    ];
    for (const name of names) expect([name, await found(name)]).toEqual([name, { customerNo, arItemId }]);
    expect(await found({ documentUuid: documentUuid.toUpperCase() })).toBe('targetNotFound');
  });

  it('is a customer where it names no AR item', async () => {
    const { customerNo, accountNo } = await scene();
    for (const name of [{ customerNo: customerNo.toLowerCase() }, { accountNo }, { customerNo, accountNo }])
      expect(await found(name)).toEqual({ customerNo, arItemId: undefined });
  });

  it('is not found where one of its names is of another', async () => {
    const one = await scene({ kid: `k${newNumber()}` });
    const other = await scene({ kid: `k${newNumber()}` });
    const { arItemId, customerNo } = one;
    const { kid } = (await storedItem(other.arItemId)).fields;
    const wrong: Target[] = [
      { arItemId, documentNo: other.documentNo },
      { arItemId, documentUuid: other.documentUuid },
      { arItemId, kid },
      { documentNo: one.documentNo, kid },
      { arItemId, customerNo: other.customerNo },
      { arItemId, accountNo: other.accountNo },
      { customerNo, accountNo: other.accountNo },
    ];
    for (const name of wrong) expect([name, await found(name)]).toEqual([name, 'targetNotFound']);
  });

  it('is not found where there is none', async () => {
    const { customerNo } = await newCustomer();
    await deleteCustomer(customerNo);
    const none: Target[] = [
      { arItemId: 1 },
      { documentNo: 'none' },
      { documentUuid: '00000000-0000-5000-8000-000000000000' },
      { kid: 'none' },
      { referenceNo: 'none' },
      { customerNo },
      { accountNo: 1 },
    ];
    for (const name of none) expect([name, await found(name)]).toEqual([name, 'targetNotFound']);
    const other = await scene();
    const stranger = { ...tenant, tenant: '1' };
    for (const name of [{ arItemId: other.arItemId }, { customerNo: other.customerNo }])
      expect(await found(name, stranger)).toBe('targetNotFound');
  });

  it('is ambiguous where several have its KID, unless something else tells them apart', async () => {
    const kid = newNumber();
    const [one, other] = [await scene({ kid }), await scene({ kid, additionalReference: 'R1' })];
    const again = await newDocument(one.customerNo, 5, { kid });
    expect(await found({ kid })).toBe('targetAmbiguous');
    expect(await found({ kid, customerNo: one.customerNo })).toBe('targetAmbiguous');
    const { customerNo, arItemId } = other;
    expect(await found({ kid, accountNo: other.accountNo })).toEqual({ customerNo, arItemId });
    expect(await found({ kid, referenceNo: 'r1' })).toEqual({ customerNo, arItemId });
    expect(await found({ kid, documentNo: again.documentNo })).toMatchObject({ arItemId: again.arItemId });
  });

  it('is not what a KID led to that it has no more', async () => {
    const { arItemId } = await scene({ kid: 'before' });
    const seen = await storedItem(arItemId);
    await updateDependent(
      receivables(),
      seen,
      { fields: { ...seen.fields, kid: 'now' } as ArItem },
      newStamp(),
    );
    expect(await found({ kid: 'before' })).toBe('targetNotFound');
  });

  it('is ambiguous where a KID leads to more than are looked at, and found by what leads to one', async () => {
    const kid = newNumber();
    const { customerNo } = await newCustomer();
    await leadTo(customerNo, kid, 199);
    const own = await scene({ kid, additionalReference: `r${kid}` });
    const expected = { customerNo: own.customerNo, arItemId: own.arItemId };
    // All 200 are looked at.
    expect(await found({ kid, customerNo: own.customerNo })).toEqual(expected);
    await newDocument(customerNo, 5, { kid });
    expect(await found({ kid, customerNo: own.customerNo })).toBe('targetAmbiguous');
    const { arItemId, documentNo, documentUuid } = own;
    for (const name of [{ arItemId }, { documentNo }, { documentUuid }, { referenceNo: `r${kid}` }])
      expect([name, await found({ ...name, kid })]).toEqual([name, expected]);
  });

  it('is an AR item that was stored before its ledger was, by its id and its document', async () => {
    const { arItemId, documentNo, customerNo } = await scene({ kid: 'old' });
    const item = await storedItem(arItemId);
    await overwrite({ ...item, fields: { arItemId, documentNo, customerNo } });
    for (const name of [{ arItemId }, { documentNo }])
      expect(await found(name)).toEqual({ customerNo, arItemId });
    expect(await found({ arItemId, kid: 'old' })).toBe('targetNotFound');
  });
});

describe('what a request says of its target', () => {
  it('is those fields alone, and names an item where one of them does', () => {
    const request = { customerNo: 'C', paymentId: 'P', amount: 1 } as Target;
    expect(targetIn(request)).toEqual({ customerNo: 'C' });
    expect(namesItem(targetIn(request))).toBe(false);
    expect(namesItem({ kid: '1' })).toBe(true);
  });
});
