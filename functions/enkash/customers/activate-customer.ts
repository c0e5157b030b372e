import * as z from 'zod/mini';
import { receivables } from '../../../shared/dynamodb/tables.ts';
import type { Documentation } from '../../../shared/http/documentation.ts';
import { lambda } from '../../../shared/http/lambda.ts';
import type { Operation } from '../../../shared/http/operation.ts';
import { stampOf } from '../../../shared/receivables/stamp.ts';
import { type EnkashAccess, tenantOf } from '../dialect/caller.ts';
import { enkash } from '../dialect/dialect.ts';
import { responses } from '../dialect/envelope.ts';
import { noCustomer } from '../dialect/errors.ts';
import { companyId, customerId } from '../dialect/identifiers.ts';
import { setStatus } from './customer-status.ts';

/** Activate customer: https://docs.enkash.com/api-8990296 */
export const operation = {
  name: 'enkash/customers/activate-customer',
  route: 'PUT /api/v0/customer/activate/{customerId}',
  access: 'token',
  grants: { receivables: ['GetItem', 'UpdateItem'], tokenKey: 'verify' },
  path: z.object({ customerId: customerId() }),
  query: z.object({ parentCompanyId: z.optional(companyId()) }),
} as const satisfies Operation<EnkashAccess>;

export const handler = lambda<typeof documentation>()(
  enkash,
  operation,
  async function activateCustomer({ caller, path, query, origin, note }) {
    const ref = { ...note(tenantOf(caller, query.parentCompanyId)), id: path.customerId };
    const stamp = stampOf(origin, caller.username);
    const { outcome } = note(await setStatus(receivables(origin), ref, 'ACTIVE', stamp));
    if (outcome === 'notFound') throw noCustomer(ref.id);
    return { payload: ref.id, message: 'Customer activated' };
  },
);

export const documentation = () =>
  ({
    operationId: 'activateCustomer',
    summary: 'Activate a customer',
    description: 'An active customer stays as it is. A deleted one does not come back: it is not found.',
    source: 'documented',
    responses: responses(customerId(), 400, 401, 403, 404, 500),
  }) satisfies Documentation;
