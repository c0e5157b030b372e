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
import { customerId } from '../dialect/identifiers.ts';
import { pageOf } from '../dialect/paging.ts';
import { remindersOf } from './customer-reminders.ts';
import { shown } from './reminder.ts';
import { filters } from './reminder-filters.ts';
import { answered } from './reminder-list-response.ts';

/** getCustomerReminders, of which the vendor shows the name only. Path and answer are our choice. */
export const operation = {
  name: 'enkash/reminders/list-reminders',
  route: 'GET /api/v0/customer-reminder/{customerId}',
  access: 'token',
  grants: { receivables: ['GetItem'], tokenKey: 'verify' },
  path: z.object({ customerId: customerId() }),
  query: filters(),
} as const satisfies Operation<EnkashAccess>;

export const handler = lambda<typeof documentation>()(
  enkash,
  operation,
  async function getCustomerReminders({ caller, path, query, origin, note }) {
    const ref = { ...note(tenantOf(caller, query.parentCompanyId)), id: path.customerId };
    const customer = await readCustomer<Customer>(receivables(origin), ref);
    note({ outcome: customer ? 'listed' : 'notFound' });
    if (!customer) throw noCustomer(ref.id);
    const page = pageOf(remindersOf(customer), query);
    const data = page.data.map((reminder) => shown(ref.id, reminder));
    const message = `${data.length} of ${page.total_count} reminder(s) found`;
    return { payload: { ...page, data }, message };
  },
);

export const documentation = () =>
  ({
    operationId: 'getCustomerReminders',
    summary: 'List the reminders of a customer',
    description:
      'Those that were added last come first, unless `direction` is `ASC`. A customer has at most 100.',
    source: 'ours',
    responses: responses(answered(), 400, 401, 403, 404, 500),
  }) satisfies Documentation;
