import { afterEach, describe, expect, it, vi } from 'vitest';
import { lookupOf } from '../../../functions/amili/ledger/lookups.ts';
import { receivables } from '../../../shared/dynamodb/tables.ts';
import { lookUp } from '../../../shared/receivables/records/lookups.ts';
import { writesMeet } from '../../repeats/writes-meet.ts';
import {
  answered,
  droppedAfter,
  droppedBefore,
  type Fate,
  heldBack,
  inConflict,
  overtaken,
} from '../../support/faults.ts';
import { overwrite } from '../../support/scenes.ts';
import { storedCustomer } from '../../support/store.ts';
import { expectSoundLedger, storedLedger } from '../ledger.ts';
import { newBooks, pay } from './documents.ts';

afterEach(() => {
  vi.restoreAllMocks();
});

interface Answered {
  readonly result: string;
  readonly creditNote: { readonly arItemId: number; readonly voucherNo: number };
}

async function newInvoice(fields: Record<string, unknown> = {}) {
  const books = await newBooks();
  const { arItemId } = await books.newDocument(fields);
  const credit = (documentNo: string, inclVat: number, beside = {}) =>
    books.updateArItem({ arItemId, ...beside, creditNote: { documentNo, currencyAmounts: { inclVat } } });
  const linkCount = async () => (await storedCustomer({ ...books.tenant, id: 'C1' }))?.linkCount;
  return { ...books, arItemId, credit, linkCount };
}

const resultsOf = (answers: readonly { readonly body: unknown }[]) =>
  answers.map(({ body }) => (body as Answered).result).sort();

describe('a credit note', () => {
  it('never credits more than there is, however many are made at once', async () => {
    const invoice = await newInvoice();
    const answers = await Promise.all(
      Array.from({ length: 6 }, (_, n) => invoice.credit(`K${n}`, 300, n === 0 ? { kid: '5' } : {})),
    );
    expect(resultsOf(answers)).toEqual([
      ...Array(3).fill('AMOUNT_EXCEEDS_ORIGINAL'),
      ...Array(3).fill('CREDITED'),
    ]);
    const { fields } = (await invoice.storedItem(invoice.arItemId))!;
    expect(fields).toMatchObject({ creditedAmount: 900 });
    expect(await invoice.linkCount()).toBe(8);
    await expectSoundLedger(invoice.tenant);
  });

  it('of one number is made once, however many are sent at once', async () => {
    const invoice = await newInvoice();
    const answers = await Promise.all(Array.from({ length: 4 }, () => invoice.credit('K1', 10)));
    expect(resultsOf(answers)).toEqual(['CREDITED', ...Array(3).fill('DUPLICATE_DOCUMENT')]);
    expect(await invoice.linkCount()).toBe(4);
    await expectSoundLedger(invoice.tenant);
  });

  it('decides again where another credit note was faster', async () => {
    const invoice = await newInvoice();
    const { sent } = writesMeet(overtaken(() => invoice.credit('K2', 800)));
    const { status, body } = await invoice.credit('K1', 300);
    expect(sent).toHaveLength(2);
    expect([status, body]).toMatchObject([422, { result: 'AMOUNT_EXCEEDS_ORIGINAL' }]);
    expect((await storedLedger(invoice.tenant)).documents).toHaveLength(2);
  });

  it('settles what a payment that was faster has left', async () => {
    const invoice = await newInvoice();
    writesMeet(overtaken(() => pay(invoice.tenant, invoice.arItemId, 900)));
    const { body } = await invoice.credit('K1', 300);
    const { creditNote } = body as Answered;
    const { fields } = (await invoice.storedItem(creditNote.arItemId))!;
    expect(fields).toMatchObject({ settlements: [{ amount: 100, arItemId: invoice.arItemId }] });
    await expectSoundLedger(invoice.tenant);
  });

  it('and payments at once settle the item to nothing, and leave the rest as credit', async () => {
    const invoice = await newInvoice();
    const paid = async () => {
      for (;;) {
        const { outcome } = await pay(invoice.tenant, invoice.arItemId, 400);
        if (outcome === 'attached') return;
      }
    };
    await Promise.all([paid(), invoice.credit('K1', 400), paid(), invoice.credit('K2', 400)]);
    const { arItems } = await storedLedger(invoice.tenant);
    expect(arItems).toHaveLength(5);
    const { body } = await invoice.getArItem(invoice.arItemId);
    expect(body).toMatchObject({ arItemStatus: 'SETTLED', remainingAmount: 0 });
    await expectSoundLedger(invoice.tenant);
  });

  it.each<[string, Fate]>([
    ['landed', droppedAfter],
    ['did not land', droppedBefore],
    ['met another transaction', inConflict],
  ])('is made once where an attempt %s', async (_, fate) => {
    const invoice = await newInvoice();
    const { sent } = writesMeet(fate);
    const { body } = await invoice.credit('K1', 300, { ledgerNote: 'x', kid: '7' });
    expect(sent).toHaveLength(2);
    const { result, creditNote } = body as Answered;
    expect(result).toBe('CREDITED');
    const { fields, version } = (await invoice.storedItem(invoice.arItemId))!;
    expect([fields, version]).toMatchObject([
      { ledgerNote: 'x', kid: '7', settlements: [{ arItemId: creditNote.arItemId }], creditedAmount: 300 },
      2,
    ]);
    expect(await invoice.linkCount()).toBe(4);
    await expectSoundLedger(invoice.tenant);
  });

  it('is made once where its answer was lost, and a payment came before it could be asked again', async () => {
    const invoice = await newInvoice();
    const payment = () => pay(invoice.tenant, invoice.arItemId, 100);
    const { sent } = writesMeet(droppedAfter, overtaken(payment));
    const { body } = await invoice.credit('K1', 300);
    // The second, the payment's own, and none more.
    expect(sent).toHaveLength(3);
    const { result, creditNote } = body as Answered;
    expect(result).toBe('CREDITED');
    const { fields } = (await invoice.storedItem(invoice.arItemId))!;
    expect(fields).toMatchObject({
      settlements: [{ arItemId: creditNote.arItemId, voucherNo: creditNote.voucherNo }, { amount: -100 }],
    });
    await expectSoundLedger(invoice.tenant);
  });

  it('is made once where its first attempt arrives late', async () => {
    const invoice = await newInvoice();
    const { fate, arrive } = heldBack();
    writesMeet(
      fate,
      overtaken(() => pay(invoice.tenant, invoice.arItemId, 100)),
    );
    const { body } = await invoice.credit('K1', 300);
    await arrive();
    expect((body as Answered).result).toBe('CREDITED');
    const { arItems, documents } = await storedLedger(invoice.tenant);
    expect([arItems.length, documents.length]).toEqual([3, 2]);
    await expectSoundLedger(invoice.tenant);
  });

  it('keeps its customer from being deleted, as the invoice does', async () => {
    const invoice = await newInvoice();
    const [deleted, credited] = await Promise.all([invoice.deleteCustomer('C1'), invoice.credit('K1', 1000)]);
    expect([deleted.status, credited.status]).toEqual([422, 200]);
    expect((await invoice.deleteCustomer('C1')).status).toBe(422);
    expect(await invoice.linkCount()).toBe(4);
    await expectSoundLedger(invoice.tenant);
  });
});

describe('a change of fields', () => {
  it('loses nothing of many changes at once', async () => {
    const invoice = await newInvoice({ kid: 'K-0' });
    const changes = [
      ...[{ ledgerNote: 'x' }, { dueDate: '2025-04-01' }, { stopReminderUntil: '2026-01-01' }],
      ...[{ stopInterestCalcUntil: '2026-01-02' }, { stopDebtCollectionUntil: '2026-01-03' }],
    ];
    const { arItemId } = invoice;
    await Promise.all(changes.map((change) => invoice.updateArItem({ arItemId, ...change })));
    const { fields, version } = (await invoice.storedItem(arItemId))!;
    expect([fields, version]).toMatchObject([Object.assign({}, ...changes), 6]);
  });

  it('of the KID leaves one lookup, whichever of two was faster', async () => {
    const { tenant, arItemId, ...invoice } = await newInvoice({ kid: 'K-0' });
    const kids = ['K-1', 'K-2', 'K-3'];
    await Promise.all(kids.map((kid) => invoice.updateArItem({ arItemId, kid })));
    const { kid } = (await invoice.storedItem(arItemId))!.fields;
    const found = await Promise.all(
      ['K-0', ...kids].map((value) => lookUp(receivables(), lookupOf(tenant, 'KID', value), 10)),
    );
    expect(found).toEqual(['K-0', ...kids].map((value) => (value === kid ? [String(arItemId)] : [])));
  });

  it.each<[string, Fate]>([
    ['landed', droppedAfter],
    ['did not land', droppedBefore],
  ])('is made once where an attempt %s and lost its answer', async (_, fate) => {
    const { arItemId, ...invoice } = await newInvoice();
    writesMeet(fate);
    const { status } = await invoice.updateArItem({ arItemId, ledgerNote: 'x', kid: '7' });
    expect(status).toBe(200);
    expect(await invoice.storedItem(arItemId)).toMatchObject({ fields: { ledgerNote: 'x' }, version: 2 });
  });

  it('is not made again on top of another that came after it', async () => {
    const { arItemId, ...invoice } = await newInvoice();
    const another = () => invoice.updateArItem({ arItemId, ledgerNote: 'later' });
    writesMeet(droppedAfter, overtaken(another));
    const { status } = await invoice.updateArItem({ arItemId, ledgerNote: 'x' });
    expect(status).toBe(200);
    expect(await invoice.storedItem(arItemId)).toMatchObject({ fields: { ledgerNote: 'later' }, version: 3 });
  });

  it('does not take the posting of an item of version 0.5.0 for itself', async () => {
    const { arItemId, ...invoice } = await newInvoice();
    const { listed: _, listKey: __, listOrder: ___, ...seen } = (await invoice.storedItem(arItemId))!;
    const { documentNo, customerNo } = seen.fields;
    await overwrite({ ...seen, fields: { arItemId, documentNo, customerNo } });
    writesMeet(
      answered,
      overtaken(() => pay(invoice.tenant, arItemId, 100)),
    );
    const { status } = await invoice.updateArItem({ arItemId, ledgerNote: 'x' });
    expect(status).toBe(200);
    expect(await invoice.storedItem(arItemId)).toMatchObject({
      fields: { ledgerNote: 'x', settlements: [{ amount: -100 }] },
      version: 4,
    });
  });
});
