import { receivables } from '../../../shared/dynamodb/tables.ts';
import type { Documentation } from '../../../shared/http/documentation.ts';
import { lambda } from '../../../shared/http/lambda.ts';
import type { Operation } from '../../../shared/http/operation.ts';
import { createCustomer } from '../../../shared/receivables/customers/create.ts';
import { stampOf } from '../../../shared/receivables/stamp.ts';
import { type EnkashAccess, tenantOf } from '../dialect/caller.ts';
import { enkash } from '../dialect/dialect.ts';
import { responses } from '../dialect/envelope.ts';
import { newCustomerId } from '../dialect/identifiers.ts';
import { newCustomer, shown, stored } from './customer.ts';
import { requested } from './customer-request.ts';
import { answered } from './customer-response.ts';

/** createCustomer: https://docs.enkash.com/api-8990295 */
export const operation = {
  name: 'enkash/customers/create-customer',
  route: 'POST /api/v0/customer',
  access: 'token',
  grants: { receivables: ['PutItem'], tokenKey: 'verify' },
  body: requested(),
} as const satisfies Operation<EnkashAccess>;

/** How often to draw an id. A drawn id is taken once in 2^72 / (customers of the company) draws. */
const DRAWS = 3;

/** Only the id is unique. The vendor has no rule for account numbers and references: customers may share them. */
export const handler = lambda<typeof documentation>()(
  enkash,
  operation,
  async function createEnkashCustomer({ caller, body, origin, note }) {
    const tenant = note(tenantOf(caller, body.companyId));
    const stamp = stampOf(origin, caller.username);
    const profile = stored(body);
    for (let draw = 0; draw < DRAWS; draw++) {
      const wanted = newCustomer(tenant, newCustomerId(), profile);
      const result = note(await createCustomer(receivables(origin), wanted, stamp));
      if (result.outcome === 'created') {
        return { payload: shown(result.customer), message: 'Customer created' };
      }
    }
    throw new Error(`${DRAWS} random customer ids were all taken`);
  },
);

export const documentation = () =>
  ({
    operationId: 'createCustomer',
    summary: 'Create a customer',
    source: 'documented',
    responses: responses(answered(), 400, 401, 403, 500),
  }) satisfies Documentation;
