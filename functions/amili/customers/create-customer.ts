import * as z from 'zod/mini';
import { receivables } from '../../../shared/dynamodb/tables.ts';
import type { Documentation } from '../../../shared/http/documentation.ts';
import { lambda } from '../../../shared/http/lambda.ts';
import type { Operation } from '../../../shared/http/operation.ts';
import { stampOf } from '../../../shared/receivables/stamp.ts';
import { type AmiliAccess, tenantOf } from '../dialect/caller.ts';
import { amili } from '../dialect/dialect.ts';
import { outcome, responses } from '../dialect/envelope.ts';
import { caseless, clientNo } from '../dialect/identifiers.ts';
import { shown } from './customer-outcome.ts';
import { requested } from './customer-request.ts';
import { upsertCustomer } from './customer-upsert.ts';

/** POST (create) one customer: https://docs.amili.dev/post-create-one-customer-3942680e0 */
export const operation = {
  name: 'amili/customers/create-customer',
  route: 'POST /clients/{clientno}/customers',
  access: 'token',
  grants: { receivables: ['GetItem', 'PutItem', 'UpdateItem'], tokenKey: 'verify' },
  path: z.object({ clientno: clientNo() }),
  body: requested(),
} as const satisfies Operation<AmiliAccess>;

export const handler = lambda<typeof documentation>()(
  amili,
  operation,
  async function createCustomer({ caller, path, body, origin, note }) {
    const ref = { ...note(tenantOf(caller, path.clientno)), id: caseless(body.customerNo) };
    const stamp = stampOf(origin, caller.subject);
    const { result, customer } = await upsertCustomer(receivables(origin), ref, body, stamp);
    note({ outcome: result.toLowerCase() });
    return shown(path.clientno, result, customer);
  },
);

export const documentation = () =>
  ({
    operationId: 'createCustomer',
    summary: 'POST (create) one customer',
    description:
      'Creates a customer, or updates the one with this number: a missing key or null leaves a field as it is, a blank ' +
      'string clears it, the postal address is replaced whole.',
    source: 'documented',
    responses: responses(
      { description: 'Customer created or updated', schema: z.strictObject(outcome('CREATED', 'UPDATED')) },
      [400, 401, 403, 404, 500],
      ['NAME_REQUIRED'],
    ),
  }) satisfies Documentation;
