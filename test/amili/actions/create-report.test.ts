import { beforeAll, describe, expect, it } from 'vitest';
import { customersReport } from '../../../functions/amili/actions/customers-report.ts';
import { filters as customerFilters } from '../../../functions/amili/customers/customer-filters.ts';
import { answered as customer } from '../../../functions/amili/customers/customer-response.ts';
import { amiliAuthorization, newAmiliClient } from '../../support/credentials.ts';
import { amiliFailure } from '../../support/envelopes.ts';
import { type Answer, call } from '../../support/http.ts';
import { tenantState } from '../../support/tenant-state.ts';
import { newClient } from '../client.ts';
import { documentedCustomer } from '../examples.ts';
import { fileOf, rowsOf } from './report-rows.ts';

const client = await newClient();
const { clientNo, tenant, createCustomer, createReport } = client;

const UUID = expect.stringMatching(/^[0-9a-f-]{36}$/);

const namesIn = async (answer: Answer) => (await rowsOf(answer, client)).map(({ customerNo }) => customerNo);

const accountNos = new Map<string, number>();

beforeAll(async () => {
  for (const [customerNo, fields] of Object.entries({
    b2: { name: '=cmd|"calc"!A1', phoneNo: '+47 22 33 44 55', emailAddressDocument: ['a@b.no', 'c;d@e.no'] },
    A1: documentedCustomer,
    gone: { name: 'Gone' },
  })) {
    const { body } = await createCustomer({ customerNo, ...fields });
    accountNos.set(customerNo, (body as { accountNo: number }).accountNo);
  }
  await client.deleteCustomer('gone');
});

const LONG_FIELDS = [
  ...['customerCategory', 'phoneNo', 'secondaryPhoneNo', 'organizationNo', 'organizationNoScheme', 'ssn'],
  ...['ssnCountry', 'informalName', 'customerGroupCode', 'priceNetOrGross', 'language', 'currency'],
  ...['sellerReference', 'buyerReference', 'bankAccountNo', 'activeStatusWeb', 'customerMessage'],
  ...['registrationStatusCode'],
];

describe('POST /clients/{clientno}/actions/reports', () => {
  it('makes a file of what the list of customers shows, in its order', async () => {
    const answer = await createReport({
      ...{ reportType: 'customers', fileFormat: 'csv', parameters: null },
      metadata: { userId: 'TestUser' },
    });

    expect(answer.status).toBe(200);
    const fileName = expect.stringMatching(/^customers-\d{4}-\d\d-\d\d\.csv$/);
    expect(answer.body).toEqual({
      ...{ status: 'PROCESSED', result: 'CREATED', message: 'Report created', clientNo },
      ...{ actionUuid: UUID, fileUuid: UUID, fileName, rowCount: 2 },
    });
    const { content, ...file } = await fileOf(answer, client);
    expect(file).toEqual({
      fileUuid: (answer.body as { fileUuid: string }).fileUuid,
      fileName,
      fileType: 'REPORT',
      contentType: 'text/csv; charset=utf-8',
      size: Buffer.byteLength(content, 'base64'),
      createdDateTime: expect.any(String),
      userId: 'TestUser',
    });
    const { postalAddress, distribution, emailAddressDocument, ...fields } = documentedCustomer;
    const { secondaryEmailAddress, efakturaBlockIds, peppolBlockIds, digipostBlockIds, ...scalars } = fields;
    const lists = {
      ...{ emailAddressDocument, secondaryEmailAddress, efakturaBlockIds, peppolBlockIds, digipostBlockIds },
    };
    const texts = (group: object, before = '') =>
      Object.fromEntries(
        Object.entries(group)
          .map(([name, value]) => [
            `${before}${name}`,
            Array.isArray(value) ? value.join(', ') : String(value),
          ])
          .filter(([, text]) => text),
      );
    expect(await rowsOf(answer, client)).toEqual([
      {
        ...texts({ clientNo, accountNo: accountNos.get('A1'), customerNo: 'A1', ...scalars, ...lists }),
        ...texts(postalAddress, 'postalAddress.'),
        ...texts(distribution, 'distribution.'),
      },
      {
        ...texts({ clientNo, accountNo: accountNos.get('b2'), customerNo: 'b2' }),
        name: `'=cmd|"calc"!A1`,
        phoneNo: '+47 22 33 44 55',
        emailAddressDocument: 'a@b.no, c;d@e.no',
      },
    ]);
  });

  it('has the columns of the list’s fields', () => {
    const { postalAddress, distribution, ...fields } = customer().shape;
    const members = (name: string, group: typeof postalAddress | typeof distribution) =>
      Object.keys(group.def.innerType.shape).map((member) => `${name}.${member}`);
    expect(customersReport.columns).toEqual([
      ...Object.keys(fields),
      ...members('postalAddress', postalAddress),
      ...members('distribution', distribution),
    ]);
  });

  it.each([
    [{ customerNo: 'a1' }, ['A1']],
    [{ name: 'owe' }, ['A1']],
    [{ name: '=CMD', phoneNo: null }, ['b2']],
    [{ organizationNo: '984842252', emailAddress: 'nobody@example.com' }, []],
    [{ changedFrom: '2999-01-01T00:00:00Z' }, []],
    [{ changedTo: '2999-01-01T00:00:00Z' }, ['A1', 'b2']],
    [{ organizationNo: 984842252 }, ['A1']],
  ])('finds by the parameters %j', async (parameters, expected) => {
    const answer = await createReport({ reportType: 'CUSTOMERS', parameters });
    expect([answer.status, await namesIn(answer)]).toEqual([200, expected]);
    expect(answer.body).toMatchObject({ rowCount: expected.length });
  });

  it('takes each filter of the list as a parameter, and those alone', async () => {
    const paging = ['maximumcount', 'pagesize', 'query', 'pageno', 'userid'];
    for (const name of Object.keys(customerFilters().shape).filter((each) => !paging.includes(each))) {
      const answer = await createReport({ reportType: 'CUSTOMERS', parameters: { [name]: 'x' } });
      // In lower case it is no name of a field, unless it is of one word.
      const isOneWord = ['name', 'ssn', 'language', 'currency'].includes(name);
      expect([name, answer.status]).toEqual([name, isOneWord ? 200 : 400]);
    }
    const parameters = { accountNo: accountNos.get('b2') as number, customerCategory: null };
    expect(await namesIn(await createReport({ reportType: 'CUSTOMERS', parameters }))).toEqual(['b2']);
  });

  it.each<[unknown, string]>([
    [{}, 'reportType: is required'],
    [{ reportType: 'INVOICES' }, 'reportType: Invalid'],
    [{ reportType: 'CUSTOMERS', fileFormat: 'PDF' }, 'fileFormat: Invalid input: expected "CSV"'],
    [{ reportType: 'CUSTOMERS', parameters: { pageSize: 5 } }, 'parameters.pageSize: unknown'],
    [{ reportType: 'CUSTOMERS', parameters: { query: 'x' } }, 'parameters.query: unknown'],
    [{ reportType: 'CUSTOMERS', parameters: { name: '' } }, 'parameters.name: must not be blank'],
    [
      { reportType: 'CUSTOMERS', parameters: { accountNo: 'x' } },
      'parameters.accountNo: must be a whole number',
    ],
    [
      { reportType: 'CUSTOMERS', parameters: { changedFrom: '2025-02-27' } },
      'parameters.changedFrom: must be a time such as 2025-02-27T10:15:30Z',
    ],
  ])('answers 400 to %j, and stores nothing', async (json, message) => {
    const before = await tenantState('amili', tenant.tenant);
    const answer = await createReport(json);
    expect(answer.status).toBe(400);
    expect(answer.body).toEqual(
      amiliFailure('INVALID', expect.stringContaining(message) as never, { clientNo }),
    );
    expect(await tenantState('amili', tenant.tenant)).toEqual(before);
  });

  it('answers 422 where the report would be too large, and stores nothing', async () => {
    const other = await newClient();
    // Some 20 KB a line.
    const text = 'a'.repeat(1_000);
    const fields = Object.fromEntries(LONG_FIELDS.map((name) => [name, text]));
    await Promise.all(
      Array.from({ length: 60 }, (_, number) =>
        other.createCustomer({ customerNo: String(number), name: 'Ada', ...fields }),
      ),
    );
    const answer = await other.createReport({ reportType: 'CUSTOMERS' });
    expect(answer.status).toBe(422);
    const message = 'The report would have more than 10000 rows or 1048576 bytes: narrow the parameters';
    expect(answer.body).toEqual(amiliFailure('REPORT_TOO_LARGE', message, { clientNo: other.clientNo }));
    expect((await other.listFiles()).body).toMatchObject({ files: [] });
    const one = await other.createReport({ reportType: 'CUSTOMERS', parameters: { customerNo: '7' } });
    expect(await rowsOf(one, other)).toMatchObject([{ customerNo: '7', ...fields }]);
  });

  it('shows nothing of another client', async () => {
    const other = await newClient();
    const answer = await other.createReport({ reportType: 'CUSTOMERS' });
    expect(await rowsOf(answer, other)).toEqual([]);
  });

  it('answers 401 to a caller without credentials', async () => {
    const json = { reportType: 'CUSTOMERS' };
    const answer = await call(`POST /clients/${clientNo}/actions/reports`, { json });
    expect(answer.status).toBe(401);
    expect(answer.body).toEqual(
      amiliFailure('UNAUTHORIZED', 'A valid access token is required', { clientNo }),
    );
  });

  it('answers 403 to another tenant', async () => {
    const answer = await call(`POST /clients/${clientNo}/actions/reports`, {
      authorization: await amiliAuthorization([newAmiliClient()]),
      json: { reportType: 'CUSTOMERS' },
    });
    expect(answer.status).toBe(403);
    expect(answer.body).toEqual(
      amiliFailure('FORBIDDEN', `The token may not act for client ${clientNo}`, { clientNo }),
    );
  });
});
