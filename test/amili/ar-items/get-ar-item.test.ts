import { afterEach, describe, expect, it, vi } from 'vitest';
import { amiliAuthorization, newAmiliClient } from '../../support/credentials.ts';
import { amiliFailure } from '../../support/envelopes.ts';
import { call } from '../../support/http.ts';
import { loggedBy } from '../../support/log.ts';
import { expire, overwrite } from '../../support/scenes.ts';
import { storedCustomer, storedDependent } from '../../support/store.ts';
import { tenantState } from '../../support/tenant-state.ts';
import { newBooks, pay } from './documents.ts';

const books = await newBooks();
const { clientNo, accountNo, tenant, newDocument, getArItem, storedItem } = books;

afterEach(() => {
  vi.unstubAllEnvs();
});

const INSTANT = expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/);

type Created = Awaited<ReturnType<typeof newDocument>>;

const shown = (document: Created) => ({
  ...{ ...document, clientNo, accountNo, customerNo: 'C1', createdDateTime: INSTANT },
  ...{ arItemType: 'IN', arItemStatus: 'OPEN', postingDate: '2025-02-01', dueDate: '2025-02-11' },
  ...{ currency: 'NOK', originalAmount: 1000, remainingAmount: 1000, reservedAmount: 0 },
});

const notFound = (arItemId: number) =>
  amiliFailure('NOT_FOUND', `There is no AR item ${arItemId}`, { clientNo, arItemId });

describe('GET /clients/{clientno}/aritems/{aritemid}', () => {
  it('shows what is owed, and changes nothing', async () => {
    const texts = { kid: '77', additionalReference: 'Ref', ledgerNote: 'Note' };
    const document = await newDocument(texts);
    await books.updateArItem({ arItemId: document.arItemId, stopReminderUntil: '2026-12-31' });
    const before = await tenantState('amili', tenant.tenant);

    const { status, body } = await getArItem(document.arItemId, '?userid=TestUser&more=1');

    const { additionalReference: referenceNo, ...others } = texts;
    const fields = { ...others, referenceNo, stopReminderUntil: '2026-12-31' };
    expect([status, body]).toEqual([200, { ...shown(document), ...fields }]);
    expect(await tenantState('amili', tenant.tenant)).toEqual(before);
  });

  it('shows beside it what expand asks for, whatever its case', async () => {
    const document = await newDocument({ documentLines: [{ lineNo: 1 }] });
    const { arItemId, documentNo } = document;
    const payment = await pay(tenant, arItemId, 1000);
    const today = new Date().toLocaleDateString('sv-SE', { timeZone: 'Europe/Oslo' });
    const reservations = [
      { paymentId: 'P1', amount: 10, validUntil: '2025-01-01' },
      { paymentId: 'P2', amount: 20, validUntil: today, text: 'By giro' },
      { paymentId: 'P3', amount: 0.5, validUntil: '2099-01-01' },
    ];
    const seen = (await storedItem(arItemId))!;
    await overwrite({ ...seen, fields: { ...seen.fields, reservations } });
    const { documentLines: _, ...shownDocument } = (await books.getDocument(documentNo)).body as {
      documentLines: unknown;
    };
    const settled = { ...shown(document), arItemStatus: 'SETTLED', remainingAmount: 0, reservedAmount: 20.5 };

    const { voucherNo } = payment;
    const beside: Record<string, unknown> = {
      document: shownDocument,
      customer: await books.shownCustomer('C1'),
      settlements: [{ date: '2025-02-10', amount: -1000, arItemId: payment.arItemId, voucherNo }],
      reservations: reservations.slice(1),
    };
    expect((await getArItem(arItemId)).body).toEqual(settled);
    for (const [name, member] of Object.entries(beside))
      expect((await getArItem(arItemId, `?expand=${name.toUpperCase()}`)).body).toEqual({
        ...settled,
        [name]: member,
      });
    const all = await getArItem(arItemId, '?expand=document,customer&expand=settlements,reservations');
    expect(all.body).toEqual({ ...settled, ...beside });
    const paid = await getArItem(payment.arItemId, '?expand=document,settlements,reservations');
    expect(paid.body).toMatchObject({ settlements: [{ arItemId, amount: 1000 }], reservations: [] });
    expect(paid.body).not.toHaveProperty('document');
  });

  it('shows no amounts of an item that version 0.5.0 stored', async () => {
    const { arItemId, documentNo, documentUuid } = await newDocument();
    const seen = (await storedItem(arItemId))!;
    await overwrite({ ...seen, fields: { arItemId, documentNo, customerNo: 'C1' } });
    const { body } = await getArItem(arItemId, '?expand=settlements');
    const numbers = { arItemId, documentNo, documentUuid, clientNo, accountNo, customerNo: 'C1' };
    expect(body).toEqual({ ...numbers, createdDateTime: INSTANT, settlements: [] });
  });

  it('answers 404 to an id that no item has, and to another client’s', async () => {
    const theirs = await (await newBooks()).newDocument();
    for (const arItemId of [theirs.arItemId, 7]) {
      const { answer, lines } = await loggedBy(() => getArItem(arItemId, '?expand=document'), 'info');
      expect([answer.status, answer.body]).toEqual([404, notFound(arItemId)]);
      expect(lines).toEqual([expect.objectContaining({ outcome: 'notFound', statusCode: 404 })]);
    }
  });

  it.each(['01', '-1', '1.5', '1e3', 'D1', '%00', '9007199254740992'])(
    'answers 404 to the id %s',
    async (id) => {
      const { status, body } = await getArItem(id);
      const message = 'aritemid: must be a whole number';
      expect([status, body]).toEqual([404, amiliFailure('NOT_FOUND', message, { clientNo })]);
    },
  );

  it('answers 400 to an unknown expand, and lists what there is', async () => {
    const { arItemId } = await newDocument();
    const { status, body } = await getArItem(arItemId, '?expand=lines');
    const message = 'expand: must be of document, customer, settlements, reservations';
    expect([status, body]).toEqual([400, amiliFailure('INVALID', message, { clientNo, arItemId })]);
  });

  it('answers 401 without a token, and 403 to a client that the token does not name', async () => {
    const { arItemId } = await newDocument();
    const numbers = { clientNo, arItemId };
    const open = await call(`GET /clients/${clientNo}/aritems/${arItemId}`);
    const required = amiliFailure('UNAUTHORIZED', 'A valid access token is required', numbers);
    expect([open.status, open.body]).toEqual([401, required]);
    const authorization = await amiliAuthorization([newAmiliClient()]);
    const { status, body } = await getArItem(arItemId, '', { authorization });
    const message = `The token may not act for client ${clientNo}`;
    expect([status, body]).toEqual([403, amiliFailure('FORBIDDEN', message, numbers)]);
  });

  it('answers 500 where the table does not answer, or has lost what an item keeps', async () => {
    const failure = async (arItemId: number, get: typeof getArItem, query = '') => {
      const { answer, lines } = await loggedBy(() => get(arItemId, query));
      expect([answer.status, answer.body]).toMatchObject([500, { result: 'ERROR', arItemId }]);
      expect(lines).toEqual([expect.objectContaining({ level: 'ERROR' })]);
    };
    const own = await newBooks();
    const { arItemId, documentNo } = await own.newDocument();
    const document = await storedDependent({ ...own.tenant, kind: 'DOCUMENT', id: documentNo });
    await expire({ pk: document?.pk, sk: document?.sk });
    await failure(arItemId, own.getArItem, '?expand=document');
    expect((await own.getArItem(arItemId)).status).toBe(200);
    const customer = await storedCustomer({ ...own.tenant, id: 'C1' });
    await expire({ pk: customer?.pk, sk: customer?.sk });
    await failure(arItemId, own.getArItem);
    vi.stubEnv('RECEIVABLES_TABLE', 'gone');
    await failure(arItemId, own.getArItem);
  });
});
