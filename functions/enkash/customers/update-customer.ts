import * as z from 'zod/mini';
import { receivables } from '../../../shared/dynamodb/tables.ts';
import type { Documentation } from '../../../shared/http/documentation.ts';
import { lambda } from '../../../shared/http/lambda.ts';
import type { Operation } from '../../../shared/http/operation.ts';
import { stampOf } from '../../../shared/receivables/stamp.ts';
import { type EnkashAccess, tenantOf } from '../dialect/caller.ts';
import { enkash } from '../dialect/dialect.ts';
import { responses } from '../dialect/envelope.ts';
import { invalidField, noCustomer } from '../dialect/errors.ts';
import { companyId, customerId } from '../dialect/identifiers.ts';
import { shown } from './customer.ts';
import { change } from './customer-changes.ts';
import { requested } from './customer-changes-request.ts';
import { answered } from './customer-response.ts';

/** updateCustomer: https://docs.enkash.com/api-18880674 */
export const operation = {
  name: 'enkash/customers/update-customer',
  route: 'PATCH /api/v0/customer/{customerId}',
  access: 'token',
  grants: { receivables: ['GetItem', 'UpdateItem'], tokenKey: 'verify' },
  path: z.object({ customerId: customerId() }),
  query: z.object({ parentCompanyId: z.optional(companyId()) }),
  body: requested(),
} as const satisfies Operation<EnkashAccess>;

export const handler = lambda<typeof documentation>()(
  enkash,
  operation,
  async function updateCustomer({ caller, path, query, body, origin, note }) {
    const ref = { ...note(tenantOf(caller, query.parentCompanyId)), id: path.customerId };
    // Our choice: the vendor takes an id in both places and does not say what another one would mean.
    if (body.customerId !== undefined && body.customerId !== ref.id)
      throw invalidField('customerId', body.customerId, `must be ${ref.id}, as in the path`);
    const result = note(await change(receivables(origin), ref, body, stampOf(origin, caller.username)));
    switch (result.outcome) {
      case 'updated':
      case 'unchanged':
        return { payload: shown(result.customer), message: 'Customer updated' };
      default:
        throw noCustomer(ref.id);
    }
  },
);

export const documentation = () =>
  ({
    operationId: 'updateCustomer',
    summary: 'Update part of a customer',
    description:
      'Changes what the body names, of active and inactive customers; null clears a field, where it may be cleared. Key ' +
      'contacts and reminders are merged by their ids: an entry with a known id takes the place of that entry, one with ' +
      'a new id or none is added, those that are not mentioned stay. A contact is taken out with `deleted: true`; ' +
      '`customerReminders: null` takes all reminders out. Of two updates at once both are made.',
    source: 'documented',
    responses: responses(answered(), 400, 401, 403, 404, 422, 500),
  }) satisfies Documentation;
