import { afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import type { CustomerItem } from '../../../shared/receivables/items.ts';
import { writesMeet } from '../../repeats/writes-meet.ts';
import { enkashAuthorization, newEnkashCompany } from '../../support/credentials.ts';
import { enkashFailure } from '../../support/envelopes.ts';
import { droppedAfter, type Fate, failedAfter, inConflict, timedOutBefore } from '../../support/faults.ts';
import { call } from '../../support/http.ts';
import { loggedBy } from '../../support/log.ts';
import { storedCustomer } from '../../support/store.ts';
import { tenantState } from '../../support/tenant-state.ts';
import { fileOf, sendFile, sendForm } from '../files.ts';

const company = newEnkashCompany();
const partner = newEnkashCompany();
let authorization: string;

beforeAll(async () => {
  authorization = await enkashAuthorization(company, { actsFor: [partner] });
});

afterEach(() => {
  vi.unstubAllEnvs();
  vi.restoreAllMocks();
});

const path = (of = company) => `POST /api/v0/customer/bulk?companyId=${of}`;
const send = (file: Blob) => sendFile(path(), authorization, file);
const state = (of = company) => tenantState('enkash', of);

const CONTACT = ['name', 'legalName', 'mobile'].map((field) => `customerKeyContacts[0].${field}`).join();
const HEADER = `legalName,uniqueRefNo,${CONTACT}`;
const row = (name = 'Ada Ltd', ref = '') => `${name},${ref},Ada,Ada Lovelace,9876543210`;

const UUID = expect.stringMatching(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/);
const ID = expect.stringMatching(/^KC[A-Z0-9]{14}$/);

const contact = {
  deleted: false,
  keyContactPersonId: UUID,
  legalName: 'Ada Lovelace',
  mobile: '9876543210',
  name: 'Ada',
};

interface Report {
  readonly successRequests: readonly { readonly row: number; readonly customerId: string }[];
  readonly failureRequests: readonly { readonly row: number; readonly message: string }[];
}

const reportOf = ({ body }: { body: unknown }) => (body as { payload: Report }).payload;

describe('POST /api/v0/customer/bulk', () => {
  it('creates the customers of the good rows, and tells what is wrong with the others', async () => {
    const others = [
      'accountNumber,address,contactNumber,customerCompanyId,externalSource,ifsc,panOrGstin,pinCode,state',
      'customerKeyContacts[0].email,customerKeyContacts[0].deleted,customerKeyContacts[0].mail_enabled',
      'customerReminders[2].dueDateDifference,customerReminders[2].reminderType,customerReminders[2].reminderTime',
    ];
    const file = fileOf(
      [HEADER, ...others].join(),
      `${row('Ada Ltd', 'REF-1')},ACC123456789,"1 MG Road, Bengaluru",9876543210,C-7,true,HDFC0001234,29ABC,560001,Karnataka,ada@example.com,TRUE,false,-3,ONCE,09:30`,
      `${row('', 'REF-2')}${','.repeat(15)}`,
      '',
      `Bob Ltd,REF-4,,,${','.repeat(15)}`,
      `${row('Eve Ltd', 'REF-5')},short${','.repeat(14)}`,
    );

    const answer = await send(file);

    const report = reportOf(answer);
    expect(answer.status).toBe(200);
    expect(answer.body).toEqual({
      payload: {
        total_count: 4,
        success_count: 2,
        failure_count: 2,
        successRequests: [
          { row: 2, uniqueRefNo: 'REF-1', customerId: ID },
          { row: 5, uniqueRefNo: 'REF-4', customerId: ID },
        ],
        failureRequests: [
          {
            row: 3,
            uniqueRefNo: 'REF-2',
            errorType: 'VALIDATION_ERROR',
            message: 'legalName: is required',
            apiSubErrors: [{ field: 'legalName', message: 'is required' }],
          },
          {
            row: 6,
            uniqueRefNo: 'REF-5',
            errorType: 'VALIDATION_ERROR',
            message: expect.stringMatching(/^accountNumber: /),
            apiSubErrors: [{ field: 'accountNumber', rejectedValue: 'short', message: expect.any(String) }],
          },
        ],
      },
      response_code: 0,
      response_message: '2 of 4 customer(s) created',
    });
    const [first, second] = report.successRequests.map(({ customerId }) => customerId) as [string, string];
    const stored = await storedCustomer({ vendor: 'enkash', tenant: company, id: first });
    expect(stored).toMatchObject({
      linkCount: 0,
      version: 1,
      reference: { customerId: first, companyId: company },
      listed: { name: 'ada ltd' },
      creation: { operation: 'enkash/customers/create-customers' },
    });
    expect(stored?.profile).toEqual({
      accountNumber: 'ACC123456789',
      address: '1 MG Road, Bengaluru',
      contactNumber: '9876543210',
      customerCompanyId: 'C-7',
      customerKeyContacts: [{ ...contact, deleted: true, email: 'ada@example.com', mail_enabled: false }],
      customerReminders: [
        { customerReminderId: UUID, dueDateDifference: -3, reminderTime: '09:30', reminderType: 'ONCE' },
      ],
      externalSource: true,
      ifsc: 'HDFC0001234',
      legalName: 'Ada Ltd',
      panOrGstin: '29ABC',
      pinCode: '560001',
      state: 'Karnataka',
      uniqueRefNo: 'REF-1',
    });
    expect((await storedCustomer({ vendor: 'enkash', tenant: company, id: second }))?.profile).toEqual({
      customerKeyContacts: [],
      legalName: 'Bob Ltd',
      uniqueRefNo: 'REF-4',
    });
    expect((await state()).size).toBe(2);
  });

  it('makes customers as createCustomer does, for another company too', async () => {
    const json = {
      companyId: partner,
      legalName: 'Ada Ltd',
      customerKeyContacts: [{ deleted: false, name: 'Ada', legalName: 'Ada Lovelace', mobile: '9876543210' }],
    };
    await call('POST /api/v0/customer', { authorization, json });
    await sendFile(path(partner), authorization, fileOf(HEADER, row()));

    const [one, other] = [...(await state(partner)).values()].map((item) => {
      const { profile, linkCount, version, listed, sk } = item as CustomerItem;
      const people = (profile as { customerKeyContacts: object[] }).customerKeyContacts;
      const contacts = people.map((each) => ({ ...each, keyContactPersonId: '' }));
      return { linkCount, version, listed, sk, profile: { ...profile, customerKeyContacts: contacts } };
    });
    expect(one?.profile).toMatchObject({ legalName: 'Ada Ltd' });
    expect(one).toEqual(other);
  });

  it('takes 500 rows in few writes', async () => {
    const rows = Array.from({ length: 500 }, (_, n) => row(`Customer ${n}`));
    const of = newEnkashCompany();
    const token = await enkashAuthorization(of);
    const { sent } = writesMeet();

    const { body } = await sendFile(path(of), token, fileOf(HEADER, ...rows));

    expect(body).toMatchObject({ payload: { total_count: 500, success_count: 500, failure_count: 0 } });
    expect(sent).toHaveLength(5);
    expect((await state(of)).size).toBe(500);
  });

  it('makes customers twice where a file is sent twice', async () => {
    const [of, file] = [newEnkashCompany(), fileOf(HEADER, row(), row())];
    const token = await enkashAuthorization(of);

    for (const _ of [1, 2]) await sendFile(path(of), token, file);

    expect((await state(of)).size).toBe(4);
  });

  it('logs how many rows ended how, and none of their contents', async () => {
    const { lines } = await loggedBy(() => send(fileOf(HEADER, row(), row(''))), 'info');

    expect(lines.at(-1)).toMatchObject({ tenant: company, outcomes: { created: 1, invalid: 1 } });
    expect(JSON.stringify(lines)).not.toContain('Lovelace');
  });
});

describe('POST /api/v0/customer/bulk refuses', () => {
  it.each([
    ['no company', 'POST /api/v0/customer/bulk', 'companyId', 'is required'],
    ['a company that is none', `${path()}1`, 'companyId', expect.stringMatching(/^Invalid string/)],
  ])('%s', async (_, target, field, message) => {
    const { status, body } = await sendFile(target, authorization, fileOf(HEADER, row()));

    expect(status).toBe(400);
    expect(body).toMatchObject({
      errorResponse: { errorType: 'VALIDATION_ERROR', apiSubErrors: [{ field, message }] },
    });
  });

  it('a company that the token does not name', async () => {
    const other = newEnkashCompany();
    const { status, body } = await sendFile(path(other), authorization, fileOf(HEADER, row()));

    const message = `the token may not act for company ${other}`;
    expect([status, body]).toEqual([403, enkashFailure(403, 'INVALID_ACCESS', message)]);
    expect((await state(other)).size).toBe(0);
  });

  const file = fileOf(HEADER, row());

  it.each([
    ['no part', [], 'the form must have a file in its part "file"'],
    ['a text in its place', [['file', 'legalName']], 'the form must have a file in its part "file"'],
    ['an empty file', [['file', fileOf()]], 'the file is empty'],
    [
      'two files',
      [
        ['file', file],
        ['file', file],
      ],
      'the form must have one file: it has more',
    ],
    [
      'another file',
      [
        ['file', file],
        ['other', file],
      ],
      'the form must have one part, the file: it has others',
    ],
    [
      'another part',
      [
        ['file', file],
        ['x', 'y'],
      ],
      'the form must have one part, the file: it has others',
    ],
    ['a file of Excel', [['file', fileOf('PK\u0003\u0004…')]], 'the file must be CSV: this one is of Excel'],
    ['a file without rows', [['file', fileOf(HEADER)]], 'the file has no rows below its header'],
    [
      'a file that is too large',
      [['file', fileOf(HEADER, row('x'.repeat(1024 * 1024)))]],
      expect.stringMatching(/^the file has 1048\d{3} bytes; at most 1048576 are taken$/),
    ],
  ] as [string, [string, Blob | string][], string][])(
    '%s, and creates nothing',
    async (_, parts, message) => {
      const before = await state();

      const { status, body } = await sendForm(path(), authorization, parts);

      expect([status, body]).toEqual([400, enkashFailure(400, 'CLIENT_REQUEST_ERROR', message)]);
      expect(await state()).toEqual(before);
    },
  );

  it.each([
    ['JSON', 'application/json', '{}', 'the body must be multipart/form-data'],
    [
      'a form without an end',
      'multipart/form-data; boundary=x',
      '--x\r\n',
      'the body is not valid multipart/form-data',
    ],
    [
      'a body that no file fits into',
      'multipart/form-data; boundary=x',
      'x'.repeat(1_150_977),
      'the body has 1150977 bytes; at most 1150976 are taken',
    ],
  ])('%s', async (_, type, raw, message) => {
    const { status, body } = await call(path(), { authorization, raw, headers: { 'content-type': type } });

    expect([status, body]).toEqual([400, enkashFailure(400, 'CLIENT_REQUEST_ERROR', message)]);
  });

  it('a file whose columns are wrong, and creates nothing', async () => {
    const before = await state();

    const { status, body } = await send(fileOf('legalName,customerId,legalName', 'Ada,KC1,Bob'));

    const missing = CONTACT.split(',').map((field) => ({ field, message: 'is required' }));
    const issues = [
      { field: 'customerId', message: 'there is no such column' },
      { field: 'legalName', message: 'the column is there twice' },
      ...missing,
    ];
    const words = issues.map(({ field, message }) => `${field}: ${message}`).join('; ');
    expect([status, body]).toEqual([400, enkashFailure(400, 'VALIDATION_ERROR', words, issues)]);
    expect(await state()).toEqual(before);
  });
});

describe('a file of customers, while the table does not answer', () => {
  const rows = Array.from({ length: 150 }, (_, n) => row(`Customer ${n}`));

  it.each([
    ['an answer is lost', droppedAfter],
    ['a write fails after it landed', failedAfter],
  ])('is created once where %s', async (_, fate) => {
    const of = newEnkashCompany();
    const token = await enkashAuthorization(of);
    const { sent } = writesMeet(fate);

    const { body } = await sendFile(path(of), token, fileOf(HEADER, ...rows));

    expect(body).toMatchObject({ payload: { success_count: 150, failure_count: 0 } });
    expect(sent).toHaveLength(3);
    expect((await state(of)).size).toBe(150);
  });

  /** The time is over after the first writes. */
  function soonOver() {
    const now = performance.now.bind(performance);
    let late = 0;
    vi.spyOn(performance, 'now').mockImplementation(() => now() + late);
    return (fate: Fate): Fate =>
      (attempt) => {
        late = 20_000;
        return fate(attempt);
      };
  }

  it('tells what nobody knows from what was not touched', async () => {
    const of = newEnkashCompany();
    const token = await enkashAuthorization(of);
    const over = soonOver();
    writesMeet(over(timedOutBefore(1)), over(inConflict));
    vi.spyOn(process.stdout, 'write').mockReturnValue(true);

    const { status, body } = await sendFile(path(of), token, fileOf(HEADER, ...rows));

    const { failureRequests } = reportOf({ body });
    expect(status).toBe(200);
    expect(failureRequests).toHaveLength(150);
    expect([failureRequests[0], failureRequests[149]]).toEqual([
      {
        row: 2,
        errorType: 'SYSTEM_ERROR',
        message: 'it is not known whether the customer was created: look for it before you send it again',
      },
      {
        row: 151,
        errorType: 'SYSTEM_ERROR',
        message: 'the customer was not created: there was no time left for it',
      },
    ]);
    expect((await state(of)).size).toBe(0);
  });

  it('answers 500 where surely nothing was created', async () => {
    const over = soonOver();
    writesMeet(over(inConflict));
    vi.spyOn(process.stdout, 'write').mockReturnValue(true);

    const { status, body } = await send(fileOf(HEADER, row()));

    const message = 'nothing was changed, because other requests were changing the same: try again';
    expect([status, body]).toEqual([500, enkashFailure(500, 'SYSTEM_ERROR', message)]);
  });
});
