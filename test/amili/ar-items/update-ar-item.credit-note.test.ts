import { describe, expect, it } from 'vitest';
import { listingOf as arItemListing } from '../../../functions/amili/ar-items/ar-item-listing.ts';
import { closedPeriodRef } from '../../../functions/amili/ledger/books.ts';
import { receivables } from '../../../shared/dynamodb/tables.ts';
import { listAttributes } from '../../../shared/receivables/lists/listing.ts';
import { storeRecord } from '../../../shared/receivables/records/store.ts';
import { amiliFailure } from '../../support/envelopes.ts';
import { overwrite } from '../../support/scenes.ts';
import { newStamp, storedCustomer } from '../../support/store.ts';
import { tenantState } from '../../support/tenant-state.ts';
import { expectSoundLedger, storedLedger } from '../ledger.ts';
import { newBooks, pay } from './documents.ts';

const TODAY = new Date().toLocaleDateString('sv-SE', { timeZone: 'Europe/Oslo' });

interface Credited {
  readonly creditNote: {
    readonly documentUuid: string;
    readonly arItemId: number;
    readonly voucherNo: number;
  };
}

/** Books of the test's own, with an invoice over 1000, and how it is credited. */
async function newInvoice(fields: Record<string, unknown> = {}) {
  const books = await newBooks();
  const invoice = await books.newDocument(fields);
  const { arItemId, documentNo } = invoice;
  const { clientNo, accountNo } = books;
  let creditNotes = 0;
  const credit = (inclVat?: number, more: Record<string, unknown> = {}, beside = {}) =>
    books.updateArItem({
      arItemId,
      creditNote: {
        documentNo: `K${++creditNotes}`,
        ...(inclVat !== undefined && { currencyAmounts: { inclVat } }),
        ...more,
      },
      ...beside,
    });
  return {
    ...books,
    ...invoice,
    credit,
    numbers: { clientNo, accountNo, customerNo: 'C1', documentNo, arItemId },
    /** A refusal names no account: what is refused may be of another by then. */
    refused: (result: string, message: string) =>
      amiliFailure(result, message, { clientNo, customerNo: 'C1', documentNo, arItemId }),
    shown: async (expand = 'settlements') => (await books.getArItem(arItemId, `?expand=${expand}`)).body,
    state: () => tenantState('amili', books.tenant.tenant),
  };
}

describe('PUT /clients/{clientno}/aritems with a credit note', () => {
  it('makes a document, its AR item and voucher, and settles it with the item', async () => {
    const invoice = await newInvoice({ kid: '77' });
    const { tenant, arItemId, numbers } = invoice;
    const creditNote = {
      ...{ documentNo: 'K1', documentDate: '2025-02-20', customerMessage: 'Sorry', ledgerNote: 'Damaged' },
      currencyAmounts: { inclVat: 250, exclVat: 210, vat: 40 },
    };

    const json = { documentNo: 'd1', ledgerNote: 'Credited', metadata: { userId: 'TestUser' }, creditNote };
    const { status, body } = await invoice.updateArItem(json);

    const made = (body as Credited).creditNote;
    expect([status, body]).toEqual([
      200,
      {
        ...{ status: 'PROCESSED', result: 'CREDITED', message: 'AR item credited', ...numbers },
        creditNote: {
          documentNo: 'K1',
          documentUuid: expect.stringMatching(/^[0-9a-f-]{36}$/),
          arItemId: expect.any(Number),
          voucherNo: expect.any(Number),
        },
      },
    ]);
    const settlement = { date: '2025-02-20', voucherNo: made.voucherNo };
    const target = (await invoice.storedItem(arItemId))!;
    const ref = { ...tenant, id: String(arItemId) };
    expect(target).toMatchObject({
      fields: {
        ...{ originalAmount: 1000, ledgerNote: 'Credited', creditedAmount: 250 },
        settlements: [{ ...settlement, amount: -250, arItemId: made.arItemId }],
      },
      ...listAttributes(ref, 'AR_ITEM', 'LIVE', arItemListing(target.fields)),
      version: 2,
    });
    const own = (await invoice.storedItem(made.arItemId))!;
    expect(own.fields).toEqual({
      ...{ arItemId: made.arItemId, arItemType: 'CN', customerNo: 'C1', documentNo: 'K1', currency: 'NOK' },
      ...{ postingDate: '2025-02-20', dueDate: '2025-03-02', originalAmount: -250, ledgerNote: 'Damaged' },
      ...{ voucherNo: made.voucherNo, settlements: [{ ...settlement, amount: 250, arItemId }] },
    });
    const { glItems } = await storedLedger(tenant);
    const lines = glItems.filter(({ voucherNo }) => voucherNo === made.voucherNo);
    expect(
      lines.map(({ glAccountNo, amount, event, userId }) => [glAccountNo, amount, event, userId]).sort(),
    ).toEqual([
      ['1500', -250, 'creditnote', 'TestUser'],
      ['2700', 40, 'creditnote', 'TestUser'],
      ['3000', 210, 'creditnote', 'TestUser'],
    ]);
    expect((await storedCustomer({ ...tenant, id: 'C1' }))?.linkCount).toBe(4);
    await expectSoundLedger(tenant);
  });

  it('makes a document that is shown as others are, and found by its number', async () => {
    const invoice = await newInvoice();
    const { body } = await invoice.credit(100, { documentDate: '2025-02-02', customerMessage: 'Sorry' });
    const made = (body as Credited).creditNote;
    const document = await invoice.getDocument('k1', '?expand=aritem');
    expect(document.body).toEqual({
      ...{ documentNo: 'K1', documentType: 'CN', documentDate: '2025-02-02', currency: 'NOK' },
      ...{ currencyAmounts: { exclVat: 80, vat: 20, inclVat: 100 }, customerMessage: 'Sorry' },
      ...{ clientNo: invoice.clientNo, accountNo: invoice.accountNo, customerNo: 'C1' },
      ...{ documentUuid: made.documentUuid, documentBundleId: expect.any(Number), arItemId: made.arItemId },
      createdDateTime: expect.any(String),
      arItem: expect.objectContaining({ arItemStatus: 'SETTLED', originalAmount: -100, remainingAmount: 0 }),
    });
    const list = await invoice.listDocuments('?documenttype=cn');
    expect(list.body).toMatchObject({ summary: { totalCount: 1 }, documents: [{ documentNo: 'K1' }] });
    expect((await invoice.updateArItem({ documentUuid: made.documentUuid, kid: '5' })).status).toBe(200);
  });

  it('credits what is left where it does not say how much, today, with VAT in proportion', async () => {
    const invoice = await newInvoice({ currencyAmounts: { vat: 0.01, inclVat: 1000 }, currency: 'SEK' });
    await pay(invoice.tenant, invoice.arItemId, 500.01);
    await invoice.credit();
    expect((await invoice.getDocument('K1')).body).toMatchObject({
      ...{ documentDate: TODAY, currency: 'SEK' },
      currencyAmounts: { exclVat: 499.99, vat: 0, inclVat: 499.99 },
    });
    expect(await invoice.shown()).toMatchObject({ arItemStatus: 'SETTLED', remainingAmount: 0 });
    await expectSoundLedger(invoice.tenant);
  });

  it('rounds amounts to hundredths, half of one away from zero', async () => {
    const invoice = await newInvoice({ currencyAmounts: { vat: 3, inclVat: 1000 } });
    await invoice.credit(2.005, { currencyAmounts: { inclVat: 501.665 } });
    expect((await invoice.getDocument('K1')).body).toMatchObject({
      currencyAmounts: { inclVat: 501.67, vat: 1.51, exclVat: 500.16 },
    });
    expect(await invoice.shown()).toMatchObject({ remainingAmount: 498.33 });
    await expectSoundLedger(invoice.tenant);
  });

  it('keeps as credit what is more than is left of the item', async () => {
    const invoice = await newInvoice();
    await pay(invoice.tenant, invoice.arItemId, 600);
    const { body } = await invoice.credit(700);
    const { arItemId } = (body as Credited).creditNote;
    expect(await invoice.shown()).toMatchObject({ arItemStatus: 'SETTLED', remainingAmount: 0 });
    const own = await invoice.getArItem(arItemId, '?expand=settlements');
    expect(own.body).toMatchObject({
      ...{ arItemStatus: 'OPEN', originalAmount: -700, remainingAmount: -300 },
      settlements: [{ amount: 400, arItemId: invoice.arItemId }],
    });
    await expectSoundLedger(invoice.tenant);

    // Of 1000 that were ever owed, 300 can be credited still, though nothing is left.
    const message = 'creditNote.currencyAmounts.inclVat: at most 300 can be credited still';
    const more = await invoice.credit(300.01);
    expect([more.status, more.body]).toEqual([422, invoice.refused('AMOUNT_EXCEEDS_ORIGINAL', message)]);
    const none = await invoice.credit();
    const nothing = invoice.refused('NOTHING_REMAINING', 'Nothing is left of the AR item');
    expect([none.status, none.body]).toEqual([422, nothing]);
    const last = (await invoice.credit(300)).body as Credited;
    const { body: open } = await invoice.getArItem(last.creditNote.arItemId, '?expand=settlements');
    expect(open).toMatchObject({ remainingAmount: -300, settlements: [] });
    await expectSoundLedger(invoice.tenant);
  });

  it('credits interest notes, and documents of any other type', async () => {
    for (const documentType of ['IT', 'it', 'REM']) {
      const invoice = await newInvoice({ documentType });
      expect((await invoice.credit(1000)).status).toBe(200);
      expect(await invoice.shown()).toMatchObject({ remainingAmount: 0 });
    }
  });

  it('credits no credit note, and no payment', async () => {
    const invoice = await newInvoice();
    const { body } = await invoice.credit(100);
    const { arItemId } = (body as Credited).creditNote;
    const payment = await pay(invoice.tenant, invoice.arItemId, 100);
    const sent = await invoice.newDocument({ documentType: 'cn' });
    const before = await invoice.state();
    const { clientNo } = invoice;
    for (const [target, type, documentNo] of [
      [arItemId, 'CN', 'K1'],
      [sent.arItemId, 'cn', sent.documentNo],
      [payment.arItemId, 'PM', undefined],
    ] as const) {
      const creditNote = { documentNo: 'K9', currencyAmounts: { inclVat: 1 } };
      const answer = await invoice.updateArItem({ arItemId: target, ledgerNote: 'x', creditNote });
      const message = `An AR item of type ${type} cannot be credited`;
      const numbers = { clientNo, customerNo: 'C1', arItemId: target, ...(documentNo && { documentNo }) };
      expect([answer.status, answer.body]).toEqual([422, amiliFailure('NOT_CREDITABLE', message, numbers)]);
    }
    expect(await invoice.state()).toEqual(before);
  });

  it('credits nothing of documents over nothing or less', async () => {
    for (const inclVat of [0, -50]) {
      const invoice = await newInvoice({ currencyAmounts: { inclVat } });
      const before = await invoice.state();
      const nothing = invoice.refused('NOTHING_REMAINING', 'Nothing is left of the AR item');
      expect((await invoice.credit()).body).toEqual(nothing);
      const message = 'creditNote.currencyAmounts.inclVat: at most 0 can be credited still';
      expect((await invoice.credit(1)).body).toEqual(invoice.refused('AMOUNT_EXCEEDS_ORIGINAL', message));
      expect(await invoice.state()).toEqual(before);
    }
  });

  it('refuses a number that a document has, and changes nothing else either', async () => {
    const invoice = await newInvoice();
    const before = await invoice.state();
    const answer = await invoice.credit(10, { documentNo: 'd1' }, { ledgerNote: 'x', kid: '9' });
    const message = 'creditNote.documentNo: there is a document d1 already';
    expect([answer.status, answer.body]).toEqual([422, invoice.refused('DUPLICATE_DOCUMENT', message)]);
    expect(await invoice.state()).toEqual(before);
  });

  it('refuses a day before that of the item, and takes one that is to come', async () => {
    const invoice = await newInvoice();
    const before = await invoice.state();
    const early = await invoice.credit(10, { documentDate: '2025-01-31' });
    const message = 'creditNote.documentDate: the AR item was posted on 2025-02-01';
    expect([early.status, early.body]).toEqual([422, invoice.refused('DATE_BEFORE_TARGET', message)]);
    expect(await invoice.state()).toEqual(before);
    expect((await invoice.credit(10, { documentDate: '2025-02-01' })).status).toBe(200);
    expect((await invoice.credit(10, { documentDate: '2099-01-01' })).status).toBe(200);
    await expectSoundLedger(invoice.tenant);
  });

  it('refuses a month that is closed, though the item itself may be of one', async () => {
    const invoice = await newInvoice();
    const closed = { ref: closedPeriodRef(invoice.tenant), fields: { glYear: 2025, glPeriod: 2 } };
    await storeRecord(receivables(), closed, newStamp());
    const before = await invoice.state();
    const answer = await invoice.credit(10, { documentDate: '2025-02-28' });
    const message = 'The period of 2025-02-28 is closed, and so are all before: through 2025-02';
    expect([answer.status, answer.body]).toEqual([422, invoice.refused('PERIOD_CLOSED', message)]);
    expect(await invoice.state()).toEqual(before);
    expect((await invoice.credit(10, { documentDate: '2025-03-01' })).status).toBe(200);
    expect((await invoice.updateArItem({ arItemId: invoice.arItemId, kid: '1' })).status).toBe(200);
  });

  it('settles an item 200 times, and then no more', async () => {
    const invoice = await newInvoice();
    const seen = (await invoice.storedItem(invoice.arItemId))!;
    const settlements = Array.from({ length: 199 }, (_, n) => ({
      date: '2025-02-02',
      amount: -1,
      arItemId: n + 1,
    }));
    await overwrite({ ...seen, fields: { ...seen.fields, settlements } });
    expect((await invoice.credit(1)).status).toBe(200);
    const before = await invoice.state();
    const answer = await invoice.credit(1);
    const message = 'The AR item has 200 settlements already';
    expect([answer.status, answer.body]).toEqual([422, invoice.refused('TOO_MANY_SETTLEMENTS', message)]);
    expect(await invoice.state()).toEqual(before);

    const { fields } = (await invoice.storedItem(invoice.arItemId))!;
    const [first, ...others] = fields.settlements ?? [];
    const paid = { ...first, amount: (first?.amount ?? 0) - 800 };
    await overwrite({ ...seen, fields: { ...fields, settlements: [paid, ...others] } });
    // Nothing is left to settle, so that this needs no settlement.
    expect((await invoice.credit(1)).status).toBe(200);
  });
});
