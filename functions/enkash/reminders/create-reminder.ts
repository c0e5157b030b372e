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
import { noCustomer } from '../dialect/errors.ts';
import { companyId, customerId } from '../dialect/identifiers.ts';
import { withReminder } from './customer-reminders.ts';
import { shown, stored } from './reminder.ts';
import { requested } from './reminder-request.ts';
import { answered } from './reminder-response.ts';

/** createCustomerReminder, of which the vendor shows the name only. That the path names the customer is our choice. */
export const operation = {
  name: 'enkash/reminders/create-reminder',
  route: 'POST /api/v0/customer-reminder/{customerId}',
  access: 'token',
  grants: { receivables: ['GetItem', 'UpdateItem'], tokenKey: 'verify' },
  path: z.object({ customerId: customerId() }),
  query: z.object({ parentCompanyId: z.optional(companyId()) }),
  body: requested(),
} as const satisfies Operation<EnkashAccess>;

export const handler = lambda<typeof documentation>()(
  enkash,
  operation,
  async function createCustomerReminder({ caller, path, query, body, origin, note }) {
    const ref = { ...note(tenantOf(caller, query.parentCompanyId)), id: path.customerId };
    const stamp = stampOf(origin, caller.username);
    // Its id is drawn once: whichever attempt lands, it is the same reminder.
    const reminder = stored(body);
    const result = note(
      await changeCustomer<Customer>(receivables(origin), ref, (seen) => withReminder(seen, reminder), stamp),
    );
    if (result.outcome !== 'updated') throw noCustomer(ref.id);
    return { payload: shown(ref.id, reminder), message: 'Reminder created' };
  },
);

export const documentation = () =>
  ({
    operationId: 'createCustomerReminder',
    summary: 'Add a reminder to a customer',
    description:
      'The service keeps reminder rules; it sends no reminders. At least one field besides the id is needed. A customer ' +
      'has at most 100 reminders, each with an id of its own. Sent again without an id, it makes another reminder: name ' +
      'one, and the repeat is refused.',
    source: 'ours',
    responses: responses(answered(), 400, 401, 403, 404, 422, 500),
  }) satisfies Documentation;
