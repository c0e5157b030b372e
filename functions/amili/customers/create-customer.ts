import * as z from 'zod/mini';
import { lambda } from '../../../shared/http/lambda.ts';
import type { Documentation, Operation } from '../../../shared/http/operation.ts';
import { stampOf } from '../../../shared/receivables/stamp.ts';
import { type AmiliAccess, amili, tenantOf } from '../dialect/dialect.ts';
import { answers, outcome } from '../dialect/envelope.ts';
import { caseless, clientNo, numbersOf } from '../dialect/identifiers.ts';
import { writtenCustomer } from './customer-request.ts';
import { upsertCustomer } from './customer-upsert.ts';

/** POST (create) one customer: https://docs.amili.dev/post-create-one-customer-3942680e0 */
export const operation = {
  name: 'amili/customers/create-customer',
  route: 'POST /clients/{clientno}/customers',
  access: 'token',
  grants: { receivables: ['GetItem', 'PutItem', 'UpdateItem'], tokenKey: 'verify' },
  path: z.object({ clientno: clientNo() }),
  body: writtenCustomer,
} as const satisfies Operation<AmiliAccess>;

/** The vendor shows no answer: ours has the members of the one to DELETE. */
export const handler = lambda(
  amili,
  operation,
  async function createCustomer({ caller, path, body, origin }) {
    const { customerNo, ...sent } = body;
    const ref = { vendor: 'amili', tenant: tenantOf(caller, path.clientno), id: caseless(customerNo) };
    const { result, customer } = await upsertCustomer(ref, customerNo, sent, stampOf(origin, caller.subject));
    return {
      status: 'PROCESSED',
      result,
      message: result === 'CREATED' ? 'Customer created' : 'Customer updated',
      ...numbersOf(path.clientno, customer),
    };
  },
);

export const documentation = (): Documentation => ({
  operationId: 'createCustomer',
  summary: 'POST (create) one customer',
  description:
    'Creates a customer, or updates the one with this number: a missing key or null leaves a field as it is, a blank ' +
    'string clears it, the postal address is replaced whole.',
  responses: answers(
    { description: 'Customer created or updated', schema: z.strictObject(outcome(['CREATED', 'UPDATED'])) },
    [400, 401, 403, 404, 500],
    ['NAME_REQUIRED'],
  ),
});
