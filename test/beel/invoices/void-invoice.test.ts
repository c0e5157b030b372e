import { randomUUID } from 'node:crypto';
import { beforeAll, describe, expect, it } from 'vitest';
import { beelSuccess } from '../../support/envelopes.ts';
import { storedCustomer } from '../../support/store.ts';
import { isoTime } from '../samples.ts';
import { codeOf, dataOf, daysFromToday, type Invoices, newInvoices, today } from './invoices.ts';

let own: Invoices;

beforeAll(async () => {
  own = await newInvoices();
});

const reason = 'Issued to the wrong customer';
const voided = (id: string, json: unknown, headers = {}) => own.send('POST', `/${id}/void`, json, headers);

describe('POST /api/v1/companies/{company_id}/invoices/{invoice_id}/void', () => {
  it('voids what is issued, which keeps its number and its customer', async () => {
    const ref = await own.customer();
    const json = { recipient: { customer_id: ref.id }, options: { issue_directly: true } };
    const { id, ...issued } = await own.made(json);
    const headers = { 'idempotency-key': randomUUID() };

    const answer = await voided(id, { reason, void_date: today() }, headers);
    const again = await voided(id, { reason, void_date: today() }, headers);
    const other = await voided(id, { reason });

    const shown = {
      ...{ id, ...issued, status: 'VOIDED', void_cause: 'VOID_REQUEST', void_reason: reason },
      voided_at: expect.stringMatching(isoTime),
      updated_at: expect.stringMatching(isoTime),
    };
    expect([answer.status, answer.body]).toEqual([200, beelSuccess(shown)]);
    expect([again.headers['idempotency-replay'], dataOf(again)]).toEqual(['true', dataOf(answer)]);
    expect([other.status, other.body]).toEqual([
      409,
      own.refuse('INVOICE_ALREADY_VOIDED', 'The invoice is voided already', `/${id}/void`),
    ]);
    expect((await own.stored(id))?.update.reason).toBe(reason);
    expect((await storedCustomer(ref))?.linkCount).toBe(1);
    expect(codeOf(await own.remove(id))).toEqual([400, 'INVOICE_NOT_DRAFT']);
  });

  it('voids an active proforma, but no draft, and nothing for a reason or date that will not do', async () => {
    const { id: draft } = await own.made();
    const { id: proforma } = await own.made({ type: 'PROFORMA' });
    const { id } = await own.made({ options: { issue_directly: true } });
    const before = await own.stored(id);

    expect(dataOf(await voided(proforma, { reason })).status).toBe('VOIDED');
    expect(codeOf(await voided(draft, { reason }))).toEqual([400, 'TRANSITION_NOT_SUPPORTED']);
    const early = { reason, void_date: daysFromToday(-1) };
    expect(codeOf(await voided(id, early))).toEqual([422, 'VOID_DATE_BEFORE_ISSUE_DATE']);
    for (const wrong of ['too short', 'x'.repeat(501), undefined])
      expect(codeOf(await voided(id, { reason: wrong }))).toEqual([422, 'VALIDATION_ERROR']);
    expect(codeOf(await voided(randomUUID(), { reason }))).toEqual([404, 'INVOICE_NOT_FOUND']);
    expect(await own.stored(id)).toEqual(before);
  });
});
