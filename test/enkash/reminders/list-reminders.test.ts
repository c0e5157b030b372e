import { describe, expect, it } from 'vitest';
import { enkashAuthorization, newEnkashCompany } from '../../support/credentials.ts';
import { enkashFailure } from '../../support/envelopes.ts';
import { call } from '../../support/http.ts';
import { invalid, newCustomer, noCustomer, success, wire } from './reminders.ts';

const ids = (count: number) =>
  Array.from({ length: count }, (_, index) => ({ customerReminderId: `r${index}`, stage: `S${index}` }));

/** The ids of a page, and what it says of itself. */
const pageOf = async (answer: ReturnType<typeof call>) => {
  const { payload, response_message } = (await answer).body as {
    payload: { data: { customerReminderId: string }[] };
    response_message: string;
  };
  const { data, ...others } = payload;
  return { ...others, ids: data.map(({ customerReminderId }) => customerReminderId), response_message };
};

describe('GET /api/v0/customer-reminder/{customerId}', () => {
  it('lists what was added last first, with every field', async () => {
    const reminder = {
      customerReminderId: 'b',
      dueDateDifference: -1,
      reminderInterval: 2,
      reminderTime: '23:59',
      reminderType: 'RECURRING',
      stage: 'x',
    };
    const customer = await newCustomer([{ customerReminderId: 'a' }, reminder]);
    const { id: customerId } = customer.ref;

    const answer = await wire(customer.list());

    const payload = {
      data: [
        { customerId, ...reminder },
        { customerId, customerReminderId: 'a' },
      ],
      total_count: 2,
      has_more: false,
      limit: 50,
      offset: 0,
    };
    expect(answer).toEqual(success(payload, '2 of 2 reminder(s) found'));
  });

  it.each([
    ['', { ids: ['r4', 'r3', 'r2', 'r1', 'r0'], has_more: false, limit: 50, offset: 0 }],
    ['?direction=ASC&orderBy=createdOn&limit=2', { ids: ['r0', 'r1'], has_more: true, limit: 2, offset: 0 }],
    ['?limit=2&offset=3', { ids: ['r1', 'r0'], has_more: false, limit: 2, offset: 3 }],
    ['?limit=5000&offset=50000&x=1', { ids: [], has_more: false, limit: 5_000, offset: 50_000 }],
  ])('has the page %j', async (query, { ids: found, ...frame }) => {
    const customer = await newCustomer(ids(5));
    expect(await pageOf(customer.list(query))).toEqual({
      ...{ ids: found, ...frame, total_count: 5 },
      response_message: `${found.length} of 5 reminder(s) found`,
    });
  });

  it('is empty where the customer has none', async () => {
    const customer = await newCustomer();
    const payload = { data: [], total_count: 0, has_more: false, limit: 50, offset: 0 };
    expect(await wire(customer.list())).toEqual(success(payload, '0 of 0 reminder(s) found'));
  });

  it('has 50 of 100, and all of them where they are asked for', async () => {
    const customer = await newCustomer(ids(100));
    expect((await pageOf(customer.list())).ids).toHaveLength(50);
    expect((await pageOf(customer.list('?limit=100'))).ids).toHaveLength(100);
  });

  it('follows the changes at once, each in its place', async () => {
    const customer = await newCustomer(ids(2));
    await customer.create({ customerReminderId: 'new', stage: 'x' });
    await customer.update('r0', { stage: 'y' });
    await customer.delete('r1');
    expect((await pageOf(customer.list('?direction=ASC'))).ids).toEqual(['r0', 'new']);
  });

  it.each([
    ['limit=0', 'limit', 'must be at least 1', 0],
    ['limit=5001', 'limit', 'must be at most 5000', 5001],
    ['offset=-1', 'offset', 'must be at least 0', -1],
    ['offset=50001', 'offset', 'must be at most 50000', 50001],
    ['limit=ten', 'limit', 'must be a whole number', 'ten'],
    ['orderBy=stage', 'orderBy', 'Invalid input: expected "createdOn"', 'stage'],
    ['direction=asc', 'direction', 'Invalid option: expected one of "ASC"|"DESC"', 'asc'],
    ['parentCompanyId=x', 'parentCompanyId', 'Invalid string: must match pattern /^CEK[A-Z0-9]{7}$/', 'x'],
  ])('refuses %s', async (query, field, message, rejectedValue) => {
    const customer = await newCustomer();
    expect(await wire(customer.list(`?${query}`))).toEqual(invalid(field, message, rejectedValue));
  });

  it('finds no deleted customer, and none of another company', async () => {
    const customer = await newCustomer(ids(1));
    const stranger = await enkashAuthorization(newEnkashCompany());
    expect(await wire(call(`GET ${customer.path}`, { authorization: stranger }))).toEqual(noCustomer);
    await customer.deleteCustomer();
    expect(await wire(customer.list())).toEqual(noCustomer);
  });

  it('looks into a company of the token alone', async () => {
    const customer = await newCustomer(ids(1));
    const list = (actsFor: string[]) =>
      enkashAuthorization(newEnkashCompany(), { actsFor }).then((authorization) =>
        wire(call(`GET ${customer.path}?parentCompanyId=${customer.company}`, { authorization })),
      );
    const message = `the token may not act for company ${customer.company}`;
    expect(await list([])).toEqual({ status: 403, body: enkashFailure(403, 'INVALID_ACCESS', message) });
    expect((await list([customer.company])).status).toBe(200);
  });
});
