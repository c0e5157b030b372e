import * as z from 'zod/mini';
import { receivables } from '../../../shared/dynamodb/tables.ts';
import type { Documentation } from '../../../shared/http/documentation.ts';
import { lambda } from '../../../shared/http/lambda.ts';
import type { Operation } from '../../../shared/http/operation.ts';
import { changeCustomer } from '../../../shared/receivables/customers/change.ts';
import { stampOf } from '../../../shared/receivables/stamp.ts';
import type { Customer } from '../customers/customer.ts';
import { type EnkashAccess, tenantOf } from '../dialect/caller.ts';
import { enkash } from '../dialect/dialect.ts';
import { responses } from '../dialect/envelope.ts';
import { invalidField, noCustomer } from '../dialect/errors.ts';
import { companyId, customerId } from '../dialect/identifiers.ts';
import { reminderOf, withChanges } from './customer-reminders.ts';
import { noReminder, shown } from './reminder.ts';
import { requested } from './reminder-changes-request.ts';
import { answered } from './reminder-response.ts';

/** updateCustomerReminder, of which the vendor shows the name only. That it is a PATCH and its path are our choice. */
export const operation = {
  name: 'enkash/reminders/update-reminder',
  route: 'PATCH /api/v0/customer-reminder/{customerId}/{customerReminderId}',
  access: 'token',
  grants: { receivables: ['GetItem', 'UpdateItem'], tokenKey: 'verify' },
  path: z.object({ customerId: customerId(), customerReminderId: z.string() }),
  query: z.object({ parentCompanyId: z.optional(companyId()) }),
  body: requested(),
} as const satisfies Operation<EnkashAccess>;

export const handler = lambda<typeof documentation>()(
  enkash,
  operation,
  async function updateCustomerReminder({ caller, path, query, body, origin, note }) {
    const ref = { ...note(tenantOf(caller, query.parentCompanyId)), id: path.customerId };
    const id = path.customerReminderId;
    // Our choice, as for customers. The path may be long: it says itself which id it has.
    if (body.customerReminderId !== undefined && body.customerReminderId !== id)
      throw invalidField('customerReminderId', body.customerReminderId, 'must be the one in the path');
    const stamp = stampOf(origin, caller.username);
    const result = note(
      await changeCustomer<Customer>(receivables(origin), ref, (seen) => withChanges(seen, id, body), stamp),
    );
    if (result.outcome !== 'updated' && result.outcome !== 'unchanged') throw noCustomer(ref.id);
    const reminder = reminderOf(result.customer, id);
    if (!reminder) throw noReminder(ref.id);
    return { payload: shown(ref.id, reminder), message: 'Reminder updated' };
  },
);

export const documentation = () =>
  ({
    operationId: 'updateCustomerReminder',
    summary: 'Change a reminder of a customer',
    description: 'What is left out stays, null clears.',
    source: 'ours',
    responses: responses(answered(), 400, 401, 403, 404, 422, 500),
  }) satisfies Documentation;
