import { beforeAll, describe, expect, it } from 'vitest';
import type { Answer } from '../../support/http.ts';
import { overwrite } from '../../support/scenes.ts';
import { newClient } from '../client.ts';
import { onePage, refusesQueries, refusesStrangers } from '../reads.ts';
import { storedGlItem } from './stored-gl-item.ts';

const client = await newClient();
const { clientNo, createCustomer, createDocument, listGlItems } = client;

interface Page {
  readonly summary: Readonly<Record<string, unknown>>;
  readonly glItems: readonly Readonly<Record<string, unknown>>[];
}

const pageIn = ({ body }: Answer) => body as Page;

/** In the order of posting dates. */
const DOCUMENTS = {
  old: { customerNo: 'C1', documentDate: '2024-12-31', documentType: 'IN', currencyAmounts: { inclVat: 10 } },
  CRED: {
    ...{ customerNo: 'c2', documentDate: '2025-01-31', documentType: 'CN', currency: 'sek' },
    currencyAmounts: { inclVat: 125, vat: 25 },
  },
  inv: {
    ...{ customerNo: 'c1', documentDate: '2025-02-27', documentType: 'IN', metadata: { userId: 'TestUser' } },
    currencyAmounts: { exclVat: 1, vat: 0.2, inclVat: 1.2 },
  },
  nothing: { customerNo: 'c1', documentDate: '2025-02-28', documentType: 'IN' },
} as const;

type No = keyof typeof DOCUMENTS;

const accountNos = new Map<string, number>();
const created = new Map<string, { readonly arItemId: number; readonly voucherNo: number }>();

beforeAll(async () => {
  for (const customerNo of ['C1', 'c2']) {
    const { body } = await createCustomer({ customerNo, name: 'Ada' });
    accountNos.set(customerNo.toUpperCase(), (body as { accountNo: number }).accountNo);
  }
  for (const [documentNo, fields] of Object.entries(DOCUMENTS).toReversed()) {
    const { body } = await createDocument({ documentNo, ...fields });
    created.set(documentNo, body as { arItemId: number; voucherNo: number });
  }
});

const INSTANT = expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/);

const LINES: Readonly<Record<No, readonly (readonly [glAccountNo: string, amount: number])[]>> = {
  old: [
    ['1500', 10],
    ['3000', -10],
  ],
  CRED: [
    ['1500', -125],
    ['3000', 100],
    ['2700', 25],
  ],
  inv: [
    ['1500', 1.2],
    ['3000', -1],
    ['2700', -0.2],
  ],
  nothing: [],
};

/** The lines of these documents' vouchers, or those of one account. */
const shown = (documentNos: readonly No[], account?: string) =>
  documentNos.flatMap((documentNo) => {
    const { documentDate, documentType, ...document } = DOCUMENTS[documentNo];
    const { arItemId, voucherNo } = created.get(documentNo)!;
    const customer = document.customerNo.toUpperCase();
    return LINES[documentNo].flatMap(([glAccountNo, amount], index) =>
      account !== undefined && account !== glAccountNo
        ? []
        : [
            {
              ...{ glItemId: voucherNo * 100 + index + 1, clientNo, voucherNo, lineNo: index + 1 },
              ...{ glYear: Number(documentDate.slice(0, 4)), glPeriod: Number(documentDate.slice(5, 7)) },
              ...{ postingDate: documentDate, glAccountNo, amount, arItemId, documentNo },
              currency: 'currency' in document ? document.currency : 'NOK',
              accountNo: accountNos.get(customer),
              customerNo: customer === 'C1' ? 'C1' : 'c2',
              ...{ event: 'document', text: `${documentType} ${documentNo}`, createdDateTime: INSTANT },
              ...('metadata' in document && { userId: 'TestUser' }),
            },
          ],
    );
  });

const of = (glItems: readonly object[]) => ({ summary: onePage(glItems.length), glItems });

describe('GET /clients/{clientno}/glitems', () => {
  it('lists the lines of vouchers in the order of posting dates and ids', async () => {
    const { status, body } = await listGlItems('?userid=TestUser');
    expect([status, body]).toEqual([200, of(shown(['old', 'CRED', 'inv']))]);
  });

  it.each<[query: string, documents: No[], account?: string]>([
    ['glyear=2025', ['CRED', 'inv']],
    ['glyear=2024&glperiod=12', ['old']],
    ['glyear=2023', []],
    ['glperiod=2', ['inv']],
    ['glperiod=2&glaccountno=02700', ['inv'], '2700'],
    ['glaccountno=1500', ['old', 'CRED', 'inv'], '1500'],
    ['event=Document', ['old', 'CRED', 'inv']],
    ['event=payment', []],
    ['postingdatefrom=2025-01-31', ['CRED', 'inv']],
    ['postingdateto=2025-01-31', ['old', 'CRED']],
    ['postingdatefrom=2025-01-01&postingdateto=2025-01-31', ['CRED']],
    ['postingdatefrom=2024-12-31&glyear=2025', ['CRED', 'inv']],
    ['postingdateto=2025-01-31&glyear=2025', ['CRED']],
    ['postingdateto=2024-12-31&glyear=2025', []],
    ['customerno=C2', ['CRED']],
    ['documentno=cred', ['CRED']],
    ['documentno=nothing', []],
    ['accountno=1', []],
  ])('finds by %s', async (query, documents, account) => {
    const { status, body } = await listGlItems(`?${query}`);
    expect([status, body]).toEqual([200, of(shown(documents, account))]);
  });

  it('finds by the numbers that ARM has given', async () => {
    const { arItemId, voucherNo } = created.get('CRED')!;
    const accountNo = accountNos.get('C2');
    for (const query of [`aritemid=${arItemId}`, `voucherno=0${voucherNo}`, `accountno=${accountNo}`])
      expect((await listGlItems(`?${query}`)).body).toEqual(of(shown(['CRED'])));
    expect((await listGlItems(`?accountno=${accountNo}&customerno=C1`)).body).toEqual(of([]));
  });

  it('takes a text for no other one that has the same mark', async () => {
    const own = await newClient();
    await own.createCustomer({ customerNo: '1', name: 'A' });
    const ids = [];
    for (const documentNo of ['1', '2']) {
      const json = { documentNo, customerNo: '1', documentType: 'IN', currencyAmounts: { inclVat: 1 } };
      ids.push(((await own.createDocument(json)).body as { voucherNo: number }).voucherNo * 100 + 1);
    }
    const [one, two] = await Promise.all(ids.map((id) => storedGlItem(own.tenant, id)));
    await overwrite({ ...two!, listed: one!.listed });
    const { glItems } = pageIn(await own.listGlItems('?documentno=1&glaccountno=1500'));
    expect(glItems.map(({ documentNo }) => documentNo)).toEqual(['1']);
  });

  it('has pages', async () => {
    const first = pageIn(await listGlItems('?pagesize=5&glyear=2025'));
    const { queryId } = first.summary;
    expect(first.summary).toMatchObject({ currentPageSize: 5, totalPages: 2, totalCount: 6 });
    const second = pageIn(await listGlItems(`?query=${queryId}&pageno=2`));
    expect([...first.glItems, ...second.glItems]).toEqual(shown(['CRED', 'inv']));
  });

  refusesQueries(clientNo, listGlItems, [
    ['glyear=0', 'glyear: must be at least 1'],
    ['glyear=MMXXV', 'glyear: must be a whole number'],
    ['glperiod=13', 'glperiod: must be at most 12'],
    ['glaccountno=A', 'glaccountno: must be a whole number'],
    ['postingdatefrom=2025-02-30', 'postingdatefrom: must be a date such as 2025-02-27'],
    ['event=', 'event: must not be blank'],
    ['amount=1', 'amount: unknown'],
  ]);
  refusesStrangers(clientNo, 'glitems');
});
