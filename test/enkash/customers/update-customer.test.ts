import { afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { listingOf } from '../../../functions/enkash/customers/customer-listing.ts';
import { documentClient } from '../../../shared/dynamodb/client.ts';
import type { CustomerRef } from '../../../shared/receivables/keys.ts';
import { enkashAuthorization, newEnkashCompany } from '../../support/credentials.ts';
import { enkashFailure } from '../../support/envelopes.ts';
import { call } from '../../support/http.ts';
import { loggedBy } from '../../support/log.ts';
import { expectRemoved } from '../../support/scenes.ts';
import { storeCustomer, storeDependent, storedCustomer } from '../../support/store.ts';
import { tenantState } from '../../support/tenant-state.ts';

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

const contact = { deleted: false, legalName: 'Ada Lovelace', mobile: '9876543210', name: 'Ada' };
const ada = { ...contact, keyContactPersonId: 'ada', email: 'ada@example.com' };
const bob = { ...contact, keyContactPersonId: 'bob', name: 'Bob' };
const before = { customerReminderId: 'before', dueDateDifference: -3, reminderTime: '09:30' };
const after = { customerReminderId: 'after', dueDateDifference: 3 };

const profile = {
  accountNumber: 'ACC123456789',
  address: '1 MG Road',
  contactNumber: '9876543210',
  customerCompanyId: 'CUST-7',
  customerKeyContacts: [ada, bob],
  customerReminders: [before, after],
  externalSource: true,
  ifsc: 'HDFC0001234',
  legalName: 'Ada Ltd',
  panOrGstin: '29ABCDE1234F1Z5',
  pinCode: '560001',
  state: 'Karnataka',
  uniqueRefNo: 'REF-1',
};

const UUID = expect.stringMatching(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/);
const INSTANT = expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/);

let customers = 0;

/** A customer of the company that no other test has. */
async function stored(fields: object = profile, tenant = company): Promise<CustomerRef> {
  const id = `KCABCDEFGHIJ${String(++customers).padStart(4, '0')}`;
  const ref = { vendor: 'enkash', tenant, id };
  await storeCustomer(ref, { ...fields }, { customerId: id, companyId: tenant });
  return ref;
}

const update = ({ id }: { id: string }, json: unknown, query = '') =>
  call(`PATCH /api/v0/customer/${id}${query}`, { authorization, json });

const success = ({ id, tenant }: CustomerRef, fields: object, customerStatus = 'ACTIVE') => ({
  payload: {
    customerId: id,
    companyId: tenant,
    customerStatus,
    createdOn: INSTANT,
    modifiedOn: INSTANT,
    ...fields,
  },
  response_code: 0,
  response_message: 'Customer updated',
});

/** Sends changes that are refused, and sees that nothing is written. */
async function refusal(ref: { id: string }, json: unknown, query = '') {
  const state = await tenantState('enkash', company);
  const { status, body } = await update(ref, json, query);
  expect(await tenantState('enkash', company)).toEqual(state);
  return [status, body];
}

describe('PATCH /api/v0/customer/{customerId}', () => {
  it('changes every field that the body names, and leaves the others', async () => {
    const ref = await stored();
    await storeDependent(ref);
    const item = (await storedCustomer(ref))!;
    const changes = {
      accountNumber: 'ACC987654321',
      address: '2 MG Road',
      assignedAgent: 'Grace',
      branchCodes: ['B1', 'B2'],
      contactNumber: '+91 9876543211',
      ifsc: 'ICIC0001234',
      legalName: 'Ada & Co',
      panOrGstin: 'ABCDE1234F',
      pinCode: '560002',
      state: 'Kerala',
      uniqueRefNo: 'REF-2',
    };

    const answer = await update(ref, { ...changes, customerId: ref.id });

    const changed = { ...profile, ...changes };
    expect(answer.status).toBe(200);
    expect(answer.body).toEqual(success(ref, changed));
    const stamp = {
      at: expect.any(String),
      by: 'ada@example.com',
      requestId: expect.any(String),
      operation: 'enkash/customers/update-customer',
    };
    expect(await storedCustomer(ref)).toEqual({
      ...item,
      profile: changed,
      listed: listingOf(changed, item.creation.at).values,
      listKey: expect.stringContaining(`enkash#${company}#CUSTOMER#ACTIVE#`),
      listOrder: `${item.creation.at}\t${ref.id}`,
      settled: expect.any(Set),
      update: stamp,
      version: 2,
    });
  });

  it('is found by what the customer has become, and no longer by what it was', async () => {
    const ref = await stored({ ...profile, uniqueRefNo: 'BEFORE' });
    const found = async (json: object) => {
      const { body } = await call('POST /api/v0/customer/search', { authorization, json });
      return (body as { payload: { data: { customerId: string }[] } }).payload.data.map(
        ({ customerId }) => customerId,
      );
    };
    const mobile = '9000000001';
    await update(ref, {
      legalName: 'Grace Ltd',
      uniqueRefNo: 'AFTER',
      customerKeyContacts: [
        { ...ada, mobile },
        { ...bob, deleted: true },
      ],
    });
    await call(`PUT /api/v0/customer/deactivate/${ref.id}`, { authorization });
    await update(ref, { state: 'Goa' });

    const inactive = { customerStatus: 'INACTIVE', state: 'Goa' };
    for (const filters of [
      { uniqueRefNo: 'AFTER' },
      { legalName: 'grace' },
      { contactNumber: mobile },
      inactive,
    ])
      expect([filters, await found(filters)]).toEqual([filters, [ref.id]]);
    for (const filters of [{ uniqueRefNo: 'BEFORE' }, { ...inactive, customerStatus: 'ACTIVE' }])
      expect([filters, await found(filters)]).toEqual([filters, []]);
  });

  it('clears with null what may be cleared', async () => {
    const ref = await stored({ ...profile, assignedAgent: 'Grace', branchCodes: ['B1'] });
    const cleared = {
      accountNumber: null,
      address: null,
      assignedAgent: null,
      branchCodes: null,
      contactNumber: null,
      customerReminders: null,
      ifsc: null,
      panOrGstin: null,
      pinCode: null,
      state: null,
      uniqueRefNo: null,
    };

    const answer = await update(ref, cleared);

    const { customerCompanyId, customerKeyContacts, externalSource, legalName } = profile;
    const left = { customerCompanyId, customerKeyContacts, externalSource, legalName };
    expect(answer.status).toBe(200);
    expect(answer.body).toEqual(success(ref, left));
    expect((await storedCustomer(ref))?.profile).toEqual(left);
  });

  it('merges key contacts and reminders by their ids', async () => {
    const ref = await stored();
    const bobDeleted = { ...bob, deleted: true, via: 'PORTAL' };
    const adaWithoutMail = { ...contact, keyContactPersonId: 'ada' };
    const named = { ...contact, keyContactPersonId: 'chloé', name: 'Chloé' };
    const later = { customerReminderId: 'after', reminderType: 'RECURRING', reminderInterval: 7 };

    const answer = await update(ref, {
      customerKeyContacts: [contact, bobDeleted, named, adaWithoutMail],
      customerReminders: [later, { stage: 'NEW' }],
    });

    const merged = {
      ...profile,
      customerKeyContacts: [adaWithoutMail, bobDeleted, { ...contact, keyContactPersonId: UUID }, named],
      customerReminders: [before, later, { stage: 'NEW', customerReminderId: UUID }],
    };
    expect(answer.status).toBe(200);
    expect(answer.body).toEqual(success(ref, merged));
    expect((await storedCustomer(ref))?.profile).toEqual(merged);
  });

  it('adds reminders to a customer that has none', async () => {
    const ref = await stored({ legalName: 'Ada Ltd', customerKeyContacts: [] });

    const answer = await update(ref, { customerReminders: [before], customerKeyContacts: [ada] });

    const fields = { legalName: 'Ada Ltd', customerKeyContacts: [ada], customerReminders: [before] };
    expect(answer.body).toEqual(success(ref, fields));
  });

  it.each([
    ['an empty body', {}],
    ['what the customer has already', { ...profile, customerKeyContacts: [bob], customerReminders: [after] }],
    ['lists that mention nothing', { customerKeyContacts: [], customerReminders: [] }],
    ['null for what it does not have', { assignedAgent: null, branchCodes: null }],
    ['unknown fields', { customerStatus: 'INACTIVE', linkCount: 7, externalSource: false }],
  ])('writes nothing for %s', async (_, json) => {
    const ref = await stored();
    const item = await storedCustomer(ref);

    const answer = await update(ref, json);

    expect(answer.status).toBe(200);
    expect(answer.body).toEqual(success(ref, profile));
    expect(await storedCustomer(ref)).toEqual(item);
  });

  it('changes an inactive customer, and leaves it inactive', async () => {
    const ref = await stored();
    await expectRemoved(ref, 'deactivation');

    const answer = await update(ref, { state: 'Kerala' });

    expect(answer.body).toEqual(success(ref, { ...profile, state: 'Kerala' }, 'INACTIVE'));
    expect(await storedCustomer(ref)).toMatchObject({
      deactivation: { by: 'test' },
      listKey: expect.stringContaining('#INACTIVE#'),
      version: 3,
    });
  });

  it('makes both of two updates at once, field by field', async () => {
    const ref = await stored();

    const answers = await Promise.all([
      update(ref, { state: 'Kerala', customerReminders: [{ ...before, stage: 'A' }] }),
      update(ref, { pinCode: '560002', customerReminders: [{ ...after, stage: 'B' }] }),
      update(ref, { address: null, customerKeyContacts: [contact] }),
    ]);

    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200]);
    const { address: _, ...others } = profile;
    expect(await storedCustomer(ref)).toMatchObject({ version: 4 });
    expect((await storedCustomer(ref))?.profile).toEqual({
      ...others,
      state: 'Kerala',
      pinCode: '560002',
      customerKeyContacts: [ada, bob, { ...contact, keyContactPersonId: UUID }],
      customerReminders: [
        { ...before, stage: 'A' },
        { ...after, stage: 'B' },
      ],
    });
  });

  it('adds what has no id once where the answer of the write is lost', async () => {
    const ref = await stored();
    const send = documentClient.send.bind(documentClient);
    let lost = 0;
    vi.spyOn(documentClient, 'send').mockImplementation((async (command: Parameters<typeof send>[0]) => {
      const answer = await send(command);
      if (command.constructor.name !== 'UpdateCommand' || lost > 0) return answer;
      lost++;
      throw Object.assign(new Error('socket hang up'), { code: 'ECONNRESET' });
    }) as typeof send);

    const answer = await update(ref, { customerKeyContacts: [contact] });

    vi.restoreAllMocks();
    const item = await storedCustomer(ref);
    expect(lost).toBe(1);
    expect(item).toMatchObject({ version: 2 });
    expect(answer.body).toEqual(success(ref, item?.profile as object));
    expect(item?.profile?.customerKeyContacts).toEqual([ada, bob, { ...contact, keyContactPersonId: UUID }]);
  });

  it('changes a customer of a company that the token may act for, when parentCompanyId names it', async () => {
    const ref = await stored(profile, partner);

    const answer = await update(ref, { state: 'Kerala' }, `?parentCompanyId=${partner}`);

    expect(answer.body).toEqual(success(ref, { ...profile, state: 'Kerala' }));
  });

  it('answers 404 to a customer that never was, is deleted or is another company’s', async () => {
    const deleted = await stored();
    await expectRemoved(deleted, 'deletion');
    const others = await stored(profile, newEnkashCompany());
    const item = await storedCustomer(others);

    for (const id of [deleted.id, others.id, 'KC00000000000000']) {
      const gone = enkashFailure(404, 'RECORD_NOT_FOUND', `there is no customer ${id}`);
      expect(await refusal({ id }, { state: 'Kerala' })).toEqual([404, gone]);
    }

    expect(await storedCustomer(others)).toEqual(item);
  });

  it('refuses to act for any other company', async () => {
    const stranger = newEnkashCompany();
    const ref = await stored(profile, stranger);
    const item = await storedCustomer(ref);

    const answer = await update(ref, { state: 'Kerala' }, `?parentCompanyId=${stranger}`);

    const message = `the token may not act for company ${stranger}`;
    expect(answer.status).toBe(403);
    expect(answer.body).toEqual(enkashFailure(403, 'INVALID_ACCESS', message));
    expect(await storedCustomer(ref)).toEqual(item);
  });

  it('refuses the id of another customer in the body', async () => {
    const ref = await stored();
    const issue = {
      field: 'customerId',
      rejectedValue: 'KC00000000000000',
      message: `must be ${ref.id}, as in the path`,
    };

    expect(await refusal(ref, { customerId: issue.rejectedValue, state: 'Kerala' })).toEqual([
      400,
      enkashFailure(400, 'VALIDATION_ERROR', `${issue.field}: ${issue.message}`, [issue]),
    ]);
  });

  const expected = (type: string, received: string) =>
    `Invalid input: expected ${type}, received ${received}`;
  const pattern = (regex: RegExp) => `Invalid string: must match pattern ${regex}`;

  it.each([
    ['no name', { legalName: null }, 'legalName', expected('string', 'null')],
    ['an empty name', { legalName: '' }, 'legalName', 'Invalid input: expected more than blanks'],
    ['a blank name', { legalName: ' \u00a0\n' }, 'legalName', 'Invalid input: expected more than blanks'],
    ['no key contacts', { customerKeyContacts: null }, 'customerKeyContacts', expected('array', 'null')],
    ['no id', { customerId: null }, 'customerId', expected('string', 'null')],
    ['a bad id', { customerId: 'KC1' }, 'customerId', pattern(/^KC[A-Z0-9]{14}$/)],
    ['a bad account', { accountNumber: '1' }, 'accountNumber', pattern(/^$|^[A-Za-z0-9]{9,36}$/)],
    [
      'a bad phone',
      { contactNumber: 'x' },
      'contactNumber',
      pattern(/^$|^((\+|00)(\d{1,3})[\s-]?)?(\d{10})$/),
    ],
    ['a bad code', { ifsc: 'x' }, 'ifsc', pattern(/^$|^[A-Za-z]{4}0[A-Z0-9a-z]{6}$/)],
    ['a number', { state: 7 }, 'state', expected('string', 'number')],
    ['one branch', { branchCodes: 'B1' }, 'branchCodes', expected('array', 'string')],
    ['a branch of null', { branchCodes: [null] }, 'branchCodes[0]', expected('string', 'null')],
    [
      'too many branches',
      { branchCodes: Array(101).fill('B') },
      'branchCodes',
      'Too big: expected array to have <=100 items',
    ],
    [
      'half a key contact',
      { customerKeyContacts: [ada, { keyContactPersonId: 'bob', deleted: true, name: 'Bob', mobile: '' }] },
      'customerKeyContacts[1].legalName',
      'is required',
    ],
    [
      'a key contact twice',
      { customerKeyContacts: [ada, ada] },
      'customerKeyContacts',
      'Invalid input: expected each id once',
    ],
    [
      'too many reminders in one request',
      { customerReminders: Array(101).fill({}) },
      'customerReminders',
      'Too big: expected array to have <=100 items',
    ],
    ['a list', [], '', expected('object', 'array')],
  ])('refuses %s', async (_, json, field, message) => {
    const ref = await stored();

    const [status, body] = await refusal(ref, json);

    const issue = expect.objectContaining({ field, message });
    const summary = field ? `${field}: ${message}` : message;
    expect([status, body]).toEqual([400, enkashFailure(400, 'VALIDATION_ERROR', summary, [issue])]);
  });

  it.each([
    ['key contacts', 'customerKeyContacts', contact],
    ['reminders', 'customerReminders', {}],
  ])('refuses %s that come to more than 100 with those that are there', async (what, list, entry) => {
    const ref = await stored();
    expect((await update(ref, { [list]: Array(98).fill(entry) })).status).toBe(200);

    expect(await refusal(ref, { [list]: [entry] })).toEqual([
      422,
      enkashFailure(422, 'UNPROCESSABLE_REQUEST', `the customer would have more than 100 ${what}`),
    ]);
  });

  it('refuses texts that come to more than a customer may have', async () => {
    const ref = await stored({ ...profile, address: 'a'.repeat(150_000) });
    const message = 'the customer would be larger than the 250 KB that one may have';

    expect(await refusal(ref, { assignedAgent: 'b'.repeat(150_000) })).toEqual([
      422,
      enkashFailure(422, 'UNPROCESSABLE_REQUEST', message),
    ]);
    expect((await update(ref, { assignedAgent: 'b'.repeat(90_000) })).status).toBe(200);
  });

  it('answers 500, and says nothing of the cause, when the table does not answer', async () => {
    const ref = await stored();
    vi.stubEnv('RECEIVABLES_TABLE', 'gone');

    const { answer } = await loggedBy(() => update(ref, { state: 'Kerala' }));

    expect(answer.status).toBe(500);
    expect(answer.body).toEqual(enkashFailure(500, 'SYSTEM_ERROR', 'the request could not be processed'));
  });
});
