import { describe, expect, it } from 'vitest';
import { newClient } from '../client.ts';
import { onePage, refusesQueries, refusesStrangers } from '../reads.ts';

const { clientNo, listCodes } = await newClient();

interface Page {
  readonly summary: Readonly<Record<string, unknown>>;
  readonly codes: readonly { readonly codeType: string; readonly code: string; readonly text: string }[];
}

describe('GET /clients/{clientno}/codes', () => {
  it('lists the codes of a type', async () => {
    const { status, body } = await listCodes('?codetype=LINETYPE&userid=TestUser');
    const codes = [
      { codeType: 'lineType', code: 'PLH', text: 'Line with an amount' },
      { codeType: 'lineType', code: 'TXT', text: 'Line of text' },
    ];
    expect([status, body]).toEqual([200, { summary: onePage(2), codes }]);
    expect((await listCodes('?codetype=shoeSize')).body).toEqual({ summary: onePage(0), codes: [] });
  });

  it("lists all of them, and says of the vendor's own no more than that they were seen", async () => {
    const { codes } = (await listCodes()).body as Page;
    const known = new Map(codes.map(({ codeType, code, text }) => [`${codeType} ${code}`, text]));
    expect(known.size).toBe(codes.length);
    expect([...new Set(codes.map(({ codeType }) => codeType))]).toEqual([
      ...['documentType', 'lineType', 'customerCategory', 'distributionType', 'einvoiceCode'],
      ...['registrationStatusCode', 'activeStatusWeb', 'priceNetOrGross', 'postalReturnStatus'],
      ...['organizationNoScheme', 'arItemType', 'arItemStatus', 'autoPostingMethod', 'actionType'],
      ...['reportType', 'fileType'],
    ]);
    expect(known.get('distributionType H')).toBe("seen in the vendor's examples");
    expect(known.get('einvoiceCode 0')).toBe("seen in the vendor's examples");
    expect(known.get('arItemType WO')).toBe('Write-off');
  });

  it('has pages', async () => {
    const all = ((await listCodes()).body as Page).codes;
    const first = (await listCodes('?pagesize=10')).body as Page;
    expect(first.summary).toMatchObject({ totalCount: all.length, totalPages: Math.ceil(all.length / 10) });
    const pages = [];
    for (let page = 1; page <= Number(first.summary.totalPages); page++)
      pages.push((await listCodes(`?query=${first.summary.queryId}&pageno=${page}`)).body as Page);
    expect(pages.flatMap(({ codes }) => codes)).toEqual(all);
  });

  refusesQueries(clientNo, listCodes, [
    ['codetype=', 'codetype: must not be blank'],
    ['code=IN', 'code: unknown'],
  ]);
  refusesStrangers(clientNo, 'codes');
});
