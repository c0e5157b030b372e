import { describe, expect, it } from 'vitest';
import { planOf } from '../../infra/commands/new-operation/plan.ts';
import { StartupError } from '../../infra/startup-error.ts';

describe('an operation', () => {
  it.each([
    ['get-reminder', 'GET /a', 'get-reminder is no <dialect>/<resource>/<verb>-<noun> in lower case'],
    ['enkash/reminders/get', 'GET /a', 'enkash/reminders/get is no <dialect>/'],
    ['enkash/reminders/Get-Reminder', 'GET /a', 'enkash/reminders/Get-Reminder is no <dialect>/'],
    ['enkash/reminders/../get-reminder', 'GET /a', 'enkash/reminders/../get-reminder is no <dialect>/'],
    [
      'sap/reminders/get-reminder',
      'GET /a',
      'sap is no dialect: enkash, amili, beel, beel-flat, operator, service',
    ],
    ['enkash/dialect/get-reminder', 'GET /a', 'dialect is no resource'],
    ['enkash/reminders/get-reminder', 'FETCH /a', 'FETCH /a is no route'],
    ['enkash/reminders/get-reminder', 'GET a', 'GET a is no route'],
    ['enkash/reminders/get-reminder', 'GET /a/', 'GET /a/ is no route'],
    ['enkash/reminders/get-reminder', 'GET /{}', 'GET /{} is no route'],
    ['enkash/reminders/get-reminder', 'GET /{a', 'GET /{a is no route'],
    ['enkash/reminders/get-reminder', 'GET /a{b}', 'GET /a{b} is no route'],
    ['enkash/reminders/get-reminder', 'GET /{a-b}', 'GET /{a-b} is no route'],
    ['enkash/reminders/get-reminder', 'GET /{a}/{a}', 'the path has {a} twice'],
    ['enkash/reminders/create-reminder', 'GET /a', 'the verb create does not fit GET'],
    ['enkash/reminders/list-reminders', 'POST /a', 'the verb list does not fit POST'],
    ['enkash/reminders/delete-reminder', 'PUT /a', 'the verb delete does not fit PUT'],
    ['enkash/reminders/get-reminder', 'DELETE /a', 'the verb get does not fit DELETE'],
    [
      'enkash/customers/delete-customer',
      'DELETE /a',
      'there is an operation enkash/customers/delete-customer already',
    ],
    [
      'enkash/credit-notes/delete-credit-note',
      'DELETE /api/v0/customer/{id}',
      'enkash/customers/delete-customer has the route DELETE /api/v0/customer/{id} already',
    ],
    [
      'enkash/reminders/delete-customer',
      'DELETE /a',
      'its function would be called like that of enkash/customers/delete-customer',
    ],
    [
      'enkash/reminders/delete-invoice-collection',
      'DELETE /a',
      'enkash/invoices/delete-invoices is documented as deleteInvoiceCollection already',
    ],
    [
      `enkash/reminders/get-${'a'.repeat(37)}`,
      'GET /a',
      "its function's name would have 65 characters, Lambda takes 64",
    ],
    [
      'enkash/customers/customer-life',
      'POST /a',
      'test/enkash/customers/customer-life.test.ts is there already',
    ],
  ])('%s %s is refused: %s', (name, route, message) => {
    expect(() => planOf(name, route)).toThrow(StartupError);
    expect(() => planOf(name, route)).toThrow(message);
  });

  it('may have a function name of 64 characters', () => {
    const { verb } = planOf(`enkash/reminders/get-${'a'.repeat(36)}`, 'GET /a');
    expect(verb).toBe('get');
  });

  it('may have the method of another route, and the name of a function in another dialect', () => {
    const { camelName, hasBody, parameters } = planOf(
      'beel/customers/deactivate-customer',
      'PUT /api/v1/companies/{company_id}/customers/{customer_id}',
    );
    expect({ camelName, hasBody }).toEqual({ camelName: 'deactivateCustomer', hasBody: true });
    expect(parameters.map(({ name, schema }) => [name, schema])).toEqual([
      ['company_id', 'uuid()'],
      ['customer_id', 'uuid()'],
    ]);
  });
});
