import * as z from 'zod/mini';
import { receivables } from '../../../shared/dynamodb/tables.ts';
import type { Documentation } from '../../../shared/http/documentation.ts';
import { lambda } from '../../../shared/http/lambda.ts';
import type { Operation } from '../../../shared/http/operation.ts';
import { stampOf } from '../../../shared/receivables/stamp.ts';
import { type EnkashAccess, tenantOf } from '../dialect/caller.ts';
import { enkash } from '../dialect/dialect.ts';
import { responses } from '../dialect/envelope.ts';
import { noCustomer, protectedCustomer } from '../dialect/errors.ts';
import { companyId, customerId } from '../dialect/identifiers.ts';
import { setStatus } from './customer-status.ts';

/** Deactivate customer. The vendor's page cannot be read: path and answer are inferred from activate. */
export const operation = {
  name: 'enkash/customers/deactivate-customer',
  route: 'PUT /api/v0/customer/deactivate/{customerId}',
  access: 'token',
  grants: { receivables: ['GetItem', 'UpdateItem'], tokenKey: 'verify' },
  path: z.object({ customerId: customerId() }),
  query: z.object({ parentCompanyId: z.optional(companyId()) }),
} as const satisfies Operation<EnkashAccess>;

export const handler = lambda<typeof documentation>()(
  enkash,
  operation,
  async function deactivateCustomer({ caller, path, query, origin, note }) {
    const ref = { ...note(tenantOf(caller, query.parentCompanyId)), id: path.customerId };
    const stamp = stampOf(origin, caller.username);
    const { outcome } = note(await setStatus(receivables(origin), ref, 'INACTIVE', stamp));
    if (outcome === 'notFound') throw noCustomer(ref.id);
    if (outcome === 'protected') throw protectedCustomer(ref.id);
    return { payload: ref.id, message: 'Customer deactivated' };
  },
);

export const documentation = () =>
  ({
    operationId: 'deactivateCustomer',
    summary: 'Deactivate a customer: it takes no new invoices',
    description:
      'An inactive customer stays as it is. From the answer on no new invoice refers to the customer, whatever was on its ' +
      'way; those that do stay. It can be changed, activated again, and deleted once no live invoice refers to it.',
    source: 'inferred',
    responses: responses(customerId(), 400, 401, 403, 404, 422, 500),
  }) satisfies Documentation;
