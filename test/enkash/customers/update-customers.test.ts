import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { CustomerRef } from '../../../shared/receivables/keys.ts';
import { writesMeet } from '../../repeats/writes-meet.ts';
import { enkashAuthorization, newEnkashCompany } from '../../support/credentials.ts';
import { enkashFailure } from '../../support/envelopes.ts';
import { droppedAfter, type Fate, failedBefore, overtaken, timedOutBefore } from '../../support/faults.ts';
import { call } from '../../support/http.ts';
import { loggedBy } from '../../support/log.ts';
import { expectRemoved } from '../../support/scenes.ts';
import { storeCustomer, storedCustomer } from '../../support/store.ts';
import { tenantState } from '../../support/tenant-state.ts';
import { fileOf, sendFile } from '../files.ts';

let company: string;
let authorization: string;

beforeEach(async () => {
  company = newEnkashCompany();
  authorization = await enkashAuthorization(company);
});

afterEach(() => {
  vi.unstubAllEnvs();
  vi.restoreAllMocks();
});

const path = 'POST /api/v0/customer/bulk/update';
const send = (...lines: string[]) => sendFile(path, authorization, fileOf(...lines));

const contact = { deleted: false, legalName: 'Ada Lovelace', mobile: '9876543210', name: 'Ada' };
const ada = { ...contact, keyContactPersonId: 'ada', email: 'ada@example.com' };

async function newCustomer(fields: object = {}, tenant = company): Promise<CustomerRef> {
  const letters = Array.from({ length: 14 }, () => 'ABCDEFGHIJ'[Math.floor(Math.random() * 10)]).join('');
  const ref = { vendor: 'enkash', tenant, id: `KC${letters}` };
  const profile = { legalName: 'Ada Ltd', address: '1 MG Road', customerKeyContacts: [ada], ...fields };
  await storeCustomer(ref, profile, { customerId: ref.id, companyId: tenant });
  return ref;
}

const profileOf = async (ref: CustomerRef) => (await storedCustomer(ref))?.profile;

const failed = (row: number, customerId: string, errorType: string, message: unknown) => ({
  row,
  customerId,
  errorType,
  message,
});

const report = (successRequests: readonly object[], failureRequests: readonly object[] = []) => {
  const total_count = successRequests.length + failureRequests.length;
  return {
    payload: {
      total_count,
      success_count: successRequests.length,
      failure_count: failureRequests.length,
      successRequests,
      failureRequests,
    },
    response_code: 0,
    response_message: `${successRequests.length} of ${total_count} customer(s) updated`,
  };
};

describe('POST /api/v0/customer/bulk/update', () => {
  it('changes what the cells name, clears with null, and leaves the rest', async () => {
    const [one, other] = [await newCustomer({ state: 'Kerala' }), await newCustomer()];
    const columns = [
      'legalName,address,customerId,branchCodes,assignedAgent,customerReminders[0].stage',
      ...['keyContactPersonId', 'name', 'legalName', 'mobile'].map(
        (field) => `customerKeyContacts[1].${field}`,
      ),
    ];

    const { status, body } = await send(
      columns.join(),
      `,null,${one.id},A|B,Asha,,ada,Ada,Ada King,9876543211`,
      `Bob Ltd,,${other.id},,,first,,Bob,Bob,`,
      `Eve Ltd,,${other.id},,,,,,,`,
    );

    const bob = { row: 3, customerId: other.id };
    expect([status, body]).toEqual([
      200,
      report(
        [
          { row: 2, customerId: one.id },
          { row: 4, customerId: other.id },
        ],
        [
          {
            ...bob,
            errorType: 'VALIDATION_ERROR',
            message: 'customerKeyContacts[1].mobile: is required',
            apiSubErrors: [{ field: 'customerKeyContacts[1].mobile', message: 'is required' }],
          },
        ],
      ),
    ]);
    expect(await profileOf(one)).toEqual({
      legalName: 'Ada Ltd',
      state: 'Kerala',
      assignedAgent: 'Asha',
      branchCodes: ['A', 'B'],
      customerKeyContacts: [
        {
          deleted: false,
          keyContactPersonId: 'ada',
          name: 'Ada',
          legalName: 'Ada King',
          mobile: '9876543211',
        },
      ],
    });
    expect(await storedCustomer(other)).toMatchObject({
      profile: { legalName: 'Eve Ltd', address: '1 MG Road', customerKeyContacts: [ada] },
      listed: { name: 'eve ltd' },
      update: { operation: 'enkash/customers/update-customers' },
      version: 2,
    });
  });

  it('applies rows of one customer in their order, in one write', async () => {
    const [one, other] = [await newCustomer(), await newCustomer()];
    const { sent } = writesMeet();

    const { body } = await send(
      'customerId,address,state',
      `${one.id},first,`,
      `${other.id},2 MG Road,`,
      `${one.id},second,Kerala`,
      `${one.id},,null`,
    );

    const ids = [one, other, one, one].map(({ id }, index) => ({ row: 2 + index, customerId: id }));
    expect(body).toEqual(report(ids));
    expect(sent).toHaveLength(2);
    expect(await profileOf(one)).toEqual({
      legalName: 'Ada Ltd',
      address: 'second',
      customerKeyContacts: [ada],
    });
    expect((await storedCustomer(one))?.version).toBe(2);
  });

  it('writes nothing where a customer is that already', async () => {
    const ref = await newCustomer();
    const before = await storedCustomer(ref);

    const { body } = await send('customerId,address', `${ref.id},1 MG Road`);

    expect(body).toEqual(report([{ row: 2, customerId: ref.id }]));
    expect(await storedCustomer(ref)).toEqual(before);
  });

  it('refuses rows whose customer is unknown, deleted or another company’s, or would be too large', async () => {
    const [deleted, strange] = [await newCustomer(), await newCustomer({}, newEnkashCompany())];
    await expectRemoved(deleted, 'deletion');
    const inactive = await newCustomer();
    await expectRemoved(inactive, 'deactivation');
    const full = await newCustomer({
      customerKeyContacts: Array.from({ length: 100 }, (_, n) => ({
        ...contact,
        keyContactPersonId: `${n}`,
      })),
    });
    const before = await storedCustomer(full);
    const rows = [
      ['KCABCDEFGHIJKL99', ''],
      [deleted.id, ''],
      [strange.id, ''],
      [full.id, 'Bob,Bob,9876543210'],
      [inactive.id, 'Bob,Bob,9876543210'],
      ['KC1', ''],
    ] as const;
    const fields = ['name', 'legalName', 'mobile'].map((field) => `customerKeyContacts[0].${field}`);

    const { status, body } = await send(
      `customerId,address,${fields.join()}`,
      ...rows.map(([id, cells]) => `${id},,${cells || ',,'}`),
      `,here${',,'},`,
    );

    const nobody = (row: number, id: string) =>
      failed(row, id, 'RECORD_NOT_FOUND', `there is no customer ${id}`);
    const [unknown] = rows[0];
    const pattern = expect.stringMatching(/^Invalid string: must match pattern/);
    expect([status, body]).toEqual([
      200,
      report(
        [{ row: 6, customerId: inactive.id }],
        [
          nobody(2, unknown),
          nobody(3, deleted.id),
          nobody(4, strange.id),
          failed(5, full.id, 'UNPROCESSABLE_REQUEST', 'the customer would have more than 100 key contacts'),
          {
            ...failed(7, 'KC1', 'VALIDATION_ERROR', expect.stringMatching(/^customerId: Invalid string/)),
            apiSubErrors: [{ field: 'customerId', rejectedValue: 'KC1', message: pattern }],
          },
          {
            row: 8,
            errorType: 'VALIDATION_ERROR',
            message: 'customerId: is required',
            apiSubErrors: [{ field: 'customerId', message: 'is required' }],
          },
        ],
      ),
    ]);
    expect(await storedCustomer(full)).toEqual(before);
    expect(await profileOf(strange)).toMatchObject({ address: '1 MG Road' });
    expect((await storedCustomer(inactive))?.deactivation).toBeDefined();
  });

  it('logs how many rows ended how', async () => {
    const ref = await newCustomer();

    const rows = [`${ref.id},Kerala`, 'KCABCDEFGHIJKL99,Kerala', 'x,'];
    const { lines } = await loggedBy(() => send('customerId,state', ...rows), 'info');

    expect(lines.at(-1)).toMatchObject({
      tenant: company,
      outcomes: { updated: 1, notFound: 1, invalid: 1 },
    });
  });
});

describe('POST /api/v0/customer/bulk/update refuses', () => {
  it.each([
    ['no customerId', 'address', [['customerId', 'is required']]],
    ['nothing but customerId', 'customerId', [['customerId', 'another column is required']]],
    [
      'fields that only createCustomer takes',
      'customerId,externalSource',
      [['externalSource', 'there is no such column']],
    ],
  ])('a file with %s', async (_, header, wrong) => {
    const { status, body } = await send(header, 'x,y');

    const issues = wrong.map(([field, message]) => ({ field, message }));
    const words = issues.map(({ field, message }) => `${field}: ${message}`).join('; ');
    expect([status, body]).toEqual([400, enkashFailure(400, 'VALIDATION_ERROR', words, issues)]);
  });

  it('a company that the token does not name', async () => {
    const other = newEnkashCompany();
    const ref = await newCustomer({}, other);
    const before = await tenantState('enkash', other);

    const target = `${path}?parentCompanyId=${other}`;
    const { status, body } = await sendFile(target, authorization, fileOf('customerId,state', `${ref.id},x`));

    const message = `the token may not act for company ${other}`;
    expect([status, body]).toEqual([403, enkashFailure(403, 'INVALID_ACCESS', message)]);
    expect(await tenantState('enkash', other)).toEqual(before);
  });
});

describe('rows of changes and other requests', () => {
  it('are both made, field by field', async () => {
    const ref = await newCustomer();
    const meanwhile = () =>
      call(`PATCH /api/v0/customer/${ref.id}`, { authorization, json: { address: '2 MG Road' } });
    writesMeet(overtaken(meanwhile));

    const { body } = await send('customerId,state', `${ref.id},Kerala`, `${ref.id},Goa`);

    expect(body).toMatchObject({ payload: { success_count: 2 } });
    expect(await storedCustomer(ref)).toMatchObject({
      profile: { state: 'Goa', address: '2 MG Road' },
      version: 3,
    });
  });

  it('are told that the customer was deleted meanwhile', async () => {
    const ref = await newCustomer();
    writesMeet(overtaken(() => expectRemoved(ref, 'deletion')));

    const { body } = await send('customerId,state', `${ref.id},Kerala`);

    const message = `there is no customer ${ref.id}`;
    expect(body).toEqual(report([], [failed(2, ref.id, 'RECORD_NOT_FOUND', message)]));
  });

  describe('where one has no room at first', () => {
    const full = {
      customerReminders: Array.from({ length: 100 }, (_, n) => ({ customerReminderId: `${n}` })),
    };
    const rows = (ref: CustomerRef) => [
      'customerId,state,customerReminders[0].stage',
      `${ref.id},,first`,
      `${ref.id},Kerala,`,
    ];

    it('are decided by what the customer has in the end', async () => {
      const ref = await newCustomer(full);
      const emptied = () =>
        call(`PATCH /api/v0/customer/${ref.id}`, { authorization, json: { customerReminders: null } });
      writesMeet(overtaken(emptied));

      const { body } = await send(...rows(ref));

      expect(body).toMatchObject({ payload: { success_count: 2, failure_count: 0 } });
      expect(await profileOf(ref)).toMatchObject({
        state: 'Kerala',
        customerReminders: [{ stage: 'first' }],
      });
    });

    it('are both told that the customer is gone', async () => {
      const ref = await newCustomer(full);
      writesMeet(overtaken(() => expectRemoved(ref, 'deletion')));

      const { body } = await send(...rows(ref));

      const message = `there is no customer ${ref.id}`;
      const gone = [2, 3].map((row) => failed(row, ref.id, 'RECORD_NOT_FOUND', message));
      expect(body).toEqual(report([], gone));
    });
  });

  it.each([
    ['landed', droppedAfter],
    ['did not land', failedBefore],
  ])('are made once where an attempt %s and lost its answer', async (_, fate) => {
    const ref = await newCustomer();
    writesMeet(fate);

    const { body } = await send('customerId,branchCodes', `${ref.id},A`, `${ref.id},A|B`);

    expect(body).toMatchObject({ payload: { success_count: 2 } });
    expect(await storedCustomer(ref)).toMatchObject({ profile: { branchCodes: ['A', 'B'] }, version: 2 });
  });

  it('are told what nobody knows, and what was not touched', async () => {
    const refs = await Promise.all(Array.from({ length: 17 }, () => newCustomer()));
    const now = performance.now.bind(performance);
    let late = 0;
    vi.spyOn(performance, 'now').mockImplementation(() => now() + late);
    const over: Fate = (attempt) => {
      late = 20_000;
      return timedOutBefore(1)(attempt);
    };
    writesMeet(...Array(16).fill(over));
    vi.spyOn(process.stdout, 'write').mockReturnValue(true);

    const { body } = await send('customerId,state', ...refs.map(({ id }) => `${id},Kerala`));

    const unknown = 'it is not known whether the customer was updated: send it again';
    const untouched = 'the customer was not updated: there was no time left for it';
    const rows = refs.map(({ id }, n) => failed(n + 2, id, 'SYSTEM_ERROR', n < 16 ? unknown : untouched));
    expect(body).toEqual(report([], rows));
  });

  it('answer 500 where surely nothing was changed', async () => {
    const ref = await newCustomer();
    writesMeet(async () => {
      throw new Error('access denied');
    });
    vi.spyOn(process.stdout, 'write').mockReturnValue(true);

    const { status, body } = await send('customerId,state', `${ref.id},Kerala`);

    const message = 'the request could not be processed';
    expect([status, body]).toEqual([500, enkashFailure(500, 'SYSTEM_ERROR', message)]);
    expect(await profileOf(ref)).not.toHaveProperty('state');
  });
});
