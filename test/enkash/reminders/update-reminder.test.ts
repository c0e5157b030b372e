import { afterEach, describe, expect, it, vi } from 'vitest';
import { writesMeet } from '../../repeats/writes-meet.ts';
import { enkashAuthorization, newEnkashCompany } from '../../support/credentials.ts';
import { enkashFailure } from '../../support/envelopes.ts';
import { droppedAfter, type Fate, failedAfter, overtaken, timedOutAfter } from '../../support/faults.ts';
import { call } from '../../support/http.ts';
import {
  invalid,
  newCustomer,
  noCustomer,
  noReminder,
  refusalOf,
  success,
  unprocessable,
  wire,
} from './reminders.ts';

afterEach(() => {
  vi.restoreAllMocks();
});

const full = {
  customerReminderId: 'a',
  dueDateDifference: 3,
  reminderInterval: 7,
  reminderTime: '09:30',
  reminderType: 'RECURRING',
  stage: 'FIRST',
};
const other = { customerReminderId: 'b', stage: 'x' };

describe('PATCH /api/v0/customer-reminder/{customerId}/{customerReminderId}', () => {
  it('changes what is named in its place, and touches nothing else', async () => {
    const customer = await newCustomer([full, other]);
    const before = await customer.stored();
    const changes = { dueDateDifference: -2, stage: null, unknown: 1 };

    const answer = await wire(customer.update('a', changes));

    const { stage: _, ...rest } = full;
    const reminder = { ...rest, dueDateDifference: -2 };
    expect(answer).toEqual(success({ customerId: customer.ref.id, ...reminder }, 'Reminder updated'));
    const update = {
      at: expect.any(String),
      by: 'ada@example.com',
      requestId: expect.any(String),
      operation: 'enkash/reminders/update-reminder',
    };
    expect(await customer.stored()).toEqual({
      ...before,
      profile: { ...before?.profile, customerReminders: [reminder, other] },
      settled: expect.any(Set),
      update,
      version: 2,
    });
  });

  it('sets every field, and clears every field', async () => {
    const customer = await newCustomer([{ customerReminderId: 'a' }]);
    expect((await customer.update('a', full)).body).toMatchObject({ payload: full });
    expect(await customer.reminders()).toEqual([full]);
    const { customerReminderId, ...fields } = full;
    const nothing = Object.fromEntries(Object.keys(fields).map((name) => [name, null]));
    expect(await wire(customer.update('a', nothing))).toEqual(
      success({ customerId: customer.ref.id, customerReminderId }, 'Reminder updated'),
    );
    expect(await customer.reminders()).toEqual([{ customerReminderId }]);
  });

  it.each([
    ['nothing', {}],
    ['its own id', { customerReminderId: 'a' }],
    ['what it is already', { stage: 'FIRST', reminderTime: '09:30' }],
    ['what is unknown', { customerId: 'KC0000000000000X', x: null }],
  ])('writes nothing where the body names %s', async (_, json) => {
    const customer = await newCustomer([full]);
    expect(await refusalOf(customer, () => customer.update('a', json))).toEqual(
      success({ customerId: customer.ref.id, ...full }, 'Reminder updated'),
    );
  });

  it('changes the first where older data has an id twice', async () => {
    const customer = await newCustomer([other, { ...other, stage: 'second' }]);
    const answer = await customer.update('b', { stage: 'y' });
    expect(answer.body).toMatchObject({ payload: { stage: 'y' } });
    expect(await customer.reminders()).toEqual([
      { ...other, stage: 'y' },
      { ...other, stage: 'second' },
    ]);
  });

  it.each<[string, unknown, string, string, unknown]>([
    ['another id', { customerReminderId: 'b' }, 'customerReminderId', 'must be the one in the path', 'b'],
    [
      'another id, which it does not give back whole',
      { customerReminderId: 'b'.repeat(1_000) },
      'customerReminderId',
      'must be the one in the path',
      `${'b'.repeat(100)}…`,
    ],
    [
      'no id',
      { customerReminderId: null },
      'customerReminderId',
      'Invalid input: expected string, received null',
      null,
    ],
    [
      'an interval of 0',
      { reminderInterval: 0 },
      'reminderInterval',
      'Too small: expected number to be >=1',
      0,
    ],
    [
      'a broken number of days',
      { dueDateDifference: 1.5 },
      'dueDateDifference',
      'Invalid input: expected int, received number',
      1.5,
    ],
    [
      'a time without a colon',
      { reminderTime: '0930' },
      'reminderTime',
      'Invalid string: must match pattern /^([01]\\d|2[0-3]):[0-5]\\d$/',
      '0930',
    ],
    [
      'an unknown type',
      { reminderType: 'TWICE' },
      'reminderType',
      'Invalid option: expected one of "ONCE"|"RECURRING"',
      'TWICE',
    ],
    ['a number as text', { stage: 1 }, 'stage', 'Invalid input: expected string, received number', 1],
  ])('refuses %s', async (_, json, field, message, rejectedValue) => {
    const customer = await newCustomer([full, other]);
    expect(await refusalOf(customer, () => customer.update('a', json))).toEqual(
      invalid(field, message, rejectedValue),
    );
  });

  it('refuses what does not fit into the customer beside what is there', async () => {
    const customer = await newCustomer([{ customerReminderId: 'long', stage: 'x'.repeat(150_000) }, full]);
    expect(await refusalOf(customer, () => customer.update('a', { stage: 'y'.repeat(150_000) }))).toEqual(
      unprocessable('the customer would be larger than the 250 KB that one may have'),
    );
  });

  it('finds no reminder of another id, none of a deleted customer and none of another company', async () => {
    const customer = await newCustomer([full]);
    const json = { stage: 'y' };
    expect(await refusalOf(customer, () => customer.update('A', json))).toEqual(noReminder);
    const authorization = await enkashAuthorization(newEnkashCompany());
    const byStranger = () => call(`PATCH ${customer.path}/a`, { authorization, json });
    expect(await refusalOf(customer, byStranger)).toEqual(noCustomer);
    await customer.deleteCustomer();
    expect(await refusalOf(customer, () => customer.update('a', json))).toEqual(noCustomer);
  });

  it('acts for a company of the token alone', async () => {
    const customer = await newCustomer([full]);
    const update = async (actsFor: string[]) => {
      const authorization = await enkashAuthorization(newEnkashCompany(), { actsFor });
      const url = `${customer.path}/a?parentCompanyId=${customer.company}`;
      return call(`PATCH ${url}`, { authorization, json: { stage: 'y' } });
    };
    const message = `the token may not act for company ${customer.company}`;
    expect(await refusalOf(customer, () => update([]))).toEqual({
      status: 403,
      body: enkashFailure(403, 'INVALID_ACCESS', message),
    });
    expect((await update([customer.company])).status).toBe(200);
  });
});

describe('at the same time', () => {
  it('changes of many fields of one reminder: none is lost', async () => {
    const customer = await newCustomer([{ customerReminderId: 'a' }]);
    const { customerReminderId: _, ...fields } = full;
    const changes = Object.entries(fields).map(([name, value]) => ({ [name]: value }));

    const answers = await Promise.all(changes.map((change) => customer.update('a', change)));

    expect(answers.map(({ status }) => status)).toEqual(changes.map(() => 200));
    expect(await customer.reminders()).toEqual([full]);
  });

  it('a change that the deletion of its reminder overtakes finds no reminder', async () => {
    const customer = await newCustomer([full]);
    writesMeet(overtaken(() => customer.delete('a')));
    expect(await wire(customer.update('a', { stage: 'y' }))).toEqual(noReminder);
    expect(await customer.reminders()).toEqual([]);
  });

  it('a change that the deletion of the customer overtakes finds no customer', async () => {
    const customer = await newCustomer([full]);
    writesMeet(overtaken(() => customer.deleteCustomer()));
    expect(await wire(customer.update('a', { stage: 'y' }))).toEqual(noCustomer);
    expect(await customer.reminders()).toEqual([full]);
  });

  it.each<[string, Fate]>([
    ['a dropped connection', droppedAfter],
    ['a 500', failedAfter],
    ['a time-out', timedOutAfter(5)],
  ])('after %s in the place of its answer it does not undo what came after it', async (_, loss) => {
    const customer = await newCustomer([full]);
    writesMeet(
      loss,
      overtaken(() => customer.update('a', { stage: 'LATER' })),
    );

    const answer = await wire(customer.update('a', { stage: 'SECOND' }));

    const shown = { customerId: customer.ref.id, ...full, stage: 'SECOND' };
    expect(answer).toEqual(success(shown, 'Reminder updated'));
    expect(await customer.reminders()).toEqual([{ ...full, stage: 'LATER' }]);
  });
});
