import { afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import * as identifiers from '../../../functions/enkash/dialect/identifiers.ts';
import { enkashAuthorization, newEnkashCompany } from '../../support/credentials.ts';
import { enkashFailure } from '../../support/envelopes.ts';
import { call } from '../../support/http.ts';
import { loggedBy } from '../../support/log.ts';
import { storeCustomer, storedCustomer } from '../../support/store.ts';
import { tenantState } from '../../support/tenant-state.ts';

vi.mock('../../../functions/enkash/dialect/identifiers.ts', { spy: true });

const company = newEnkashCompany();
const partner = newEnkashCompany();
let authorization: string;

beforeAll(async () => {
  authorization = await enkashAuthorization(company, { actsFor: [partner] });
});

afterEach(() => {
  vi.restoreAllMocks();
  vi.mocked(identifiers.newCustomerId).mockReset();
});

const createCustomer = (json: unknown) => call('POST /api/v0/customer', { authorization, json });

const contact = { deleted: false, legalName: 'Ada Lovelace', mobile: '9876543210', name: 'Ada' };
const least = { legalName: 'Ada Ltd', customerKeyContacts: [contact] };

const everyField = {
  accountNumber: 'ACC123456789',
  address: '1 MG Road, Bengaluru',
  contactNumber: '+91 9876543210',
  customerCompanyId: 'CUST-7',
  customerKeyContacts: [
    {
      deleted: false,
      email: 'ada@example.com',
      keyContactPersonId: 'KCP-1',
      legalName: 'Ada Lovelace',
      mail_enabled: true,
      mobile: '0091-9876543210',
      name: 'Ada',
      sms_enabled: false,
      via: 'PORTAL',
      whatsapp_enabled: true,
    },
    { deleted: true, legalName: 'Bob', mobile: '', name: 'Bob' },
  ],
  customerReminders: [
    {
      customerReminderId: 'CR-1',
      dueDateDifference: -3,
      reminderInterval: 7,
      reminderTime: '09:30',
      reminderType: 'RECURRING',
      stage: 'BEFORE_DUE',
    },
    {},
  ],
  externalSource: true,
  ifsc: 'HDFC0001234',
  legalName: 'Ada Ltd',
  panOrGstin: '29ABCDE1234F1Z5',
  pinCode: '560001',
  state: 'Karnataka',
  uniqueRefNo: 'REF-1',
};

const UUID = expect.stringMatching(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/);
const ID = expect.stringMatching(/^KC[A-Z0-9]{14}$/);
const INSTANT = expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/);

interface Created {
  readonly payload: { readonly customerId: string; readonly companyId: string };
}

describe('POST /api/v0/customer', () => {
  it('stores every field and gives it back, with ids where there were none', async () => {
    const answer = await createCustomer(everyField);

    const [first, second] = everyField.customerKeyContacts;
    const [reminder] = everyField.customerReminders;
    const profile = {
      ...everyField,
      customerKeyContacts: [first, { ...second, keyContactPersonId: UUID }],
      customerReminders: [reminder, { customerReminderId: UUID }],
    };
    expect(answer.status).toBe(200);
    expect(answer.body).toEqual({
      payload: {
        customerId: ID,
        companyId: company,
        customerStatus: 'ACTIVE',
        createdOn: INSTANT,
        modifiedOn: INSTANT,
        ...profile,
      },
      response_code: 0,
      response_message: 'Customer created',
    });
    const { customerId } = (answer.body as Created).payload;
    const stamp = {
      at: expect.any(String),
      by: 'ada@example.com',
      requestId: expect.any(String),
      operation: 'enkash/customers/create-customer',
    };
    expect(await storedCustomer({ vendor: 'enkash', tenant: company, id: customerId })).toEqual({
      pk: `enkash#${company}#${customerId}`,
      sk: 'CUSTOMER',
      linkCount: 0,
      profile,
      reference: { customerId, companyId: company },
      listed: expect.any(Object),
      listKey: expect.stringContaining(`enkash#${company}#CUSTOMER#ACTIVE#`),
      listOrder: expect.stringMatching(`^20.*Z\t${customerId}$`),
      creation: stamp,
      update: stamp,
      version: 1,
    });
  });

  it('ignores unknown fields, those that name its own among them', async () => {
    const unknown = { customerId: 'KC00000000000000', customerStatus: 'INACTIVE', linkCount: 7, pk: 'x' };

    const answer = await createCustomer({
      ...least,
      ...unknown,
      customerKeyContacts: [{ ...contact, x: 1 }],
    });

    expect(answer.body).toEqual({
      payload: {
        customerId: ID,
        companyId: company,
        customerStatus: 'ACTIVE',
        createdOn: INSTANT,
        modifiedOn: INSTANT,
        legalName: 'Ada Ltd',
        customerKeyContacts: [{ ...contact, keyContactPersonId: UUID }],
      },
      response_code: 0,
      response_message: 'Customer created',
    });
    const { customerId } = (answer.body as Created).payload;
    expect(customerId).not.toBe(unknown.customerId);
    const stored = await storedCustomer({ vendor: 'enkash', tenant: company, id: customerId });
    expect(stored?.profile).toEqual({
      legalName: 'Ada Ltd',
      customerKeyContacts: [{ ...contact, keyContactPersonId: UUID }],
    });
  });

  it('takes the empty strings that the patterns allow, no key contact, and text that only looks dangerous', async () => {
    const text = '\u0000 <b>"#" {{x}} \u{1F600}';
    const fields = { accountNumber: '', contactNumber: '', ifsc: '', address: text, state: '' };

    const answer = await createCustomer({ legalName: '', customerKeyContacts: [], ...fields });

    expect(answer.status).toBe(200);
    const { customerId } = (answer.body as Created).payload;
    const stored = await storedCustomer({ vendor: 'enkash', tenant: company, id: customerId });
    expect(stored?.profile).toEqual({ legalName: '', customerKeyContacts: [], ...fields });
  });

  it('creates for a company that the token may act for, when companyId names it', async () => {
    const answer = await createCustomer({ ...least, companyId: partner });

    const { customerId, companyId } = (answer.body as Created).payload;
    expect(companyId).toBe(partner);
    const ref = { vendor: 'enkash', tenant: partner, id: customerId };
    expect((await storedCustomer(ref))?.reference).toEqual({ customerId, companyId: partner });
    expect(await storedCustomer({ ...ref, tenant: company })).toBe(undefined);
  });

  it('refuses to create for any other company', async () => {
    const stranger = newEnkashCompany();

    const answer = await createCustomer({ ...least, companyId: stranger });

    expect(answer.status).toBe(403);
    const message = `the token may not act for company ${stranger}`;
    expect(answer.body).toEqual(enkashFailure(403, 'INVALID_ACCESS', message));
    expect(await tenantState('enkash', stranger)).toEqual(new Map());
  });

  it('draws another id when the first is taken', async () => {
    const taken = identifiers.newCustomerId();
    const ref = { vendor: 'enkash', tenant: company, id: taken };
    const before = await storeCustomer(ref);
    vi.mocked(identifiers.newCustomerId).mockReturnValueOnce(taken);

    const answer = await createCustomer(least);

    expect(answer.status).toBe(200);
    const { customerId } = (answer.body as Created).payload;
    expect(customerId).not.toBe(taken);
    expect(await storedCustomer(ref)).toEqual(before);
    const stored = await storedCustomer({ ...ref, id: customerId });
    expect(stored?.reference).toEqual({ customerId, companyId: company });
  });

  it('answers 500 when nothing but taken ids is drawn', async () => {
    const ref = { vendor: 'enkash', tenant: company, id: identifiers.newCustomerId() };
    const before = await storeCustomer(ref);
    vi.mocked(identifiers.newCustomerId).mockReturnValue(ref.id);

    const { answer, lines } = await loggedBy(() => createCustomer(least));

    expect(answer.status).toBe(500);
    expect(answer.body).toEqual(enkashFailure(500, 'SYSTEM_ERROR', 'the request could not be processed'));
    const error = expect.objectContaining({ message: '3 random customer ids were all taken' });
    expect(lines).toEqual([expect.objectContaining({ level: 'ERROR', error })]);
    expect(await storedCustomer(ref)).toEqual(before);
  });
});

describe('POST /api/v0/customer, validation', () => {
  const pattern = (source: string) => `Invalid string: must match pattern ${source}`;
  const PHONE = pattern('/^$|^((\\+|00)(\\d{1,3})[\\s-]?)?(\\d{10})$/');
  const ACCOUNT = pattern('/^$|^[A-Za-z0-9]{9,36}$/');
  const IFSC = pattern('/^$|^[A-Za-z]{4}0[A-Z0-9a-z]{6}$/');
  const expected = (type: string, received: string) =>
    `Invalid input: expected ${type}, received ${received}`;
  const withContact = (fields: object) => ({ ...least, customerKeyContacts: [{ ...contact, ...fields }] });
  const withReminder = (fields: unknown) => ({ ...least, customerReminders: [fields] });

  it.each<[string, unknown, string, string]>([
    ['no legal name', { customerKeyContacts: [] }, 'legalName', 'is required'],
    ['no key contacts', { legalName: 'A' }, 'customerKeyContacts', 'is required'],
    ['a list as body', [least], '', expected('object', 'array')],
    [
      'a company id of another form',
      { ...least, companyId: 'cekAAAAAAA' },
      'companyId',
      pattern('/^CEK[A-Z0-9]{7}$/'),
    ],
    ['a short account number', { ...least, accountNumber: '12345678' }, 'accountNumber', ACCOUNT],
    ['a long account number', { ...least, accountNumber: '1'.repeat(37) }, 'accountNumber', ACCOUNT],
    ['a phone number of nine digits', { ...least, contactNumber: '987654321' }, 'contactNumber', PHONE],
    ['a phone number and a line feed', { ...least, contactNumber: '9876543210\n' }, 'contactNumber', PHONE],
    ['a bank code without its zero', { ...least, ifsc: 'HDFC1001234' }, 'ifsc', IFSC],
    ['a number as text', { ...least, pinCode: 560001 }, 'pinCode', expected('string', 'number')],
    ['a null', { ...least, state: null }, 'state', expected('string', 'null')],
    ['an object as text', { ...least, address: { $gt: '' } }, 'address', expected('string', 'object')],
    ['text as truth', { ...least, externalSource: 'true' }, 'externalSource', expected('boolean', 'string')],
    [
      'key contacts that are no list',
      { ...least, customerKeyContacts: { length: 1 } },
      'customerKeyContacts',
      expected('array', 'object'),
    ],
    [
      'a key contact that is no object',
      { ...least, customerKeyContacts: ['x'] },
      'customerKeyContacts[0]',
      expected('object', 'string'),
    ],
    [
      'too many key contacts',
      { ...least, customerKeyContacts: Array(101).fill(contact) },
      'customerKeyContacts',
      'Too big: expected array to have <=100 items',
    ],
    [
      'a key contact without a mobile',
      withContact({ mobile: undefined }),
      'customerKeyContacts[0].mobile',
      'is required',
    ],
    ['a mobile of another form', withContact({ mobile: 'call me' }), 'customerKeyContacts[0].mobile', PHONE],
    [
      'a key contact without deleted',
      withContact({ deleted: undefined }),
      'customerKeyContacts[0].deleted',
      'is required',
    ],
    [
      'a key contact without a name',
      withContact({ name: undefined }),
      'customerKeyContacts[0].name',
      'is required',
    ],
    [
      'a key contact without a legal name',
      withContact({ legalName: undefined }),
      'customerKeyContacts[0].legalName',
      'is required',
    ],
    ['an empty e-mail', withContact({ email: '' }), 'customerKeyContacts[0].email', 'Invalid email address'],
    [
      'an e-mail and a line feed',
      withContact({ email: 'ada@example.com\n' }),
      'customerKeyContacts[0].email',
      'Invalid email address',
    ],
    [
      'words around an e-mail',
      withContact({ email: 'to ada@example.com' }),
      'customerKeyContacts[0].email',
      'Invalid email address',
    ],
    [
      'an unknown reminder type',
      withReminder({ reminderType: 'once' }),
      'customerReminders[0].reminderType',
      'Invalid option: expected one of "ONCE"|"RECURRING"',
    ],
    [
      'a time of 24 hours',
      withReminder({ reminderTime: '24:00' }),
      'customerReminders[0].reminderTime',
      pattern('/^([01]\\d|2[0-3]):[0-5]\\d$/'),
    ],
    [
      'a broken number of days',
      withReminder({ dueDateDifference: 1.5 }),
      'customerReminders[0].dueDateDifference',
      expected('int', 'number'),
    ],
    [
      'days beyond 32 bits',
      withReminder({ reminderInterval: 2 ** 31 }),
      'customerReminders[0].reminderInterval',
      'Too big: expected number to be <=2147483647',
    ],
    [
      'too many reminders',
      { ...least, customerReminders: Array(101).fill({}) },
      'customerReminders',
      'Too big: expected array to have <=100 items',
    ],
  ])('refuses %s', async (_, json, field, message) => {
    const answer = await createCustomer(json);

    expect(answer.status).toBe(400);
    const issue = { field, message };
    const summary = field ? `${field}: ${message}` : message;
    const failure = enkashFailure(400, 'VALIDATION_ERROR', summary, [expect.objectContaining(issue)]);
    expect(answer.body).toEqual(failure);
  });

  it('names everything that is wrong, and what was sent', async () => {
    const answer = await createCustomer({ legalName: 7, ifsc: 'x', customerKeyContacts: [{ deleted: 1 }] });

    const issues = [
      { field: 'customerKeyContacts[0].deleted', rejectedValue: 1, message: expected('boolean', 'number') },
      { field: 'customerKeyContacts[0].legalName', message: 'is required' },
      { field: 'customerKeyContacts[0].mobile', message: 'is required' },
      { field: 'customerKeyContacts[0].name', message: 'is required' },
      { field: 'ifsc', rejectedValue: 'x', message: IFSC },
      { field: 'legalName', rejectedValue: 7, message: expected('string', 'number') },
    ];
    const summary = issues.map(({ field, message }) => `${field}: ${message}`).join('; ');
    expect(answer.status).toBe(400);
    expect(answer.body).toEqual(enkashFailure(400, 'VALIDATION_ERROR', summary, issues));
  });

  it.each(['__proto__', 'constructor'])('refuses the key %s deep in the body', async (key) => {
    const json = `{"legalName":"A","customerKeyContacts":[{"${key}":{"prototype":{"deleted":true}}}]}`;

    const answer = await createCustomer(json);

    expect(answer.status).toBe(400);
    expect(answer.body).toEqual(enkashFailure(400, 'CLIENT_REQUEST_ERROR', `the key ${key} is not allowed`));
  });

  it('refuses half a surrogate pair, which the table could not hold', async () => {
    const answer = await createCustomer('{"legalName":"\\ud800","customerKeyContacts":[]}');

    expect(answer.status).toBe(400);
    const message = 'the body has half a surrogate pair';
    expect(answer.body).toEqual(enkashFailure(400, 'CLIENT_REQUEST_ERROR', message));
  });

  it.each([
    ['a long name', 'a'.repeat(190_000), 'Too big: expected string to have <=254 characters'],
    ['a long host', `a@${'a-'.repeat(95_000)}`, 'Too big: expected string to have <=254 characters'],
    [
      'an address in brackets with many backslashes',
      `a@[1.1.1.a:${'\\a'.repeat(30)}`,
      'Invalid email address',
    ],
    ['many quoted backslashes', `"${'\\a'.repeat(120)}`, 'Invalid email address'],
    ['many labels', `a@${'a.'.repeat(120)}!`, 'Invalid email address'],
  ])('refuses an e-mail of %s without a hang', { timeout: 2_000 }, async (_, email, message) => {
    const answer = await createCustomer(withContact({ email }));

    const field = 'customerKeyContacts[0].email';
    const rejectedValue = email.length > 100 ? `${email.slice(0, 100)}…` : email;
    expect(answer.status).toBe(400);
    expect(answer.body).toEqual(
      enkashFailure(400, 'VALIDATION_ERROR', `${field}: ${message}`, [{ field, rejectedValue, message }]),
    );
  });

  it('stores text of 190 KB', async () => {
    const address = 'é'.repeat(95_000);

    const answer = await createCustomer({ ...least, address });

    expect(answer.status).toBe(200);
    const { customerId } = (answer.body as Created).payload;
    const stored = await storedCustomer({ vendor: 'enkash', tenant: company, id: customerId });
    expect(stored?.profile?.address).toBe(address);
  });
});
