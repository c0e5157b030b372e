import { afterEach, describe, expect, it, vi } from 'vitest';
import { writesMeet } from '../../repeats/writes-meet.ts';
import { enkashAuthorization, newEnkashCompany } from '../../support/credentials.ts';
import { enkashFailure } from '../../support/envelopes.ts';
import { overtaken } from '../../support/faults.ts';
import { call } from '../../support/http.ts';
import { newCustomer, noCustomer, noReminder, refusalOf, success, wire } from './reminders.ts';

afterEach(() => {
  vi.restoreAllMocks();
});

const [a, b, c] = ['a', 'b', 'c'].map((customerReminderId) => ({ customerReminderId, stage: 'x' })) as [
  ...{ customerReminderId: string; stage: string }[],
];

describe('DELETE /api/v0/customer-reminder/{customerId}/{customerReminderId}', () => {
  it('takes the reminder out, and touches nothing else', async () => {
    const customer = await newCustomer([a!, b!, c!]);
    const before = await customer.stored();

    expect(await wire(customer.delete('b'))).toEqual(success('b', 'Reminder deleted'));

    const update = {
      at: expect.any(String),
      by: 'ada@example.com',
      requestId: expect.any(String),
      operation: 'enkash/reminders/delete-reminder',
    };
    expect(await customer.stored()).toEqual({
      ...before,
      profile: { ...before?.profile, customerReminders: [a, c] },
      settled: expect.any(Set),
      update,
      version: 2,
    });
    expect(await wire(customer.get('b'))).toEqual(noReminder);
  });

  it('answers 404 the second time, and writes nothing', async () => {
    const customer = await newCustomer([a!]);
    await customer.delete('a');
    expect(await customer.reminders()).toEqual([]);
    expect(await refusalOf(customer, () => customer.delete('a'))).toEqual(noReminder);
  });

  it('takes the first out where older data has an id twice', async () => {
    const customer = await newCustomer([a!, b!, { ...a!, stage: 'second' }]);
    await customer.delete('a');
    expect(await customer.reminders()).toEqual([b, { ...a, stage: 'second' }]);
    await customer.delete('a');
    expect(await customer.reminders()).toEqual([b]);
  });

  it('takes one out of a customer that is larger than one may become', async () => {
    const long = { customerReminderId: 'long', stage: 'x'.repeat(260_000) };
    const customer = await newCustomer([a!, long]);
    expect((await customer.delete('a')).status).toBe(200);
    expect(await customer.reminders()).toEqual([long]);
  });

  it('finds nothing of a deleted customer, of another company’s, and of one that never was', async () => {
    const customer = await newCustomer([a!]);
    const authorization = await enkashAuthorization(newEnkashCompany());
    const byStranger = () => call(`DELETE ${customer.path}/a`, { authorization });
    expect(await refusalOf(customer, byStranger)).toEqual(noCustomer);
    await customer.deleteCustomer();
    expect(await refusalOf(customer, () => customer.delete('a'))).toEqual(noCustomer);
  });

  it('acts for a company of the token alone', async () => {
    const customer = await newCustomer([a!]);
    const remove = async (actsFor: string[]) => {
      const authorization = await enkashAuthorization(newEnkashCompany(), { actsFor });
      return call(`DELETE ${customer.path}/a?parentCompanyId=${customer.company}`, { authorization });
    };
    const message = `the token may not act for company ${customer.company}`;
    expect(await refusalOf(customer, () => remove([]))).toEqual({
      status: 403,
      body: enkashFailure(403, 'INVALID_ACCESS', message),
    });
    expect((await remove([customer.company])).status).toBe(200);
  });

  it('and deletions of others at the same time: all of them land', async () => {
    const customer = await newCustomer([a!, b!, c!]);
    const answers = await Promise.all(['a', 'b', 'c'].map((id) => customer.delete(id)));
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200]);
    expect(await customer.reminders()).toEqual([]);
  });

  it('keeps what is added meanwhile', async () => {
    const customer = await newCustomer([a!]);
    writesMeet(overtaken(() => customer.create(b)));
    expect((await customer.delete('a')).status).toBe(200);
    expect(await customer.reminders()).toEqual([{ reminderType: 'ONCE', ...b }]);
  });

  it('finds no customer where its deletion comes first', async () => {
    const customer = await newCustomer([a!]);
    writesMeet(overtaken(() => customer.deleteCustomer()));
    expect(await wire(customer.delete('a'))).toEqual(noCustomer);
    expect(await customer.reminders()).toEqual([a]);
  });
});
