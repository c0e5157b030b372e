import * as z from 'zod/mini';
import { receivables } from '../../../shared/dynamodb/tables.ts';
import { lambda } from '../../../shared/http/lambda.ts';
import type { Documentation, Operation } from '../../../shared/http/operation.ts';
import { createCustomer } from '../../../shared/receivables/customers/create.ts';
import { stampOf } from '../../../shared/receivables/stamp.ts';
import { type EnkashAccess, effectiveCompany, enkash } from '../dialect/dialect.ts';
import { answers } from '../dialect/envelope.ts';
import { companyId, newCustomerId } from '../dialect/identifiers.ts';
import { customerFields, customerPayload, customerSchema, profileOf } from './customer.ts';

/** createCustomer: https://docs.enkash.com/api-8990295 */
export const operation = {
  name: 'enkash/customers/create-customer',
  route: 'POST /api/v0/customer',
  access: 'token',
  grants: { receivables: ['PutItem'], tokenKey: 'verify' },
  body: z.object({ companyId: z.optional(companyId()), ...customerFields() }),
} as const satisfies Operation<EnkashAccess>;

/** Ids drawn for one customer: a second is needed once in 2^72 / (customers of the company). */
const DRAWS = 3;

/** Nothing but the id is unique: the vendor has no rule for account numbers and references, so customers may share them. */
export const handler = lambda(
  enkash,
  operation,
  async function createEnkashCustomer({ caller, body, origin }) {
    const { companyId: requested, ...fields } = body;
    const tenant = effectiveCompany(caller, requested);
    const stamp = stampOf(origin, caller.username);
    const profile = profileOf(fields);
    for (let draw = 0; draw < DRAWS; draw++) {
      const id = newCustomerId();
      const ref = { vendor: 'enkash', tenant, id };
      const reference = { customerId: id, companyId: tenant };
      const result = await createCustomer(receivables(), { ref, profile, reference }, stamp);
      if (result.outcome === 'created') {
        return { payload: customerPayload(result.customer), message: 'Customer created' };
      }
    }
    throw new Error(`${DRAWS} random customer ids were all taken`);
  },
);

export const documentation = (): Documentation => ({
  operationId: 'createCustomer',
  summary: 'Create a customer',
  responses: answers(customerSchema(), 400, 401, 403, 500),
});
