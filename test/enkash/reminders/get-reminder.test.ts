import { describe, expect, it } from 'vitest';
import { enkashAuthorization, newEnkashCompany } from '../../support/credentials.ts';
import { enkashFailure } from '../../support/envelopes.ts';
import { call } from '../../support/http.ts';
import { newCustomer, noCustomer, noReminder, success, wire } from './reminders.ts';

describe('GET /api/v0/customer-reminder/{customerId}/{customerReminderId}', () => {
  it('shows every field, and leaves out what there is not', async () => {
    const full = {
      customerReminderId: 'full',
      dueDateDifference: 3,
      reminderInterval: 1,
      reminderTime: '00:00',
      reminderType: 'RECURRING',
      stage: '',
    };
    const customer = await newCustomer([{ customerReminderId: 'bare' }, full]);
    const { id: customerId } = customer.ref;
    expect(await wire(customer.get('full'))).toEqual(success({ customerId, ...full }, 'Reminder found'));
    const bare = { customerId, customerReminderId: 'bare' };
    expect(await wire(customer.get('bare'))).toEqual(success(bare, 'Reminder found'));
  });

  it('shows the first where older data has an id twice', async () => {
    const customer = await newCustomer([
      { customerReminderId: 'a', stage: 'FIRST' },
      { customerReminderId: 'a', stage: 'SECOND' },
    ]);
    const first = { customerId: customer.ref.id, customerReminderId: 'a', stage: 'FIRST' };
    expect(await wire(customer.get('a'))).toEqual(success(first, 'Reminder found'));
  });

  it('finds none of another id, with or without other reminders', async () => {
    const [some, none] = [await newCustomer([{ customerReminderId: 'a' }]), await newCustomer()];
    for (const customer of [some, none])
      for (const id of ['A', 'a ', 'constructor', '0'])
        expect(await wire(customer.get(id))).toEqual(noReminder);
  });

  it('finds nothing of a deleted customer, of another company’s, and of one that never was', async () => {
    const customer = await newCustomer([{ customerReminderId: 'a' }]);
    const stranger = await enkashAuthorization(newEnkashCompany());
    expect(await wire(call(`GET ${customer.path}/a`, { authorization: stranger }))).toEqual(noCustomer);
    await customer.deleteCustomer();
    expect(await wire(customer.get('a'))).toEqual(noCustomer);
  });

  it('looks into a company of the token alone', async () => {
    const customer = await newCustomer([{ customerReminderId: 'a' }]);
    const get = (actsFor: string[]) =>
      enkashAuthorization(newEnkashCompany(), { actsFor }).then((authorization) =>
        wire(call(`GET ${customer.path}/a?parentCompanyId=${customer.company}`, { authorization })),
      );
    const message = `the token may not act for company ${customer.company}`;
    expect(await get([])).toEqual({ status: 403, body: enkashFailure(403, 'INVALID_ACCESS', message) });
    expect((await get([customer.company])).status).toBe(200);
  });
});
