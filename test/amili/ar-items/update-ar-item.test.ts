import { describe, expect, it } from 'vitest';
import { listingOf } from '../../../functions/amili/ar-items/ar-item-listing.ts';
import { lookupOf } from '../../../functions/amili/ledger/lookups.ts';
import { receivables } from '../../../shared/dynamodb/tables.ts';
import { listAttributes } from '../../../shared/receivables/lists/listing.ts';
import { lookUp } from '../../../shared/receivables/records/lookups.ts';
import { settledName } from '../../../shared/receivables/repeats/settled-requests.ts';
import { amiliAuthorization, newAmiliClient } from '../../support/credentials.ts';
import { amiliFailure } from '../../support/envelopes.ts';
import { call } from '../../support/http.ts';
import { loggedBy } from '../../support/log.ts';
import { overwrite } from '../../support/scenes.ts';
import { tenantState } from '../../support/tenant-state.ts';
import { expectSoundLedger, storedLedger } from '../ledger.ts';
import { newBooks } from './documents.ts';

const books = await newBooks();
const { clientNo, tenant, accountNo, newDocument, updateArItem, storedItem } = books;

const updated = ({ documentNo, arItemId }: { documentNo: string; arItemId: number }) => ({
  ...{ status: 'PROCESSED', result: 'UPDATED', message: 'AR item updated' },
  ...{ clientNo, accountNo, customerNo: 'C1', documentNo, arItemId },
});

const idsOf = (name: 'KID' | 'REFERENCE' | 'DOCUMENT_UUID', value: string) =>
  lookUp(receivables(), lookupOf(tenant, name, value), 10);

describe('PUT /clients/{clientno}/aritems', () => {
  it('changes the fields that are sent, and clears those that are blank', async () => {
    const document = await newDocument({ kid: '77', ledgerNote: 'First' });
    const before = (await storedItem(document.arItemId))!;
    const changes = {
      ...{ dueDate: '2025-03-01', stopReminderUntil: '2026-12-31', stopDebtCollectionUntil: '2027-01-01' },
      ...{ stopInterestCalcUntil: '2027-01-02', kid: '78a' },
    };

    const json = { arItemId: document.arItemId, ledgerNote: '', clientNo: 1, more: true, ...changes };
    const { status, body } = await updateArItem({ metadata: { userId: 'TestUser' }, ...json });

    expect([status, body]).toEqual([200, updated(document)]);
    const { ledgerNote: _, ...others } = before.fields;
    const fields = { ...others, ...changes, metadata: { userId: 'TestUser' } };
    const after = (await storedItem(document.arItemId))!;
    const ref = { ...tenant, id: String(document.arItemId) };
    expect(after).toEqual({
      ...before,
      ...{ fields, ...listAttributes(ref, 'AR_ITEM', 'LIVE', listingOf(fields)), version: 2 },
      update: {
        ...{ at: expect.any(String), by: 'amili-client', requestId: expect.any(String) },
        operation: 'amili/ar-items/update-ar-item',
      },
      settled: new Set([settledName(after.update)]),
    });
    await expectSoundLedger(tenant);
  });

  it('leaves what is missing or null', async () => {
    const document = await newDocument({ kid: '1', ledgerNote: 'Note' });
    const before = (await storedItem(document.arItemId))!;
    const blank = { dueDate: null, kid: null, creditNote: null, stopReminderUntil: null };
    const { body } = await updateArItem({ ...document, ...blank, voucherNo: null, ledgerNote: 'Another' });
    expect(body).toEqual(updated(document));
    const after = await storedItem(document.arItemId);
    expect(after?.fields).toEqual({ ...before.fields, ledgerNote: 'Another' });
  });

  it('moves the lookup of its KID, and finds the item by the new one alone', async () => {
    const document = await newDocument({ kid: 'old1' });
    const id = String(document.arItemId);
    expect(await idsOf('KID', 'OLD1')).toEqual([id]);

    await updateArItem({ arItemId: document.arItemId, kid: 'New1' });
    expect([await idsOf('KID', 'OLD1'), await idsOf('KID', 'NEW1')]).toEqual([[], [id]]);
    expect((await updateArItem({ kid: 'old1', ledgerNote: 'x' })).status).toBe(404);
    expect((await updateArItem({ kid: 'NEW1', ledgerNote: 'x' })).body).toEqual(updated(document));

    await updateArItem({ arItemId: document.arItemId, kid: 'NEW1' });
    expect(await idsOf('KID', 'NEW1')).toEqual([id]);
    expect((await storedItem(document.arItemId))?.fields.kid).toBe('NEW1');

    await updateArItem({ arItemId: document.arItemId, kid: '' });
    expect(await idsOf('KID', 'NEW1')).toEqual([]);
    expect((await storedItem(document.arItemId))?.fields).not.toHaveProperty('kid');
  });

  it('finds the item by each of its names, and by several that agree', async () => {
    const document = await newDocument({ kid: 'k-9', additionalReference: 'Ref-9' });
    const { documentNo, arItemId, documentUuid } = document;
    const names = [
      { arItemId },
      { documentNo: documentNo.toLowerCase() },
      { documentUuid },
      { referenceNo: 'REF-9' },
      { kid: 'K-9' },
      { kid: 'k-9', customerNo: 'c1' },
      { arItemId, documentNo, documentUuid, referenceNo: 'ref-9', accountNo, customerNo: 'c1' },
    ];
    for (const [index, name] of names.entries()) {
      const { body } = await updateArItem({ ...name, ledgerNote: `Note ${index}` });
      expect(body).toEqual(updated(document));
      expect((await storedItem(arItemId))?.fields).toMatchObject({ ledgerNote: `Note ${index}`, kid: 'k-9' });
    }
  });

  it('answers 404 where nothing has the name, or two names are of different items', async () => {
    const [one, other] = [await newDocument({ kid: 'K-1' }), await newDocument()];
    const stranger = await newBooks();
    const theirs = await stranger.newDocument({ kid: 'theirs' });
    await books.createCustomer({ customerNo: 'C2', name: 'Eve' });
    const before = await tenantState('amili', tenant.tenant);
    const names = [
      { arItemId: theirs.arItemId },
      { kid: 'theirs' },
      { documentUuid: theirs.documentUuid },
      { documentUuid: one.documentUuid.toUpperCase() },
      { documentNo: 'D0' },
      { referenceNo: 'none' },
      { arItemId: one.arItemId, documentNo: other.documentNo },
      { arItemId: one.arItemId, customerNo: 'C2' },
      { arItemId: one.arItemId, accountNo: 1 },
      { kid: 'K-1', customerNo: 'nobody' },
    ];
    for (const name of names) {
      const { answer, lines } = await loggedBy(() => updateArItem({ ...name, ledgerNote: 'x' }), 'info');
      const failure = amiliFailure('NOT_FOUND', 'There is no such AR item', { clientNo });
      expect([name, answer.status, answer.body]).toEqual([name, 404, failure]);
      expect(lines).toEqual([expect.objectContaining({ statusCode: 404, outcome: 'refused' })]);
    }
    expect(await tenantState('amili', tenant.tenant)).toEqual(before);
  });

  it('answers 422 where more than one item has the name', async () => {
    for (const _ of [1, 2]) await newDocument({ kid: 'twins', additionalReference: 'twins' });
    const before = await tenantState('amili', tenant.tenant);
    for (const name of [{ kid: 'twins' }, { referenceNo: 'Twins' }]) {
      const { status, body } = await updateArItem({ ...name, ledgerNote: 'x' });
      const message = 'More than one AR item has this KID or reference';
      expect([status, body]).toEqual([422, amiliFailure('TARGET_AMBIGUOUS', message, { clientNo })]);
    }
    expect(await tenantState('amili', tenant.tenant)).toEqual(before);
  });

  const NAMELESS = 'arItemId, documentNo, documentUuid, referenceNo or kid must name the AR item';
  const NOTHING = 'nothing is to change, and there is no creditNote';
  const DAY = 'must be a date such as 2025-02-27, or blank';

  it.each<[Record<string, unknown>, string]>([
    [{}, NAMELESS],
    [{ customerNo: 'C1', accountNo: 1, ledgerNote: 'x' }, NAMELESS],
    [{ customerNo: 'C1', kid: '' }, NAMELESS],
    [{ arItemId: 1 }, NOTHING],
    [{ kid: '1' }, NOTHING],
    [{ arItemId: 1, ledgerNote: null, creditNote: null, metadata: { userId: 'x' } }, NOTHING],
    [{ arItemId: 1, dueDate: '' }, 'dueDate: must not be blank'],
    [{ arItemId: 1, dueDate: '2025-02-30' }, `dueDate: ${DAY}`],
    [{ arItemId: 1, stopReminderUntil: 'soon' }, `stopReminderUntil: ${DAY}`],
    [{ arItemId: 1, creditNote: {} }, 'creditNote.documentNo: is required'],
    [{ arItemId: 1, creditNote: { documentNo: 'x', documentDate: '1' } }, `creditNote.documentDate: ${DAY}`],
    ...[0, -5, 0.004].map((inclVat): [Record<string, unknown>, string] => [
      { arItemId: 1, creditNote: { documentNo: 'x', currencyAmounts: { inclVat } } },
      'creditNote.currencyAmounts.inclVat: must be more than 0',
    ]),
    [
      { arItemId: 1, creditNote: { documentNo: 'x', currencyAmounts: { vat: -1 } } },
      'creditNote.currencyAmounts.vat: must not be negative',
    ],
  ])('answers 400 to %j', async (json, message) => {
    const { status, body } = await updateArItem(json);
    expect([status, body]).toEqual([400, amiliFailure('INVALID', message, { clientNo })]);
  });

  it('posts an item that version 0.5.0 stored before it changes it', async () => {
    const own = await newBooks();
    const { documentNo, arItemId } = await own.newDocument({ kid: 'old' });
    const seen = (await own.storedItem(arItemId))!;
    const { listed: _, listKey: __, listOrder: ___, ...unlisted } = seen;
    const { glItems } = await storedLedger(own.tenant);
    await overwrite({ ...unlisted, fields: { arItemId, documentNo, customerNo: 'C1' } });

    const { status } = await own.updateArItem({ arItemId, ledgerNote: 'Note' });

    expect(status).toBe(200);
    const { fields, version } = (await own.storedItem(arItemId))!;
    expect([fields, version]).toEqual([
      { ...seen.fields, ledgerNote: 'Note', voucherNo: expect.any(Number) },
      3,
    ]);
    const lines = (await storedLedger(own.tenant)).glItems;
    expect(lines.filter(({ voucherNo }) => voucherNo === fields.voucherNo)).toHaveLength(glItems.length);
  });

  it('answers 401 without a token, and 403 to a client that the token does not name', async () => {
    const document = await newDocument();
    const json = { arItemId: document.arItemId, ledgerNote: 'x' };
    const before = await tenantState('amili', tenant.tenant);
    const open = await call(`PUT /clients/${clientNo}/aritems`, { json });
    const unauthorized = amiliFailure('UNAUTHORIZED', 'A valid access token is required', { clientNo });
    expect([open.status, open.body]).toEqual([401, unauthorized]);
    const authorization = await amiliAuthorization([newAmiliClient()]);
    const { status, body } = await updateArItem(json, { authorization });
    const message = `The token may not act for client ${clientNo}`;
    expect([status, body]).toEqual([403, amiliFailure('FORBIDDEN', message, { clientNo })]);
    expect(await tenantState('amili', tenant.tenant)).toEqual(before);
  });
});
