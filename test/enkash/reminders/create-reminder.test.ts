import { afterEach, describe, expect, it, vi } from 'vitest';
import { receivables } from '../../../shared/dynamodb/tables.ts';
import { changeCustomer } from '../../../shared/receivables/customers/change.ts';
import { writesMeet } from '../../repeats/writes-meet.ts';
import { enkashAuthorization, newEnkashCompany } from '../../support/credentials.ts';
import { enkashFailure } from '../../support/envelopes.ts';
import {
  answered,
  droppedAfter,
  type Fate,
  failedAfter,
  overtaken,
  timedOutAfter,
} from '../../support/faults.ts';
import { call } from '../../support/http.ts';
import { newStamp, storeDependent } from '../../support/store.ts';
import {
  invalid,
  newCustomer,
  noCustomer,
  ODD_IDS,
  refusalOf,
  success,
  unprocessable,
  wire,
} from './reminders.ts';

afterEach(() => {
  vi.restoreAllMocks();
});

const UUID = expect.stringMatching(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/);

const everyField = {
  customerReminderId: 'first',
  dueDateDifference: -3,
  reminderInterval: 7,
  reminderTime: '09:30',
  reminderType: 'RECURRING',
  stage: 'FIRST',
};

describe('POST /api/v0/customer-reminder/{customerId}', () => {
  it('adds a reminder to those that the customer has, and touches nothing else', async () => {
    const customer = await newCustomer([{ customerReminderId: 'old' }]);
    await storeDependent(customer.ref);
    const before = await customer.stored();

    const answer = await wire(customer.create({ ...everyField, customerId: 'KC0000000000000X', x: 1 }));

    expect(answer).toEqual(success({ customerId: customer.ref.id, ...everyField }, 'Reminder created'));
    const update = {
      at: expect.any(String),
      by: 'ada@example.com',
      requestId: expect.any(String),
      operation: 'enkash/reminders/create-reminder',
    };
    expect(await customer.stored()).toEqual({
      ...before,
      profile: { ...before?.profile, customerReminders: [{ customerReminderId: 'old' }, everyField] },
      settled: expect.any(Set),
      update,
      version: 2,
    });
  });

  it('draws an id and says once, where the request says neither', async () => {
    const customer = await newCustomer();

    const answer = await wire(customer.create({ dueDateDifference: 0 }));

    const reminder = { customerReminderId: UUID, dueDateDifference: 0, reminderType: 'ONCE' };
    expect(answer).toEqual(success({ customerId: customer.ref.id, ...reminder }, 'Reminder created'));
    expect(await customer.reminders()).toEqual([reminder]);
  });

  it('makes another one of the same request, where that has no id', async () => {
    const customer = await newCustomer();
    for (const _ of [1, 2]) await customer.create({ stage: 'FIRST' });
    const [first, second, ...others] = (await customer.reminders())!;
    expect([second!.stage, others]).toEqual(['FIRST', []]);
    expect(first!.customerReminderId).not.toBe(second!.customerReminderId);
  });

  it('adds to a deactivated customer, and leaves it that', async () => {
    const customer = await newCustomer();
    await changeCustomer(
      receivables(),
      customer.ref,
      ({ profile = {} }) => ({ profile, active: false }),
      newStamp(),
    );
    const before = await customer.stored();
    expect(before?.deactivation).toBeDefined();
    expect((await customer.create({ stage: 'FIRST' })).status).toBe(200);
    const { deactivation, listKey } = before!;
    expect(await customer.stored()).toMatchObject({ deactivation, listKey, version: 3 });
  });

  it('does not keep the customer from being deleted, and vanishes with it', async () => {
    const customer = await newCustomer();
    await customer.create(everyField);
    expect((await customer.deleteCustomer()).status).toBe(200);
    expect(await wire(customer.get('first'))).toEqual(noCustomer);
    expect(await wire(customer.create({ stage: 'SECOND' }))).toEqual(noCustomer);
  });

  it.each(ODD_IDS)('takes the id %s, and the others find it', async (customerReminderId) => {
    const customer = await newCustomer();
    const reminder = { customerReminderId, stage: 'FIRST', reminderType: 'ONCE' };
    const shown = { customerId: customer.ref.id, ...reminder };
    expect(await wire(customer.create(reminder))).toEqual(success(shown, 'Reminder created'));
    expect(await wire(customer.get(customerReminderId))).toEqual(success(shown, 'Reminder found'));
    const changed = { ...shown, stage: 'SECOND' };
    expect(await wire(customer.update(customerReminderId, { stage: 'SECOND' }))).toEqual(
      success(changed, 'Reminder updated'),
    );
    expect(await wire(customer.delete(customerReminderId))).toEqual(
      success(customerReminderId, 'Reminder deleted'),
    );
    expect(await customer.reminders()).toEqual([]);
  });

  it('stores text that only looks dangerous', async () => {
    const customer = await newCustomer();
    const stage = '\u0000 <b>"#" {{x}} \u{1F600}';
    await customer.create({ stage });
    expect(await customer.reminders()).toEqual([{ customerReminderId: UUID, reminderType: 'ONCE', stage }]);
  });
});

describe('POST /api/v0/customer-reminder/{customerId}, refused', () => {
  it('refuses an id that the customer uses, and not that of another customer', async () => {
    const [customer, other] = [await newCustomer([{ customerReminderId: 'first' }]), await newCustomer()];
    expect(await refusalOf(customer, () => customer.create(everyField))).toEqual(
      unprocessable('the customer has a reminder of this id already'),
    );
    expect((await other.create(everyField)).status).toBe(200);
  });

  it('takes 100 reminders and no more', async () => {
    const customer = await newCustomer(
      Array.from({ length: 99 }, (_, index) => ({ customerReminderId: `r${index}` })),
    );
    expect((await customer.create({ stage: 'LAST' })).status).toBe(200);
    expect(await refusalOf(customer, () => customer.create({ stage: 'ONE MORE' }))).toEqual(
      unprocessable('the customer would have more than 100 reminders'),
    );
  });

  it('refuses what does not fit into the customer beside what is there', async () => {
    const customer = await newCustomer([{ customerReminderId: 'long', stage: 'x'.repeat(150_000) }]);
    expect(await refusalOf(customer, () => customer.create({ stage: 'y'.repeat(150_000) }))).toEqual(
      unprocessable('the customer would be larger than the 250 KB that one may have'),
    );
  });

  const NOTHING = 'Invalid input: expected at least one field besides customerReminderId';
  it.each<[string, unknown, string, string, unknown?]>([
    ['nothing', {}, '', NOTHING],
    ['nothing but an id', { customerReminderId: 'a' }, '', NOTHING],
    ['nothing but what is unknown', { customerReminderId: 'a', x: 1 }, '', NOTHING],
    [
      'an empty id',
      { customerReminderId: '', stage: 'A' },
      'customerReminderId',
      'Too small: expected string to have >=1 characters',
      '',
    ],
    [
      'an id that is a number',
      { customerReminderId: 7, stage: 'A' },
      'customerReminderId',
      'Invalid input: expected string, received number',
      7,
    ],
    [
      'an interval of 0',
      { reminderInterval: 0 },
      'reminderInterval',
      'Too small: expected number to be >=1',
      0,
    ],
    [
      'days beyond 32 bits',
      { dueDateDifference: -(2 ** 31) - 1 },
      'dueDateDifference',
      'Too small: expected number to be >=-2147483648',
      -(2 ** 31) - 1,
    ],
    [
      'a time of 24 hours',
      { reminderTime: '24:00' },
      'reminderTime',
      'Invalid string: must match pattern /^([01]\\d|2[0-3]):[0-5]\\d$/',
      '24:00',
    ],
    [
      'an unknown type',
      { reminderType: 'once' },
      'reminderType',
      'Invalid option: expected one of "ONCE"|"RECURRING"',
      'once',
    ],
    ['a null', { stage: null }, 'stage', 'Invalid input: expected string, received null', null],
  ])('refuses %s', async (_, json, field, message, rejectedValue) => {
    const customer = await newCustomer();
    expect(await refusalOf(customer, () => customer.create(json))).toEqual(
      invalid(field, message, rejectedValue),
    );
  });

  it('knows no customer that never was, and none of another company', async () => {
    const customer = await newCustomer();
    const authorization = await enkashAuthorization(newEnkashCompany());
    const answer = await refusalOf(customer, () =>
      call(`POST ${customer.path}`, { authorization, json: everyField }),
    );
    expect(answer).toEqual(noCustomer);
  });

  it('acts for a company of the token alone', async () => {
    const customer = await newCustomer();
    const partner = newEnkashCompany();
    const create = async (actsFor: string[]) => {
      const authorization = await enkashAuthorization(partner, { actsFor });
      return wire(
        call(`POST ${customer.path}?parentCompanyId=${customer.company}`, {
          authorization,
          json: everyField,
        }),
      );
    };
    const message = `the token may not act for company ${customer.company}`;
    expect(await refusalOf(customer, () => create([]) as never)).toEqual({
      status: 403,
      body: enkashFailure(403, 'INVALID_ACCESS', message),
    });
    expect((await create([customer.company])).status).toBe(200);
    expect(await customer.reminders()).toEqual([everyField]);
  });
});

describe.each<[string, Fate]>([
  ['a dropped connection', droppedAfter],
  ['a 500', failedAfter],
  ['a time-out', timedOutAfter(5)],
])('with %s in the place of the answer to its write', (_, loss) => {
  it.each([{ stage: 'FIRST' }, everyField])('%j is added once', async (json) => {
    const customer = await newCustomer();
    const { sent } = writesMeet(loss);

    const answer = await wire(customer.create(json));

    expect(sent).toHaveLength(2);
    const [reminder, ...others] = (await customer.reminders())!;
    expect(others).toEqual([]);
    expect(answer).toEqual(success({ customerId: customer.ref.id, ...reminder }, 'Reminder created'));
  });

  it('is added once also where another change comes before the repeat', async () => {
    const customer = await newCustomer();
    writesMeet(
      loss,
      overtaken(() => customer.create({ customerReminderId: 'other', stage: 'A' })),
    );

    const answer = await wire(customer.create(everyField));

    expect(answer).toEqual(success({ customerId: customer.ref.id, ...everyField }, 'Reminder created'));
    expect((await customer.reminders())!.map(({ customerReminderId }) => customerReminderId)).toEqual([
      'first',
      'other',
    ]);
  });

  it('was added also where the customer is deleted before the repeat', async () => {
    const customer = await newCustomer();
    writesMeet(
      loss,
      overtaken(() => customer.deleteCustomer()),
    );
    const answer = await wire(customer.create(everyField));
    expect(answer).toEqual(success({ customerId: customer.ref.id, ...everyField }, 'Reminder created'));
    expect(await wire(customer.get('first'))).toEqual(noCustomer);
  });
});

describe('at the same time', () => {
  it('all of several creations land', async () => {
    const customer = await newCustomer();
    const stages = ['A', 'B', 'C', 'D', 'E'];

    const answers = await Promise.all(stages.map((stage) => customer.create({ stage })));

    expect(answers.map(({ status }) => status)).toEqual(stages.map(() => 200));
    expect((await customer.reminders())!.map(({ stage }) => stage).sort()).toEqual(stages);
    expect((await customer.stored())?.version).toBe(1 + stages.length);
  });

  it('one of two creations with one id lands', async () => {
    const customer = await newCustomer();

    const answers = await Promise.all([customer.create(everyField), customer.create(everyField)]);

    expect(answers.map(({ status }) => status).sort()).toEqual([200, 422]);
    expect(await customer.reminders()).toEqual([everyField]);
  });

  it('the hundredth is one of two', async () => {
    const customer = await newCustomer(
      Array.from({ length: 99 }, (_, index) => ({ customerReminderId: `r${index}` })),
    );
    const answers = await Promise.all([customer.create({ stage: 'A' }), customer.create({ stage: 'B' })]);
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 422]);
    expect(await customer.reminders()).toHaveLength(100);
  });

  it('a creation that the deletion of the customer overtakes finds no customer', async () => {
    const customer = await newCustomer();
    writesMeet(overtaken(() => customer.deleteCustomer()));
    expect(await wire(customer.create(everyField))).toEqual(noCustomer);
    expect(await customer.reminders()).toBe(undefined);
  });

  it('a deletion of the customer that a creation overtakes deletes both', async () => {
    const customer = await newCustomer();
    writesMeet(
      overtaken(async () => expect((await customer.create(everyField)).status).toBe(200)),
      answered,
    );
    expect((await customer.deleteCustomer()).status).toBe(200);
    expect(await wire(customer.get('first'))).toEqual(noCustomer);
    expect(await customer.stored()).toMatchObject({ linkCount: 0, version: 3, deletion: expect.any(Object) });
  });
});
