import * as z from 'zod/mini';
import { receivables } from '../../../shared/dynamodb/tables.ts';
import type { Documentation } from '../../../shared/http/documentation.ts';
import { lambda } from '../../../shared/http/lambda.ts';
import type { Operation } from '../../../shared/http/operation.ts';
import { readCustomer } from '../../../shared/receivables/customers/read.ts';
import type { Customer } from '../customers/customer.ts';
import { type EnkashAccess, tenantOf } from '../dialect/caller.ts';
import { enkash } from '../dialect/dialect.ts';
import { responses } from '../dialect/envelope.ts';
import { noCustomer } from '../dialect/errors.ts';
import { companyId, customerId } from '../dialect/identifiers.ts';
import { reminderOf } from './customer-reminders.ts';
import { noReminder, shown } from './reminder.ts';
import { answered } from './reminder-response.ts';

/** getCustomerReminder, of which the vendor shows the name only. Path and answer are our choice. */
export const operation = {
  name: 'enkash/reminders/get-reminder',
  route: 'GET /api/v0/customer-reminder/{customerId}/{customerReminderId}',
  access: 'token',
  grants: { receivables: ['GetItem'], tokenKey: 'verify' },
  path: z.object({ customerId: customerId(), customerReminderId: z.string() }),
  query: z.object({ parentCompanyId: z.optional(companyId()) }),
} as const satisfies Operation<EnkashAccess>;

export const handler = lambda<typeof documentation>()(
  enkash,
  operation,
  async function getCustomerReminder({ caller, path, query, origin, note }) {
    const ref = { ...note(tenantOf(caller, query.parentCompanyId)), id: path.customerId };
    const customer = await readCustomer<Customer>(receivables(origin), ref);
    const reminder = customer && reminderOf(customer, path.customerReminderId);
    note({ outcome: reminder ? 'found' : 'notFound' });
    if (!customer) throw noCustomer(ref.id);
    if (!reminder) throw noReminder(ref.id);
    return { payload: shown(ref.id, reminder), message: 'Reminder found' };
  },
);

export const documentation = () =>
  ({
    operationId: 'getCustomerReminder',
    summary: 'Get a reminder of a customer',
    source: 'ours',
    responses: responses(answered(), 400, 401, 403, 404, 500),
  }) satisfies Documentation;
