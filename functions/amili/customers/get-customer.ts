import * as z from 'zod/mini';
import { receivables } from '../../../shared/dynamodb/tables.ts';
import { lambda } from '../../../shared/http/lambda.ts';
import type { Documentation, Operation } from '../../../shared/http/operation.ts';
import { readCustomer } from '../../../shared/receivables/customers/read.ts';
import { type AmiliAccess, amili, refused, tenantOf } from '../dialect/dialect.ts';
import { answers } from '../dialect/envelope.ts';
import { caseless, clientNo, numbersOf, ownNumber } from '../dialect/identifiers.ts';
import { shownCustomer } from './customer-request.ts';

/** GET one customer: https://docs.amili.dev/get-one-customer-3942674e0 */
export const operation = {
  name: 'amili/customers/get-customer',
  route: 'GET /clients/{clientno}/customers/{customerno}',
  access: 'token',
  grants: { receivables: ['GetItem'], tokenKey: 'verify' },
  path: z.object({ clientno: clientNo(), customerno: ownNumber() }),
  // Other GETs of the vendor take the name of the user who asks; nothing here depends on it.
  query: z.object({ userid: z.optional(z.string()) }),
} as const satisfies Operation<AmiliAccess>;

export const handler = lambda(amili, operation, async function getCustomer({ caller, path }) {
  const ref = { vendor: 'amili', tenant: tenantOf(caller, path.clientno), id: caseless(path.customerno) };
  const customer = await readCustomer(receivables(), ref);
  if (!customer) throw refused(404, 'NOT_FOUND', `There is no customer ${path.customerno}`);
  // Who wrote a customer is kept and not among the fields that the vendor shows.
  const { metadata: _, ...fields } = customer.profile ?? {};
  return { ...numbersOf(path.clientno, customer), ...fields };
});

export const documentation = (): Documentation => ({
  operationId: 'getCustomer',
  summary: 'GET one customer',
  responses: answers({ description: 'The customer', schema: shownCustomer() }, [401, 403, 404, 500]),
});
