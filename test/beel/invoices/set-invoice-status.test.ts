import { randomUUID } from 'node:crypto';
import { beforeAll, describe, expect, it } from 'vitest';
import { beelSuccess } from '../../support/envelopes.ts';
import { isoTime } from '../samples.ts';
import { codeOf, dataOf, type Invoices, newInvoices, today } from './invoices.ts';

let own: Invoices;

beforeAll(async () => {
  own = await newInvoices();
});

const set = (id: string, json: unknown, headers = {}) => own.send('PUT', `/${id}/status`, json, headers);
const issued = () => own.made({ options: { issue_directly: true } });

describe('PUT /api/v1/companies/{company_id}/invoices/{invoice_id}/status', () => {
  it('says that it was sent, takes it back, and says that it was paid', async () => {
    const { updated_at: _, ...invoice } = await issued();
    const { id } = invoice;
    const updated_at = expect.stringMatching(isoTime);

    const sent = await set(id, { status: 'SENT', sent_at: '2026-11-20T10:30:00.500+01:00' });
    const back = await set(id, { status: 'ISSUED' });
    const sentNow = await set(id, { status: 'SENT' });
    const paid = await set(id, {
      ...{ status: 'PAID', payment_date: '2026-11-21' },
      payment_method: { method: 'BIZUM' },
    });

    expect([sent.status, sent.body]).toEqual([
      200,
      beelSuccess({ ...invoice, updated_at, status: 'SENT', sent_at: '2026-11-20T09:30:00Z' }),
    ]);
    expect(dataOf(back)).toEqual({ ...invoice, updated_at });
    expect(dataOf(paid)).toEqual({
      ...{ ...invoice, updated_at, status: 'PAID', sent_at: dataOf(sentNow).sent_at },
      ...{ payment_date: '2026-11-21', paid_at: expect.stringMatching(isoTime) },
      payment_info: { method: 'BIZUM' },
    });
    expect((await own.stored(id))?.listed).toMatchObject({ status: 'PAID', method: 'BIZUM' });
    const other = await issued();
    expect(dataOf(await set(other.id, { status: 'PAID' })).payment_date).toBe(today());
  });

  it('refuses what no status leads to, and repeats nothing for a key that it knows', async () => {
    const { id: draft } = await own.made();
    const { id } = await issued();
    const headers = { 'idempotency-key': randomUUID() };
    await set(id, { status: 'SENT' }, headers);
    await set(id, { status: 'PAID' });
    const before = await own.stored(id);

    const again = await set(id, { status: 'SENT' }, headers);
    const refused = await set(id, { status: 'SENT' });

    expect([again.status, dataOf(again).status]).toEqual([200, 'PAID']);
    const message = 'Only an issued invoice can become SENT; it is PAID';
    expect([refused.status, refused.body]).toEqual([
      400,
      own.refuse('TRANSITION_NOT_SUPPORTED', message, `/${id}/status`),
    ]);
    for (const [which, status] of [
      [id, 'PAID'],
      [id, 'ISSUED'],
      [draft, 'SENT'],
      [draft, 'PAID'],
      [draft, 'ISSUED'],
    ] as const)
      expect(codeOf(await set(which, { status }))).toEqual([400, 'TRANSITION_NOT_SUPPORTED']);
    expect(codeOf(await set(id, { status: 'VOIDED' }))).toEqual([422, 'VALIDATION_ERROR']);
    expect(codeOf(await set(randomUUID(), { status: 'PAID' }))).toEqual([404, 'INVOICE_NOT_FOUND']);
    expect(await own.stored(id)).toEqual(before);
  });
});
