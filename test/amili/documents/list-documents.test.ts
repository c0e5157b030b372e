import { beforeAll, describe, expect, it } from 'vitest';
import { amiliAuthorization, newAmiliClient } from '../../support/credentials.ts';
import { amiliFailure } from '../../support/envelopes.ts';
import { type Answer, call } from '../../support/http.ts';
import { overwrite } from '../../support/scenes.ts';
import { storedDependent } from '../../support/store.ts';
import { newClient } from '../client.ts';
import { documentedCustomer, documentedDocument } from '../examples.ts';

const client = await newClient();
const { clientNo, tenant, createCustomer, createDocument, listDocuments } = client;

interface Page {
  readonly summary: Readonly<Record<string, unknown>>;
  readonly documents: readonly Readonly<Record<string, unknown>>[];
}

const pageIn = ({ body }: Answer) => body as Page;

const CUSTOMERS = {
  C1: documentedCustomer,
  c2: { name: 'Ada' },
} as const;

/** In the order of their dates, then of their numbers. */
const DOCUMENTS = {
  undated: { documentType: 'IN', customerNo: 'C1', documentDate: '', dueDate: '' },
  B1: { documentType: 'CN', customerNo: 'C2', documentDate: '2025-02-26', dueDate: '2025-03-01' },
  'a#1': { ...documentedDocument, customerNo: 'c1', subCustomerNo: 'C2' },
  b2: {
    ...{ documentType: 'IN', customerNo: 'c2', documentDate: '2025-02-27', dueDate: '2025-03-12' },
    ...{ currency: 'SEK', purchaseOrderId: 'PO-1', kid: '7' },
  },
  C9: { documentType: 'it', customerNo: 'C1', documentDate: '2025-02-28' },
} as const;

type No = keyof typeof DOCUMENTS;
const IN_ORDER = Object.keys(DOCUMENTS) as No[];

const accountNos = new Map<string, number>();
const created = new Map<string, Record<string, unknown>>();

beforeAll(async () => {
  for (const [customerNo, fields] of Object.entries(CUSTOMERS)) {
    const { body } = await createCustomer({ customerNo, ...fields });
    accountNos.set(customerNo.toUpperCase(), (body as { accountNo: number }).accountNo);
  }
  for (const documentNo of IN_ORDER.toReversed()) {
    const json = { documentNo, ...DOCUMENTS[documentNo], metadata: { userId: 'TestUser' } };
    const { body } = await createDocument(json);
    created.set(documentNo, body as Record<string, unknown>);
  }
});

const INSTANT = expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/);

const customerOf = (documentNo: No) => {
  const id = DOCUMENTS[documentNo].customerNo.toUpperCase();
  const customerNo = id === 'C2' ? 'c2' : 'C1';
  return { numbers: { clientNo, accountNo: accountNos.get(id), customerNo }, fields: CUSTOMERS[customerNo] };
};

function shown(documentNo: No) {
  const { documentLines: _, ...fields } = { documentLines: undefined, ...DOCUMENTS[documentNo] };
  const { arItemId, documentUuid, documentBundleId } = created.get(documentNo) ?? {};
  return {
    ...{ documentNo, ...fields, arItemId, documentUuid, documentBundleId, createdDateTime: INSTANT },
    ...customerOf(documentNo).numbers,
  };
}

const of = (documents: readonly object[], summary: object = {}) => ({
  summary: {
    pageNo: 1,
    currentPageSize: documents.length,
    pageSizeLimit: 100,
    totalPages: documents.length > 0 ? 1 : 0,
    totalCount: documents.length,
    maximumCount: 10_000,
    ...summary,
  },
  documents,
});

describe('GET /clients/{clientno}/documents', () => {
  it('shows what was sent but the lines, in the order of dates and numbers', async () => {
    const { status, body } = await listDocuments();
    expect([status, body]).toEqual([200, of(IN_ORDER.map(shown))]);
  });

  it.each<[query: string, No[]]>([
    ['documentno=A%231', ['a#1']],
    ['documentno=a', []],
    ['documentno=b2&currency=nok', []],
    ['documenttype=in', ['undated', 'a#1', 'b2']],
    ['documenttype=IT', ['C9']],
    ['customerno=c1', ['undated', 'a#1', 'C9']],
    ['customerno=C2', ['B1', 'b2']],
    ['subcustomerno=c2', ['a#1']],
    ['kid=500221850000200350786', ['a#1']],
    ['salesorderid=b-0564311', ['a#1']],
    ['purchaseorderid=po-1', ['b2']],
    ['currency=sek&userid=TestUser', ['b2']],
    ['documentdatefrom=2025-02-27', ['a#1', 'b2', 'C9']],
    ['documentdateto=2025-02-27', ['B1', 'a#1', 'b2']],
    ['documentdatefrom=2025-02-27&documentdateto=2025-02-27', ['a#1', 'b2']],
    ['documentdatefrom=2025-02-28&documentdateto=2025-02-27', []],
    ['duedatefrom=2025-03-11', ['a#1', 'b2']],
    ['duedateto=2025-03-11', ['B1', 'a#1']],
    ['duedatefrom=2025-03-02&duedateto=2025-03-11&customerno=C1', ['a#1']],
    ['accountno=1', []],
  ])('finds by %s', async (query, expected) => {
    const { status, body } = await listDocuments(`?${query}`);
    expect([status, body]).toEqual([200, of(expected.map(shown))]);
  });

  it('finds by the numbers that ARM has given', async () => {
    const bundle = created.get('b2')?.documentBundleId;
    expect((await listDocuments(`?documentbundleid=${bundle}`)).body).toEqual(of([shown('b2')]));
    const accountNo = accountNos.get('C2');
    for (const [query, expected] of [
      [`accountno=${accountNo}`, ['B1', 'b2']],
      [`accountno=00${accountNo}&documentno=b1`, ['B1']],
      [`accountno=${accountNo}&customerno=C1`, []],
    ] as const)
      expect((await listDocuments(`?${query}`)).body).toEqual(of(expected.map(shown)));
  });

  it('finds nothing by the account number that a customer had before it was deleted', async () => {
    const own = await newClient();
    const json = { customerNo: 'C1', name: 'Ada' };
    const numbers = [];
    for (let n = 0; n < 2; n++) {
      if (n > 0) await own.deleteCustomer('C1');
      numbers.push(((await own.createCustomer(json)).body as { accountNo: number }).accountNo);
    }
    await own.createDocument({ documentNo: '1', customerNo: 'C1', documentType: 'IN' });
    const counts = [];
    for (const accountNo of numbers)
      counts.push(pageIn(await own.listDocuments(`?accountno=${accountNo}`)).documents.length);
    expect(counts).toEqual([0, 1]);
  });

  it('shows beside a document what expand asks for', async () => {
    const { numbers, fields } = customerOf('a#1');
    const { arItemId, documentUuid, voucherNo } = created.get('a#1') ?? {};
    const beside = {
      aritem: {
        arItem: {
          ...{ ...numbers, arItemId, documentNo: 'a#1', documentUuid, createdDateTime: INSTANT },
          ...{ arItemType: 'IN', arItemStatus: 'OPEN', postingDate: '2025-02-27', dueDate: '2025-03-11' },
          ...{ currency: 'NOK', originalAmount: 6500, remainingAmount: 6500, reservedAmount: 0 },
          ...{ kid: documentedDocument.kid, referenceNo: 'X99887', ledgerNote: 'Note', voucherNo },
        },
      },
      customer: { customer: { ...numbers, ...fields } },
      lines: { documentLines: documentedDocument.documentLines },
    };
    for (const [name, members] of Object.entries(beside)) {
      const { body } = await listDocuments(`?documentno=a%231&expand=${name.toUpperCase()}`);
      expect(body).toEqual(of([{ ...shown('a#1'), ...members }]));
    }
    const { body } = await listDocuments('?kid=7&expand=lines,aritem,customer');
    const [document] = pageIn({ body } as Answer).documents;
    expect(Object.keys(document ?? {})).toEqual(expect.arrayContaining(['arItem', 'customer']));
    expect(document).not.toHaveProperty('documentLines');
  });

  it.each([
    ['expand=settlements', 'expand: must be of aritem, customer, lines'],
    ['documentdatefrom=27.02.2025', 'documentdatefrom: must be a date such as 2025-02-27'],
    ['duedateto=2025-02-30', 'duedateto: must be a date such as 2025-02-27'],
    ['duedateto=', 'duedateto: must be a date such as 2025-02-27'],
    ['kid=', 'kid: must not be blank'],
    ['documentbundleid=x', 'documentbundleid: must be a whole number'],
    ['subcustomerno=', 'subcustomerno: must be 1 to 64 characters, none a control character'],
    ['ssn=1', 'ssn: unknown'],
    ['query=AAAAAAAAAAAAAAAAAAAAAA&expand=lines', 'expand: does not go with query'],
  ])('refuses ?%s', async (query, message) => {
    const { status, body } = await listDocuments(`?${query}`);
    expect([status, body]).toEqual([400, amiliFailure('INVALID', message, { clientNo })]);
  });

  it('takes a text for no other one that has the same mark', async () => {
    const own = await newClient();
    await own.createCustomer({ customerNo: '1', name: 'A' });
    for (const documentNo of ['1', '2'])
      await own.createDocument({ documentNo, customerNo: '1', documentType: 'IN', kid: documentNo });
    const refs = ['1', '2'].map((id) => ({ ...own.tenant, kind: 'DOCUMENT', id }));
    const [one, two] = await Promise.all(refs.map(storedDependent));
    await overwrite({ ...two, listed: one?.listed });
    const { documents } = pageIn(await own.listDocuments('?kid=1'));
    expect(documents.map(({ documentNo }) => documentNo)).toEqual(['1']);
  });

  it('has pages, with what was asked for beside the documents on all of them', async () => {
    const own = await newClient();
    await own.createCustomer({ customerNo: '1', name: 'A' });
    const numbers = Array.from({ length: 11 }, (_, n) => `D${n + 10}`);
    const documentLines = [{ lineNo: 1 }];
    for (const documentNo of numbers)
      await own.createDocument({ documentNo, customerNo: '1', documentType: 'IN', documentLines });
    const first = pageIn(await own.listDocuments('?pagesize=5&expand=lines,customer,aritem'));
    const { queryId } = first.summary;
    expect(first.summary).toMatchObject({ currentPageSize: 5, totalPages: 3, totalCount: 11 });
    const rest = [];
    for (const pageNo of [2, 3])
      rest.push(pageIn(await own.listDocuments(`?query=${queryId}&pageno=${pageNo}`)));
    const documents = [first, ...rest].flatMap((page) => page.documents);
    expect(documents.map(({ documentNo }) => documentNo)).toEqual(numbers);
    for (const document of documents)
      expect(document).toMatchObject({
        documentLines,
        customer: { name: 'A' },
        arItem: { clientNo: own.clientNo },
      });
    expect(rest.at(-1)?.summary).toMatchObject({ pageNo: 3, currentPageSize: 1, queryId });

    const none = pageIn(await own.listDocuments('?accountno=1&pagesize=5'));
    expect([none.summary.totalCount, none.documents]).toEqual([0, []]);

    const answer = await own.listCustomers(`?query=${queryId}&pageno=1`);
    const message = 'query: there is no such query, or it is older than an hour';
    expect([answer.status, answer.body]).toEqual([
      404,
      amiliFailure('NOT_FOUND', message, { clientNo: own.clientNo }),
    ]);
  });

  it('counts what is shown beside the documents into the size of a page', async () => {
    const own = await newClient();
    const texts = Array.from({ length: 50 }, () => '€'.repeat(255));
    const lists = ['emailAddressDocument', 'secondaryEmailAddress', 'efakturaBlockIds', 'peppolBlockIds'];
    const large = Object.fromEntries(lists.map((list) => [list, texts]));
    await own.createCustomer({ customerNo: '1', name: 'A', ...large });
    await Promise.all(
      Array.from({ length: 34 }, (_, n) =>
        own.createDocument({ documentNo: `D${n + 10}`, customerNo: '1', documentType: 'IN' }),
      ),
    );
    const { status, body } = await own.listDocuments('?expand=customer');
    const message = 'the page would be larger than an answer can be: a pagesize of 32 fits';
    expect([status, body]).toEqual([400, amiliFailure('INVALID', message, { clientNo: own.clientNo })]);
    expect((await own.listDocuments('?expand=customer&pagesize=32')).status).toBe(200);
    expect(pageIn(await own.listDocuments()).documents).toHaveLength(34);
  });

  it('answers 401 to a caller without credentials, and 403 to another client', async () => {
    const open = await call(`GET /clients/${clientNo}/documents`);
    const unauthorized = amiliFailure('UNAUTHORIZED', 'A valid access token is required', { clientNo });
    expect([open.status, open.body]).toEqual([401, unauthorized]);
    const authorization = await amiliAuthorization([newAmiliClient()]);
    const { status, body } = await listDocuments('', { authorization });
    const message = `The token may not act for client ${clientNo}`;
    expect([status, body]).toEqual([403, amiliFailure('FORBIDDEN', message, { clientNo })]);
  });

  it('is ordered by what is stored with each document', async () => {
    expect((await storedDependent({ ...tenant, kind: 'DOCUMENT', id: 'B2' }))?.listOrder).toBe(
      '2025-02-27\tB2',
    );
  });
});
