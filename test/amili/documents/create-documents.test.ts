import { describe, expect, it } from 'vitest';
import { documentRef, documentUuid } from '../../../functions/amili/documents/document-ids.ts';
import { closedPeriodRef } from '../../../functions/amili/ledger/books.ts';
import { receivables } from '../../../shared/dynamodb/tables.ts';
import { changeRecord } from '../../../shared/receivables/records/change.ts';
import { newStamp, storedCustomer, storedDependent } from '../../support/store.ts';
import { batchScene } from '../batches/batch-scene.ts';
import { documentedDocument } from '../examples.ts';

const scene = await batchScene();
const { clientNo, tenant, createDocuments, applied } = scene;

interface Row {
  readonly itemNo: number;
  readonly result: string;
  readonly documentBundleId: number;
  readonly arItemId: number;
  readonly voucherNo: number;
}

const rowsOf = ({ body }: { readonly body: unknown }) => (body as { documents: readonly Row[] }).documents;

const customers = new Map<string, unknown>();
for (const customerNo of ['ada', 'bob', 'gone', 'sub']) {
  const { body } = await scene.createCustomer({ customerNo, name: customerNo });
  customers.set(customerNo, (body as { accountNo: number }).accountNo);
}
await scene.deleteCustomer('gone');

const document = (documentNo: string, customerNo: string, fields: object = {}) => ({
  ...documentedDocument,
  ...{ documentNo, customerNo },
  ...fields,
});

describe('POST /clients/{clientno}/documents/batches', () => {
  it('creates documents as one by one, in bundles by customer and channel', async () => {
    const linksBefore = (await storedCustomer({ ...tenant, id: 'ADA' }))?.linkCount as number;
    const answer = await createDocuments(
      [
        document('1', 'ada'),
        document('2', 'ADA', { subCustomerNo: 'sub' }),
        document('3', 'ada', { distribution: { type: 'H' } }),
        document('4', 'bob'),
      ],
      { metadata: { userId: 'TestUser' } },
    );
    expect(answer.status).toBe(202);
    const { batchUuid } = answer.body as { batchUuid: string };
    expect(answer.body).toMatchObject({ entity: 'documents', method: 'POST', documents: [] });

    const batch = await applied(answer);

    expect(batch.status).toBe(200);
    expect(rowsOf(batch)).toEqual(
      [
        ['1', 'ada'],
        ['2', 'ada'],
        ['3', 'ada'],
        ['4', 'bob'],
      ].map(([documentNo, customerNo], index) => ({
        ...{ itemNo: index + 1, status: 'PROCESSED', result: 'CREATED', message: 'Document created' },
        ...{ clientNo, accountNo: customers.get(customerNo as string), customerNo, documentNo },
        documentUuid: documentUuid(documentRef(tenant, documentNo as string)),
        documentBundleId: expect.any(Number),
        arItemId: expect.any(Number),
        voucherNo: expect.any(Number),
      })),
    );
    const [first, second, third, fourth] = rowsOf(batch) as [Row, Row, Row, Row];
    expect(second.documentBundleId).toBe(first.documentBundleId);
    expect(new Set([first, third, fourth].map(({ documentBundleId }) => documentBundleId)).size).toBe(3);

    const stored = await storedDependent(documentRef(tenant, '1'));
    const { documentBundleId, arItemId } = first;
    expect(stored).toMatchObject({
      fields: {
        ...documentedDocument,
        metadata: { userId: 'TestUser' },
        documentBundleId,
        batchUuid,
        arItemId,
      },
      creation: { requestId: `${batchUuid}#1`, operation: 'amili/documents/create-documents' },
    });
    expect((await scene.getDocument('1')).body).toMatchObject({ documentBundleId, arItemId });
    expect((await storedCustomer({ ...tenant, id: 'ADA' }))?.linkCount).toBe(linksBefore + 6);
    expect((await storedCustomer({ ...tenant, id: 'SUB' }))?.linkCount).toBe(1);
  });

  it('decides on each row by itself, when it is applied', async () => {
    await changeRecord(
      receivables(),
      closedPeriodRef(tenant),
      () => ({ fields: { glYear: 2024, glPeriod: 12 } }),
      newStamp(),
    );
    const batch = await applied(
      await createDocuments([
        document('d1', 'bob'),
        document('D1', 'bob'),
        document('d2', 'gone'),
        document('d3', 'bob', { subCustomerNo: 'nobody' }),
        document('d4', 'bob', { documentDate: '2024-12-31' }),
        { documentNo: 'd5', customerNo: 'bob' },
        document('d6', 'bob', { currencyAmounts: { inclVat: 1e14 } }),
      ]),
    );

    expect(batch.status).toBe(206);
    const failed = (itemNo: number, result: string, message: string, numbers: object = {}) => ({
      ...{ itemNo, status: 'FAILED', result, message, clientNo },
      ...numbers,
    });
    const numbers = (documentNo: string, customerNo = 'bob') => ({ customerNo, documentNo });
    expect(rowsOf(batch)).toEqual([
      expect.objectContaining({ itemNo: 1, result: 'CREATED' }),
      failed(2, 'DUPLICATE_DOCUMENT', 'documentNo: there is a document D1 already', numbers('D1')),
      failed(3, 'CUSTOMER_NOT_FOUND', 'customerNo: there is no customer gone', numbers('d2', 'gone')),
      failed(4, 'CUSTOMER_NOT_FOUND', 'subCustomerNo: there is no customer nobody', numbers('d3')),
      failed(
        5,
        'PERIOD_CLOSED',
        'The period of 2024-12-31 is closed, and so are all before: through 2024-12',
      ),
      failed(6, 'INVALID', 'documentType: is required'),
      failed(7, 'INVALID', 'currencyAmounts.inclVat: must be between -1000000000000 and 1000000000000'),
    ]);
  });

  it('is another batch when it is sent again, whose documents are there', async () => {
    const rows = [document('twice', 'ada')];
    const [first, second] = [await createDocuments(rows), await createDocuments(rows)];
    expect((await applied(first)).status).toBe(200);
    const again = await applied(second);
    expect(again.status).toBe(406);
    expect(rowsOf(again).map(({ result }) => result)).toEqual(['DUPLICATE_DOCUMENT']);
  });

  it('applies many documents with many lines', async () => {
    const customers = Array.from({ length: 50 }, (_, index) => ({ customerNo: `c${index}`, name: 'C' }));
    expect((await applied(await scene.createCustomers(customers))).status).toBe(200);
    const line = {
      lineNo: 1,
      lineType: 'PLH',
      lineText: 'x',
      price: 1,
      currencyAmounts: { inclVat: 1, vat: 0 },
    };
    const rows = Array.from({ length: 250 }, (_, index) =>
      document(`m${index}`, `c${index % 50}`, { documentLines: Array(20).fill(line) }),
    );
    const batch = await applied(await createDocuments(rows));
    expect(batch.status).toBe(200);
    expect(batch.body).toMatchObject({ totalCount: 250, processedCount: 250, failedCount: 0 });
    expect((await storedCustomer({ ...tenant, id: 'C7' }))?.linkCount).toBe(10);
  });
});
