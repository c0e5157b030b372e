import { randomInt, randomUUID } from 'node:crypto';
import { TransactWriteCommand } from '@aws-sdk/lib-dynamodb';
import { describe, expect, it, vi } from 'vitest';
import { documentBundleId } from '../../../functions/amili/documents/document-ids.ts';
import type { GlItem } from '../../../functions/amili/gl-items/gl-item.ts';
import { receivables } from '../../../shared/dynamodb/tables.ts';
import { listKey, mark } from '../../../shared/receivables/lists/listing.ts';
import { lookUp } from '../../../shared/receivables/records/lookups.ts';
import type { RecordItem } from '../../../shared/receivables/records/record.ts';
import { newAmiliClient } from '../../support/credentials.ts';
import { amiliFailure } from '../../support/envelopes.ts';
import { call } from '../../support/http.ts';
import { loggedBy } from '../../support/log.ts';
import { storeCustomer, storedCustomer, storedDependent } from '../../support/store.ts';
import { tenantState } from '../../support/tenant-state.ts';
import { newClient } from '../client.ts';
import { documentedDocument } from '../examples.ts';

// AR item ids are drawn with randomInt: a test may load the dice.
vi.mock('node:crypto', async (importOriginal) => {
  const original = await importOriginal<typeof import('node:crypto')>();
  return { ...original, randomInt: vi.fn(original.randomInt) };
});

const { clientNo, authorization, tenant, createCustomer, createDocument, deleteCustomer } = await newClient();
const newNumber = () => randomUUID().toUpperCase();

async function newCustomer(accountNo = 500_002): Promise<string> {
  const customerNo = newNumber();
  await storeCustomer({ ...tenant, id: customerNo }, { name: 'Ada' }, { accountNo, customerNo });
  return customerNo;
}

const linkCount = async (customerNo: string) =>
  (await storedCustomer({ ...tenant, id: customerNo }))?.linkCount;
const storedDocument = (documentNo: string) =>
  storedDependent({ ...tenant, kind: 'DOCUMENT', id: documentNo });
const storedItem = (arItemId: number) =>
  storedDependent({ ...tenant, kind: 'AR_ITEM', id: String(arItemId) });
/** The lines of a voucher as they are stored, in order. */
const storedLines = async (voucherNo: number) =>
  ([...(await tenantState('amili', tenant.tenant)).values()] as RecordItem<GlItem>[])
    .filter(({ sk, fields }) => sk === 'GL_ITEM' && fields.voucherNo === voucherNo)
    .sort((one, other) => one.fields.lineNo - other.fields.lineNo);

const storedSubCustomer = (documentNo: string) =>
  storedDependent({ ...tenant, kind: 'SUB_CUSTOMER', id: documentNo });

const uuidAndBundle = {
  documentUuid: expect.stringMatching(
    /^[0-9a-f]{8}-[0-9a-f]{4}-5[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/,
  ),
  documentBundleId: expect.any(Number),
};

const created = (customerNo: string, documentNo: string, accountNo = 500_002) => ({
  status: 'PROCESSED',
  result: 'CREATED',
  message: 'Document created',
  clientNo,
  accountNo,
  customerNo,
  documentNo,
  ...uuidAndBundle,
  arItemId: expect.any(Number),
});

const arItemIdOf = ({ body }: { body: unknown }) => (body as { arItemId: number }).arItemId;

describe('POST /clients/{clientno}/documents', () => {
  it("takes the vendor's own example, and attaches document, AR item and sub-customer", async () => {
    const customerNo = await newCustomer();
    const subCustomerNo = await newCustomer();
    const numbers = { customerNo, documentNo: newNumber(), subCustomerNo };
    const json = { metadata: { userId: 'TestUser' }, ...documentedDocument, ...numbers };

    const answer = await createDocument(json);

    expect(answer.status).toBe(200);
    const { voucherNo } = answer.body as { voucherNo: number };
    expect(answer.body).toEqual({
      ...created(customerNo, numbers.documentNo),
      voucherNo: expect.any(Number),
    });
    const arItemId = arItemIdOf(answer);
    expect(Number.isSafeInteger(arItemId)).toBe(true);
    expect(arItemId).toBeGreaterThan(0);
    const stamp = {
      at: expect.any(String),
      by: 'amili-client',
      requestId: expect.any(String),
      operation: 'amili/documents/create-document',
    };
    const stamps = { creation: stamp, update: stamp, version: 1 };
    const customerKey = `amili#${clientNo}#${customerNo}`;
    const document = { ...tenant, kind: 'DOCUMENT', id: numbers.documentNo };
    expect(await storedDocument(numbers.documentNo)).toEqual({
      pk: `amili#${clientNo}#DOCUMENT#${numbers.documentNo}`,
      sk: 'DOCUMENT',
      customerKey,
      fields: { ...json, arItemId },
      listKey: listKey(document, 'DOCUMENT', 'LIVE'),
      listOrder: `2025-02-27\t${numbers.documentNo}`,
      listed: {
        due: Date.parse('2025-03-11') / 1_000,
        created: expect.any(Number),
        marks: [
          'documenttype=IN',
          `customerno=${customerNo}`,
          `subcustomerno=${subCustomerNo}`,
          'kid=500221850000200350786',
          `documentbundleid=${documentBundleId(document)}`,
          'salesorderid=B-0564311',
          'currency=NOK',
        ].map(mark),
      },
      ...stamps,
    });
    expect(await storedItem(arItemId)).toEqual({
      pk: `amili#${clientNo}#AR_ITEM#${arItemId}`,
      sk: 'AR_ITEM',
      customerKey,
      fields: {
        ...{ arItemId, documentNo: numbers.documentNo, customerNo, arItemType: 'IN', voucherNo },
        ...{ postingDate: '2025-02-27', dueDate: '2025-03-11', currency: 'NOK', originalAmount: 6500 },
        ...{ kid: '500221850000200350786', referenceNo: 'X99887', ledgerNote: documentedDocument.ledgerNote },
      },
      listKey: listKey({ ...tenant, id: String(arItemId) }, 'AR_ITEM', 'LIVE'),
      listOrder: `2025-02-27 ${String(arItemId).padStart(15, '0')}\t${arItemId}`,
      listed: {
        ...{ due: Date.parse('2025-03-11') / 1_000, currency: 'NOK', left: 6500 },
        marks: [
          ...['aritemtype=IN', 'aritemstatus=OPEN', `customerno=${customerNo}`],
          ...[`documentno=${numbers.documentNo}`, 'kid=500221850000200350786'],
        ].map(mark),
      },
      ...stamps,
    });
    expect(await storedLines(voucherNo)).toEqual(
      [
        ['1500', 6500],
        ['3000', -5200],
        ['2700', -1300],
      ].map(([glAccountNo, amount], index) => {
        const glItemId = voucherNo * 100 + index + 1;
        const ref = { ...tenant, id: String(glItemId) };
        return {
          pk: `amili#${clientNo}#GL_ITEM#${glItemId}`,
          sk: 'GL_ITEM',
          fields: {
            ...{ glItemId, voucherNo, lineNo: index + 1, postingDate: '2025-02-27', glAccountNo, amount },
            ...{ currency: 'NOK', event: 'document', text: `IN ${numbers.documentNo}`, arItemId },
            ...{ customerNo, documentNo: numbers.documentNo, userId: 'TestUser' },
          },
          listKey: listKey(ref, 'GL_ITEM', 'LIVE'),
          listOrder: `2025-02-27 ${String(glItemId).padStart(16, '0')}\t${glItemId}`,
          listed: {
            ...{ account: glAccountNo, currency: 'NOK', amount },
            marks: [
              ...[`voucherno=${voucherNo}`, 'event=DOCUMENT', `customerno=${customerNo}`],
              ...[`documentno=${numbers.documentNo}`, `aritemid=${arItemId}`],
            ].map(mark),
          },
          ...{ creation: stamp, update: stamp, revision: 1 },
        };
      }),
    );
    const { documentUuid } = answer.body as { documentUuid: string };
    for (const [name, value] of [
      ['KID', '500221850000200350786'],
      ['REFERENCE', 'X99887'],
      ['DOCUMENT_UUID', documentUuid],
    ] as const)
      expect(await lookUp(receivables(), { ...tenant, name, value }, 10)).toEqual([String(arItemId)]);
    expect(await storedSubCustomer(numbers.documentNo)).toEqual({
      pk: `amili#${clientNo}#SUB_CUSTOMER#${numbers.documentNo}`,
      sk: 'SUB_CUSTOMER',
      customerKey: `amili#${clientNo}#${subCustomerNo}`,
      fields: { documentNo: numbers.documentNo, subCustomerNo },
      ...stamps,
    });
    expect([await linkCount(customerNo), await linkCount(subCustomerNo)]).toEqual([2, 1]);
  });

  it.each([{}, { subCustomerNo: '' }, { subCustomerNo: null }])(
    'has no sub-customer with %j',
    async (fields) => {
      const customerNo = await newCustomer();
      const documentNo = newNumber();
      const answer = await createDocument({ customerNo, documentNo, documentType: 'IN', ...fields });
      expect(answer.body).toEqual(created(customerNo, documentNo));
      expect(await storedSubCustomer(documentNo)).toBe(undefined);
      expect(await linkCount(customerNo)).toBe(2);
    },
  );

  it('counts a sub-customer that is the customer itself once more', async () => {
    const customerNo = await newCustomer();
    const subCustomerNo = customerNo.toLowerCase();
    const documentNo = newNumber();
    const answer = await createDocument({ customerNo, documentNo, documentType: 'IN', subCustomerNo });
    expect(answer.body).toEqual(created(customerNo, documentNo));
    expect(await linkCount(customerNo)).toBe(3);
  });

  it('finds the customer whatever the case of its number, and names it as first written', async () => {
    const customerNo = await newCustomer(7);
    const documentNo = newNumber();
    const json = { customerNo: customerNo.toLowerCase(), documentNo, documentType: 'IN' };
    const answer = await createDocument(json);
    expect(answer.body).toEqual(created(customerNo, documentNo, 7));
  });

  it('takes entries of lists whose shape is not known: values and flat objects', async () => {
    const customerNo = await newCustomer();
    const documentNo = newNumber();
    const lists = {
      attachmentFiles: [{ fileId: 7, name: 'a.pdf' }],
      attachmentCodes: ['A', 1],
      customCodes: [true],
    };
    await createDocument({ customerNo, documentNo, documentType: 'IN', ...lists });
    const arItemId = expect.any(Number);
    const fields = { customerNo, documentNo, documentType: 'IN', ...lists, arItemId };
    expect((await storedDocument(documentNo))?.fields).toEqual(fields);
  });

  it.each(['customerNo', 'subCustomerNo'])(
    'refuses a %s that nobody has, and stores nothing',
    async (field) => {
      const customerNo = await newCustomer();
      const documentNo = newNumber();
      const json = {
        documentType: 'IN',
        documentNo,
        customerNo,
        subCustomerNo: customerNo,
        [field]: 'nobody',
      };

      const answer = await createDocument(json);

      expect(answer.status).toBe(422);
      const message = `${field}: there is no customer nobody`;
      const numbers = { clientNo, customerNo: json.customerNo, documentNo };
      expect(answer.body).toEqual(amiliFailure('CUSTOMER_NOT_FOUND', message, numbers));
      expect(await storedDocument(documentNo)).toBe(undefined);
      expect(await linkCount(customerNo)).toBe(0);
    },
  );

  it("refuses another client's customer and a deleted one alike", async () => {
    const theirs = { vendor: 'amili', tenant: String(newAmiliClient()), id: newNumber() };
    await storeCustomer(theirs);
    const deleted = await newCustomer();
    await deleteCustomer(deleted);
    for (const customerNo of [theirs.id, deleted]) {
      const documentNo = newNumber();
      const answer = await createDocument({ customerNo, documentNo, documentType: 'IN' });
      expect(answer.status).toBe(422);
      const message = `customerNo: there is no customer ${customerNo}`;
      const failure = amiliFailure('CUSTOMER_NOT_FOUND', message, { clientNo, customerNo, documentNo });
      expect(answer.body).toEqual(failure);
    }
    expect((await storedCustomer(theirs))?.linkCount).toBe(0);
  });

  it('refuses a document number that is taken, whatever its case and its customer', async () => {
    const first = await newCustomer();
    const second = await newCustomer();
    const documentNo = newNumber();
    await createDocument({ customerNo: first, documentNo, documentType: 'IN' });
    const before = await storedDocument(documentNo);

    const again = documentNo.toLowerCase();
    const answer = await createDocument({ customerNo: second, documentNo: again, documentType: 'CN' });

    expect(answer.status).toBe(422);
    const message = `documentNo: there is a document ${again} already`;
    const numbers = { clientNo, customerNo: second, documentNo: again };
    expect(answer.body).toEqual(amiliFailure('DUPLICATE_DOCUMENT', message, numbers));
    expect(await storedDocument(documentNo)).toEqual(before);
    expect([await linkCount(first), await linkCount(second)]).toEqual([2, 0]);
  });

  it('draws another AR item id when the first one is taken', async () => {
    const customerNo = await newCustomer();
    const taken = arItemIdOf(
      await createDocument({ customerNo, documentNo: newNumber(), documentType: 'IN' }),
    );
    const documentNo = newNumber();
    vi.mocked(randomInt).mockImplementationOnce(() => taken);

    const answer = await createDocument({ customerNo, documentNo, documentType: 'IN' });

    // Each draw is of an AR item's id and a voucher's.
    expect(vi.mocked(randomInt).mock.results.at(-4)?.value).toBe(taken);
    expect(answer.body).toEqual(created(customerNo, documentNo));
    expect(arItemIdOf(answer)).not.toBe(taken);
    expect((await storedItem(arItemIdOf(answer)))?.fields).toMatchObject({
      arItemId: arItemIdOf(answer),
      documentNo,
      customerNo,
    });
    expect(await linkCount(customerNo)).toBe(4);
  });

  it('gives up when every AR item id that it draws is taken', async () => {
    const customerNo = await newCustomer();
    const taken = arItemIdOf(
      await createDocument({ customerNo, documentNo: newNumber(), documentType: 'IN' }),
    );
    const documentNo = newNumber();
    vi.mocked(randomInt).mockImplementation(() => taken);

    const { answer, lines } = await loggedBy(() =>
      createDocument({ customerNo, documentNo, documentType: 'IN' }),
    );
    vi.mocked(randomInt).mockReset();

    expect(answer.status).toBe(500);
    const message = 'The request could not be processed';
    expect(answer.body).toEqual(amiliFailure('ERROR', message, { clientNo }));
    expect(await storedDocument(documentNo)).toBe(undefined);
    expect(await linkCount(customerNo)).toBe(2);
    expect(lines).toEqual([expect.objectContaining({ level: 'ERROR', ids: { clientno: String(clientNo) } })]);
  });

  it('names the account of the very customer it attached to, were that created anew a moment before', async () => {
    const customerNo = await newCustomer(1);
    const documentNo = newNumber();
    const { client } = receivables();
    const send = client.send.bind(client);
    const attaching = vi.spyOn(client, 'send').mockImplementation((async (command: TransactWriteCommand) => {
      if (command instanceof TransactWriteCommand) {
        attaching.mockRestore();
        await deleteCustomer(customerNo);
        await createCustomer({ customerNo, name: 'Ada' });
      }
      return send(command);
    }) as never);

    const answer = await createDocument({ customerNo, documentNo, documentType: 'IN' });

    const accountNo = (await storedCustomer({ ...tenant, id: customerNo }))?.reference.accountNo as number;
    expect(accountNo).not.toBe(1);
    expect(answer.body).toEqual(created(customerNo, documentNo, accountNo));
  });

  it.each([
    [{ customerNo: undefined }, 'customerNo: is required'],
    [{ documentNo: null }, 'documentNo: Invalid input: expected string, received null'],
    [{ documentType: undefined }, 'documentType: is required'],
    [{ documentType: '' }, 'documentType: Too small: expected string to have >=1 characters'],
    [{ documentNo: 'a\n' }, 'documentNo: must be 1 to 64 characters, none a control character'],
    [{ subCustomerNo: '\u0000' }, 'subCustomerNo: must be at most 64 characters, none a control character'],
    [{ dueDate: '2025-13-01' }, 'dueDate: must be a date such as 2025-02-27, or blank'],
    [{ documentLines: {} }, 'documentLines: Invalid input: expected array, received object'],
    [
      { documentLines: [{ currencyAmounts: { vat: '1' } }] },
      'documentLines[0].currencyAmounts.vat: Invalid input: expected number, received string',
    ],
    [{ customCodes: [[]] }, 'customCodes[0]: Invalid input'],
    [{ attachmentFiles: [{ a: { b: 1 } }] }, 'attachmentFiles[0]: Invalid input'],
  ])('answers 400 to %j', async (wrong, message) => {
    const json = { customerNo: 'C', documentNo: 'D', documentType: 'IN', ...wrong };
    const answer = await createDocument(json);
    expect(answer.status).toBe(400);
    expect(answer.body).toEqual(amiliFailure('INVALID', message, { clientNo }));
  });

  it.each(['attachmentFiles', 'attachmentCodes', 'customCodes', 'documentLines'])(
    'takes at most 1,000 %s',
    async (field) => {
      const entry = field === 'documentLines' ? {} : 0;
      const json = {
        customerNo: 'C',
        documentNo: 'D',
        documentType: 'IN',
        [field]: Array(1_001).fill(entry),
      };
      const answer = await createDocument(json);
      expect(answer.status).toBe(400);
      const message = `${field}: Too big: expected array to have <=1000 items`;
      expect(answer.body).toEqual(amiliFailure('INVALID', message, { clientNo }));
    },
  );

  it('refuses to act for a client that the token does not name', async () => {
    const other = newAmiliClient();
    const ref = { vendor: 'amili', tenant: String(other), id: 'C' };
    const before = await storeCustomer(ref);
    const json = { customerNo: 'C', documentNo: 'D', documentType: 'IN' };
    const answer = await call(`POST /clients/${other}/documents`, { authorization, json });
    expect(answer.status).toBe(403);
    const message = `The token may not act for client ${other}`;
    expect(answer.body).toEqual(amiliFailure('FORBIDDEN', message, { clientNo: other }));
    expect(await storedCustomer(ref)).toEqual(before);
  });
});
