import { randomUUID } from 'node:crypto';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { amiliFailure } from '../../support/envelopes.ts';
import { call } from '../../support/http.ts';
import { loggedBy } from '../../support/log.ts';
import { expire } from '../../support/scenes.ts';
import { storeCustomer, storedCustomer, storedDependent } from '../../support/store.ts';
import { tenantState } from '../../support/tenant-state.ts';
import { newClient } from '../client.ts';
import { documentedCustomer, documentedDocument } from '../examples.ts';

const { clientNo, authorization, tenant, createDocument, getDocument, shownCustomer } = await newClient();

afterEach(() => {
  vi.unstubAllEnvs();
});

const newNumber = () => randomUUID().toUpperCase();

/** A customer of its own, and a document of it with these fields. */
async function create(fields: Record<string, unknown> = {}) {
  const customerNo = newNumber();
  await storeCustomer({ ...tenant, id: customerNo }, documentedCustomer, { accountNo: 500_002, customerNo });
  const numbers = { customerNo, documentNo: newNumber() };
  const { body } = await createDocument({ documentType: 'IN', ...fields, ...numbers });
  const { arItemId, documentUuid, documentBundleId } = body as Record<string, unknown>;
  return { ...numbers, arItemId, documentUuid, documentBundleId };
}

type Created = Awaited<ReturnType<typeof create>>;

const INSTANT = expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/);

/** The document with no more fields than it must have. */
const shown = (document: Created, fields: Record<string, unknown> = {}) => ({
  ...{ documentType: 'IN', ...fields, ...document },
  ...{ clientNo, accountNo: 500_002, createdDateTime: INSTANT },
});

/** Its AR item, of nothing: the document says no amounts. */
const shownItem = ({ documentBundleId: _, ...numbers }: Created) => {
  const today = new Date().toLocaleDateString('sv-SE', { timeZone: 'Europe/Oslo' });
  const due = new Date(Date.parse(today) + documentedCustomer.dueDays * 86_400_000).toISOString();
  return {
    ...{ ...numbers, clientNo, accountNo: 500_002, createdDateTime: INSTANT },
    ...{ arItemType: 'IN', arItemStatus: 'SETTLED', currency: 'NOK', postingDate: today },
    ...{ dueDate: due.slice(0, 10), originalAmount: 0, remainingAmount: 0, reservedAmount: 0 },
  };
};

const notFound = (documentNo: string) =>
  amiliFailure('NOT_FOUND', `There is no document ${documentNo}`, { clientNo, documentNo });

describe('GET /clients/{clientno}/documents/{documentno}', () => {
  it("shows the vendor's own example as it was sent, with ARM's numbers, and not who wrote it", async () => {
    const document = await create({ metadata: { userId: 'TestUser' }, ...documentedDocument });
    const before = await tenantState('amili', tenant.tenant);

    const answer = await getDocument(document.documentNo, '?userid=TestUser&more=1');

    expect(answer.status).toBe(200);
    expect(answer.body).toEqual(shown(document, documentedDocument));
    expect(await tenantState('amili', tenant.tenant)).toEqual(before);
  });

  it('shows nothing for what was not sent or null, and blanks as blank', async () => {
    const fields = { kid: '', currencyAmounts: { vat: 0 }, documentLines: [{}], emailAddress: [] };
    const document = await create({ ...fields, dueDate: null, distribution: { type: null } });
    const { body } = await getDocument(document.documentNo);
    expect(body).toEqual(shown(document, { ...fields, distribution: {} }));
  });

  it('finds it whatever the case of its number, and names both numbers as first written', async () => {
    const { customerNo, ...numbers } = await create();
    const documentNo = newNumber();
    const json = { documentType: 'IN', customerNo: customerNo.toLowerCase(), documentNo };
    const { body: created } = await createDocument(json);

    const { body } = await getDocument(documentNo.toLowerCase());

    const { arItemId, documentUuid, documentBundleId } = created as Created;
    const document = { customerNo, documentNo, arItemId, documentUuid, documentBundleId };
    expect(body).toEqual(shown(document));
    expect(documentUuid).not.toBe(numbers.documentUuid);
    expect(documentBundleId).not.toBe(numbers.documentBundleId);
  });

  it('has a UUID and a bundle of its own in each client', async () => {
    const other = await newClient();
    const { customerNo, documentNo, ...ids } = await create();
    await other.createCustomer({ customerNo, name: 'Ada' });
    await other.createDocument({ documentType: 'IN', customerNo, documentNo });

    const { body } = await other.getDocument(documentNo);

    expect(body).toMatchObject({ clientNo: other.clientNo, customerNo, documentNo });
    expect((body as Created).documentUuid).not.toBe(ids.documentUuid);
    expect((body as Created).documentBundleId).not.toBe(ids.documentBundleId);
    expect(Number.isSafeInteger(ids.documentBundleId)).toBe(true);
  });

  it.each<[string, readonly string[]]>([
    ['?expand=aritem', ['arItem']],
    ['?expand=customer', ['customer']],
    ['?expand=aritem,customer', ['arItem', 'customer']],
    ['?expand=Customer,%20ARITEM,customer', ['arItem', 'customer']],
    ['?expand=customer&expand=aritem', ['arItem', 'customer']],
    ['?expand', []],
    ['?expand=,', []],
    ['?Expand=customer', []],
  ])('shows beside it with %s: %j', async (query, names) => {
    const document = await create();
    const beside: Record<string, unknown> = {
      arItem: shownItem(document),
      customer: await shownCustomer(document.customerNo),
    };

    const answer = await getDocument(document.documentNo, query);

    expect(answer.status).toBe(200);
    const expanded = Object.fromEntries(names.map((name) => [name, beside[name]]));
    expect(answer.body).toEqual({ ...shown(document), ...expanded });
  });

  it.each(['lines', 'aritem,lines', 'arItems', 'aritem;customer', '%00'])(
    'answers 400 to expand=%s, and lists what there is',
    async (names) => {
      const { documentNo } = await create();
      const answer = await getDocument(documentNo, `?expand=${names}`);
      expect(answer.status).toBe(400);
      const message = 'expand: must be of aritem, customer';
      expect(answer.body).toEqual(amiliFailure('INVALID', message, { clientNo, documentNo }));
    },
  );

  it("answers 404 to a number that no document has, and to another client's", async () => {
    const other = await newClient();
    const [customerNo, documentNo] = [newNumber(), newNumber()];
    await other.createCustomer({ customerNo, name: 'Ada' });
    await other.createDocument({ documentType: 'IN', customerNo, documentNo });

    for (const number of [documentNo, newNumber()]) {
      const { answer, lines } = await loggedBy(() => getDocument(number, '?expand=customer'), 'info');
      expect([answer.status, answer.body]).toEqual([404, notFound(number)]);
      expect(lines).toEqual([expect.objectContaining({ outcome: 'notFound', statusCode: 404 })]);
    }
  });

  it('does not take the number of a sub-customer’s link or an AR item for a document’s', async () => {
    const { arItemId } = await create();
    const answer = await getDocument(String(arItemId));
    expect([answer.status, answer.body]).toEqual([404, notFound(String(arItemId))]);
  });

  it.each(['%00', '1%0A', 'x'.repeat(65)])('answers 404 to the document number %s', async (segment) => {
    const answer = await getDocument(segment, '?expand=nothing');
    expect(answer.status).toBe(404);
    const documentNo = decodeURIComponent(segment);
    expect(answer.body).toMatchObject({ result: 'NOT_FOUND', clientNo, documentNo });
  });

  it('answers 401 without a token, and 403 to a client that the token does not name', async () => {
    const other = await newClient();
    const numbers = { clientNo: other.clientNo, documentNo: '1' };
    const url = `GET /clients/${other.clientNo}/documents/1`;

    const unknown = await call(url, {});
    const stranger = await call(url, { authorization });

    const required = amiliFailure('UNAUTHORIZED', 'A valid access token is required', numbers);
    expect([unknown.status, unknown.body]).toEqual([401, required]);
    const message = `The token may not act for client ${other.clientNo}`;
    expect([stranger.status, stranger.body]).toEqual([403, amiliFailure('FORBIDDEN', message, numbers)]);
  });

  it('answers 500 where the table does not answer, or has lost what a document keeps', async () => {
    const failure = async (documentNo: string, query = '') => {
      const { answer, lines } = await loggedBy(() => getDocument(documentNo, query));
      const numbers = { clientNo, documentNo };
      const failed = amiliFailure('ERROR', 'The request could not be processed', numbers);
      expect([answer.status, answer.body]).toEqual([500, failed]);
      expect(lines).toEqual([expect.objectContaining({ level: 'ERROR' })]);
    };
    const [first, second] = [await create(), await create()];
    const item = await storedDependent({ ...tenant, kind: 'AR_ITEM', id: String(first.arItemId) });
    await expire({ pk: item?.pk, sk: item?.sk });
    const customer = await storedCustomer({ ...tenant, id: second.customerNo });
    await expire({ pk: customer?.pk, sk: customer?.sk });

    await failure(first.documentNo, '?expand=aritem');
    expect((await getDocument(first.documentNo)).status).toBe(200);
    await failure(second.documentNo);
    vi.stubEnv('RECEIVABLES_TABLE', 'gone');
    await failure(first.documentNo);
  });
});
