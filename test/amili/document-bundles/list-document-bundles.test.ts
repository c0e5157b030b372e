import { randomUUID } from 'node:crypto';
import { beforeAll, describe, expect, it } from 'vitest';
import { amiliFailure } from '../../support/envelopes.ts';
import type { Answer } from '../../support/http.ts';
import { overwrite } from '../../support/scenes.ts';
import { storedDependent } from '../../support/store.ts';
import { newClient } from '../client.ts';
import { onePage, refusesQueries, refusesStrangers } from '../reads.ts';
import { createBundled } from './bundled.ts';

const client = await newClient();
const { clientNo, createCustomer, createDocument, listDocumentBundles } = client;

interface Page {
  readonly summary: Readonly<Record<string, unknown>>;
  readonly documentBundles: readonly Readonly<Record<string, unknown>>[];
}

const pageIn = ({ body }: Answer) => body as Page;

const BATCH = randomUUID();
const INSTANT = expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/);

const accountNos = new Map<string, number>();
let alone: Readonly<Record<string, unknown>>;

/** Of two batches' worth of documents for C1, the second in two currencies, and one alone for C2. */
beforeAll(async () => {
  for (const customerNo of ['C1', 'c2']) {
    const { body } = await createCustomer({ customerNo, name: 'Ada' });
    accountNos.set(customerNo, (body as { accountNo: number }).accountNo);
  }
  const of = (documentNo: string, fields: object = {}) => ({
    ...{ documentNo, documentType: 'IN', customerNo: 'C1', distribution: { type: 'H', einvoiceCode: 90 } },
    ...fields,
  });
  const first = { documentBundleId: 11, batchUuid: BATCH };
  const amounts = { exclVat: 100.1, vat: 25.02, inclVat: 125.12 };
  await createBundled(
    client,
    of('B2', { currencyAmounts: amounts, documentDate: '2025-01-02', currency: 'nok' }),
    {
      ...first,
      at: '2025-03-01T23:59:59.900Z',
    },
  );
  const documentLines = [{ currencyAmounts: { inclVat: 0.1 } }, { currencyAmounts: { inclVat: 0.2 } }, {}];
  await createBundled(client, of('A1', { documentLines, documentDate: '2025-01-03', currency: 'NOK' }), {
    ...first,
    at: '2025-03-02T00:00:01Z',
  });
  const credited = { documentType: 'cn', currency: 'NOK', documentDate: '2025-01-04' };
  await createBundled(client, of('C3', { ...credited, currencyAmounts: { inclVat: 25 } }), {
    ...first,
    at: '2025-03-02T00:00:00Z',
  });
  const second = { documentBundleId: 2, batchUuid: BATCH, at: '2025-03-03T12:00:00Z' };
  for (const currency of ['NOK', 'SEK'])
    await createBundled(client, of(currency, { currency, distribution: { type: 'M' } }), second);
  const { body } = await createDocument({ documentNo: 'D4', documentType: 'IN', customerNo: 'C2' });
  alone = body as Record<string, unknown>;
});

const NUMBERS = () => ({ clientNo, accountNo: accountNos.get('C1'), customerNo: 'C1' });

const bundles = () => ({
  two: {
    ...{ documentBundleId: 2, ...NUMBERS(), batchUuid: BATCH, distribution: { type: 'M' } },
    ...{ documentCount: 2, createdDateTime: '2025-03-03T12:00:00Z' },
  },
  eleven: {
    ...{ documentBundleId: 11, ...NUMBERS(), batchUuid: BATCH, distribution: { type: 'H' } },
    ...{ documentCount: 3, currency: 'nok', createdDateTime: '2025-03-01T23:59:59Z' },
    currencyAmounts: { exclVat: 100.1, vat: 25.02, inclVat: 100.42 },
  },
  alone: {
    documentBundleId: alone.documentBundleId,
    ...{ clientNo, accountNo: accountNos.get('c2'), customerNo: 'c2' },
    ...{ distribution: {}, documentCount: 1, currencyAmounts: { exclVat: 0, vat: 0, inclVat: 0 } },
    createdDateTime: INSTANT,
  },
});

type Name = keyof ReturnType<typeof bundles>;

const of = (documentBundles: readonly object[], summary: object = {}) => ({
  summary: onePage(documentBundles.length, summary),
  documentBundles,
});

describe('GET /clients/{clientno}/documentbundles', () => {
  it.each<[query: string, Name[]]>([
    ['', ['two', 'eleven', 'alone']],
    ['customerno=c1', ['two', 'eleven']],
    ['customerno=C2&userid=TestUser', ['alone']],
    ['customerno=C', []],
    ['accountno=1', []],
    ['createddatefrom=2025-03-02&createddateto=2025-03-03', ['two']],
    ['createddateto=2025-03-01', ['eleven']],
    ['createddatefrom=2025-03-04', ['alone']],
    ['maximumcount=2', ['two', 'eleven']],
  ])('finds by %s, in the order of ids', async (query, names) => {
    const { status, body } = await listDocumentBundles(`?${query}`);
    const summary = query.startsWith('maximumcount') ? { maximumCount: 2, pageSizeLimit: 2 } : {};
    const expected = of(
      names.map((name) => bundles()[name]),
      summary,
    );
    expect([status, body]).toEqual([200, expected]);
  });

  it('finds by the numbers that ARM has given', async () => {
    const accountNo = accountNos.get('c2');
    for (const [query, names] of [
      [`accountno=00${accountNo}`, ['alone']],
      [`accountno=${accountNo}&customerno=C1`, []],
      [`batchuuid=${BATCH}`, ['two', 'eleven']],
      [`batchuuid=${BATCH.toUpperCase()}`, []],
    ] as const)
      expect((await listDocumentBundles(`?${query}`)).body).toEqual(of(names.map((name) => bundles()[name])));
  });

  it('shows the documents in the order of lists, without their lines, where expand asks for them', async () => {
    const { documentBundles } = pageIn(await listDocumentBundles('?expand=Documents&customerno=C1'));
    const numbers = documentBundles.map(({ documents }) =>
      (documents as { documentNo: string }[]).map(({ documentNo }) => documentNo),
    );
    expect(numbers).toEqual([
      ['NOK', 'SEK'],
      ['B2', 'A1', 'C3'],
    ]);
    const { body } = await client.getDocument('A1');
    const { documentLines: _, ...document } = body as Record<string, unknown>;
    expect(documentBundles.map(({ documents }) => (documents as unknown[])[1])).toContainEqual(document);
  });

  it('knows when documents were stored whose rows do not tell it', async () => {
    const own = await newClient();
    await own.createCustomer({ customerNo: '1', name: 'A' });
    for (const [documentNo, at] of [
      ['1', '2025-03-01T12:00:00Z'],
      ['2', '2025-03-02T12:00:00Z'],
    ] as const) {
      await own.createDocument({ documentNo, customerNo: '1', documentType: 'IN' });
      const item = (await storedDependent({ ...own.tenant, kind: 'DOCUMENT', id: documentNo }))!;
      const { created: _, ...listed } = item.listed!;
      await overwrite({ ...item, listed, creation: { ...item.creation, at } });
    }
    const query = '?createddatefrom=2025-03-02&expand=documents';
    const { documentBundles } = pageIn(await own.listDocumentBundles(query));
    expect(documentBundles).toMatchObject([{ documents: [{ documentNo: '2' }] }]);
  });

  it('takes a text for no other one that has the same mark', async () => {
    const own = await newClient();
    const items = [];
    for (const no of ['1', '2']) {
      await own.createCustomer({ customerNo: no, name: 'A' });
      await own.createDocument({ documentNo: no, customerNo: no, documentType: 'IN' });
      items.push((await storedDependent({ ...own.tenant, kind: 'DOCUMENT', id: no }))!);
    }
    const [one, two] = items;
    await overwrite({ ...two, listed: one?.listed });
    const { summary, documentBundles } = pageIn(await own.listDocumentBundles('?customerno=1'));
    expect([summary.totalCount, documentBundles]).toMatchObject([1, [{ customerNo: '1', documentCount: 1 }]]);
  });

  it('is what the documents say that they are of', async () => {
    const { body } = await client.listDocuments('?documentbundleid=11');
    const documents = (body as { documents: Record<string, unknown>[] }).documents;
    expect(documents.map((document) => [document.documentNo, document.documentBundleId])).toEqual([
      ['B2', 11],
      ['A1', 11],
      ['C3', 11],
    ]);
  });

  it('has pages, each worked out by what was asked for at first', async () => {
    const own = await newClient();
    await own.createCustomer({ customerNo: '1', name: 'A' });
    for (let id = 1; id <= 11; id++) {
      const json = { documentNo: `D${id}`, customerNo: '1', documentType: 'IN' };
      await createBundled(own, json, { documentBundleId: id, batchUuid: BATCH });
    }
    const first = pageIn(await own.listDocumentBundles('?pagesize=5&customerno=1&expand=documents'));
    const { queryId } = first.summary;
    expect(first.summary).toMatchObject({ currentPageSize: 5, totalPages: 3, totalCount: 11 });
    // A document that the batch brings later is in the bundle then.
    const late = { documentNo: 'D12', customerNo: '1', documentType: 'IN' };
    await createBundled(own, late, { documentBundleId: 11, batchUuid: BATCH });
    const rest = [];
    for (const pageNo of [2, 3])
      rest.push(pageIn(await own.listDocumentBundles(`?query=${queryId}&pageno=${pageNo}`)));
    const all = [first, ...rest].flatMap(({ documentBundles }) => documentBundles);
    expect(
      all.map(({ documentBundleId, documentCount, documents }) => [
        documentBundleId,
        documentCount,
        (documents as unknown[]).length,
      ]),
    ).toEqual(Array.from({ length: 11 }, (_, n) => (n < 10 ? [n + 1, 1, 1] : [11, 2, 2])));
    expect(rest.at(-1)?.summary).toMatchObject({ pageNo: 3, currentPageSize: 1, totalCount: 11, queryId });
    const answer = await own.listDocumentBundles(`?query=${queryId}&pageno=4`);
    const failure = amiliFailure('NOT_FOUND', 'pageno: the query has 3 pages', { clientNo: own.clientNo });
    expect([answer.status, answer.body]).toEqual([404, failure]);
  });

  refusesQueries(clientNo, listDocumentBundles, [
    ['expand=lines', 'expand: must be of documents'],
    ['batchuuid=1', 'batchuuid: must be a UUID'],
    ['accountno=x', 'accountno: must be a whole number'],
    ['createddatefrom=today', 'createddatefrom: must be a date such as 2025-02-27'],
    ['documentno=1', 'documentno: unknown'],
    ['query=AAAAAAAAAAAAAAAAAAAAAA&customerno=1', 'customerno: does not go with query'],
  ]);
  refusesStrangers(clientNo, 'documentbundles');
});
