import * as z from 'zod/mini';
import { receivables } from '../../../shared/dynamodb/tables.ts';
import type { Documentation } from '../../../shared/http/documentation.ts';
import { lambda } from '../../../shared/http/lambda.ts';
import type { Operation } from '../../../shared/http/operation.ts';
import { changeCustomer } from '../../../shared/receivables/customers/change.ts';
import { readCustomer } from '../../../shared/receivables/customers/read.ts';
import { isAsSeen } from '../../../shared/receivables/customers/tag.ts';
import type { CustomerItem } from '../../../shared/receivables/items.ts';
import { stampOf } from '../../../shared/receivables/stamp.ts';
import type { Customer } from '../customers/customer.ts';
import { type EnkashAccess, tenantOf } from '../dialect/caller.ts';
import { enkash } from '../dialect/dialect.ts';
import { responses } from '../dialect/envelope.ts';
import { changedCustomer, noCustomer } from '../dialect/errors.ts';
import { companyId, customerId } from '../dialect/identifiers.ts';
import { without } from './customer-reminders.ts';
import { noReminder } from './reminder.ts';

/** deleteReminder, of which the vendor shows the name only. Path and answer are our choice. */
export const operation = {
  name: 'enkash/reminders/delete-reminder',
  route: 'DELETE /api/v0/customer-reminder/{customerId}/{customerReminderId}',
  access: 'token',
  grants: { receivables: ['GetItem', 'UpdateItem'], tokenKey: 'verify' },
  path: z.object({ customerId: customerId(), customerReminderId: z.string() }),
  query: z.object({ parentCompanyId: z.optional(companyId()) }),
  deletes: 'one',
} as const satisfies Operation<EnkashAccess>;

export const handler = lambda<typeof documentation>()(
  enkash,
  operation,
  async function deleteReminder({ caller, path, query, wishes: { dryRun, seen }, origin, note }) {
    const ref = { ...note(tenantOf(caller, query.parentCompanyId)), id: path.customerId };
    const id = path.customerReminderId;
    const stamp = stampOf(origin, caller.username);
    const table = receivables(origin);
    // A reminder is a part of its customer, so what was seen of it is the customer.
    const changeOf = (customer: CustomerItem<Customer>) => {
      const change = without(customer, id);
      if (change && !isAsSeen(customer, seen)) throw changedCustomer(ref.id);
      return change;
    };
    if (dryRun) {
      const customer = await readCustomer<Customer>(table, ref);
      if (!customer) throw noCustomer(ref.id);
      if (!changeOf(customer)) throw noReminder(ref.id);
      note({ outcome: 'removable' });
      return { payload: id, message: 'Reminder would be deleted' };
    }
    const result = await changeCustomer<Customer>(table, ref, changeOf, stamp);
    note({ outcome: result.outcome === 'updated' ? 'removed' : 'notFound' });
    if (result.outcome === 'unchanged') throw noReminder(ref.id);
    if (result.outcome !== 'updated') throw noCustomer(ref.id);
    return { payload: id, message: 'Reminder deleted' };
  },
);

export const documentation = () =>
  ({
    operationId: 'deleteReminder',
    summary: 'Delete a reminder of a customer',
    description: 'What `If-Match` has is the tag of the customer, whose reminders are a part of it.',
    source: 'ours',
    responses: responses(z.string(), 400, 401, 403, 404, 412, 500),
  }) satisfies Documentation;
