import * as z from 'zod/mini';
import { receivables } from '../../../shared/dynamodb/tables.ts';
import type { Documentation } from '../../../shared/http/documentation.ts';
import { lambda } from '../../../shared/http/lambda.ts';
import type { Operation } from '../../../shared/http/operation.ts';
import { stampOf } from '../../../shared/receivables/stamp.ts';
import { type AmiliAccess, tenantOf } from '../dialect/caller.ts';
import { amili } from '../dialect/dialect.ts';
import { outcome, responses } from '../dialect/envelope.ts';
import { noCustomer } from '../dialect/errors.ts';
import { caseless, clientNo } from '../dialect/identifiers.ts';
import { change } from './customer-changes.ts';
import { shown } from './customer-outcome.ts';
import { requested } from './customer-request.ts';

/** PUT (update) one customer: https://docs.amili.dev/put-update-one-customer-3942678e0 */
export const operation = {
  name: 'amili/customers/update-customer',
  route: 'PUT /clients/{clientno}/customers',
  access: 'token',
  grants: { receivables: ['GetItem', 'PutItem', 'UpdateItem'], tokenKey: 'verify' },
  path: z.object({ clientno: clientNo() }),
  body: requested(),
} as const satisfies Operation<AmiliAccess>;

/** The vendor does not show what it says of an unknown customer: that is our choice. */
export const handler = lambda<typeof documentation>()(
  amili,
  operation,
  async function updateCustomer({ caller, path, body, origin, note }) {
    const { customerNo } = body;
    const ref = { ...note(tenantOf(caller, path.clientno)), id: caseless(customerNo) };
    const result = note(await change(receivables(origin), ref, body, stampOf(origin, caller.subject)));
    if (result.outcome !== 'updated') throw noCustomer(customerNo);
    return shown(path.clientno, 'UPDATED', result.customer);
  },
);

export const documentation = () =>
  ({
    operationId: 'updateCustomer',
    summary: 'PUT (update) one customer',
    description:
      'Updates the customer with this number, and creates none: a missing key or null leaves a field as it is, a blank ' +
      'string clears it, the postal address is replaced whole. Of two updates at once both are made.',
    source: 'documented',
    responses: responses(
      { description: 'Customer updated', schema: z.strictObject(outcome('UPDATED')) },
      [400, 401, 403, 404, 500],
    ),
  }) satisfies Documentation;
