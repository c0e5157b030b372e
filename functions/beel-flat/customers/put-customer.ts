import * as z from 'zod/mini';
import { receivables } from '../../../shared/dynamodb/tables.ts';
import { uuid } from '../../../shared/fields/identifiers.ts';
import type { Documentation } from '../../../shared/http/documentation.ts';
import { lambda } from '../../../shared/http/lambda.ts';
import type { Operation } from '../../../shared/http/operation.ts';
import { idInKey } from '../../../shared/receivables/keys.ts';
import { stampOf } from '../../../shared/receivables/stamp.ts';
import { IDENTIFIER_FAILURES } from '../../beel/customers/alternative-id-response.ts';
import { protectedCustomer } from '../../beel/customers/customer.ts';
import { change } from '../../beel/customers/customer-changes.ts';
import { type BeelAccess, tenantOf } from '../../beel/dialect/caller.ts';
import { bodyFailures, data } from '../../beel/dialect/envelope.ts';
import { beelFlat } from '../dialect/dialect.ts';
import { responses } from '../dialect/envelope.ts';
import { duplicate, notFound, shown } from './customer.ts';
import { stored } from './customer-changes.ts';
import { requested } from './customer-changes-request.ts';
import { answered } from './customer-response.ts';

/** updateCustomer: https://docs.beel.es/docs/clientes/actualizarCliente */
export const operation = {
  name: 'beel-flat/customers/put-customer',
  route: 'PUT /api/v1/customers/{customer_id}',
  access: 'customers:write',
  grants: {
    receivables: ['GetItem', 'UpdateItem', 'PutItem', 'ConditionCheckItem', 'DeleteItem'],
    credentials: ['GetItem'],
  },
  path: z.object({ customer_id: uuid() }),
  query: z.strictObject({}),
  body: requested(),
} as const satisfies Operation<BeelAccess>;

export const handler = lambda<typeof documentation>()(
  beelFlat,
  operation,
  async function updateCustomer({ caller, path, body, origin, note }) {
    const ref = { ...tenantOf(caller), id: path.customer_id };
    const changes = stored(body);
    const result = note(await change(receivables(origin), ref, changes, stampOf(origin, caller.keyId)));
    switch (result.outcome) {
      case 'updated':
      case 'unchanged':
        return { status: 200, data: shown(result.customer) };
      case 'duplicate':
        throw duplicate(changes.identity ?? {}, idInKey(result.owner));
      case 'protected':
        throw protectedCustomer();
      case 'notFound':
        throw notFound();
    }
  },
);

export const documentation = () =>
  ({
    operationId: 'updateCustomer',
    summary: 'Update customer',
    description:
      'Replaces the customer. Of what is left out, `legal_name`, `nif`, `alternative_id`, `address`, `phone`, ' +
      '`preferred_payment_method` and `active` stay; all else is cleared. `active: false` deactivates the customer ' +
      'whatever refers to it, `active: true` brings it back.',
    deprecated: true,
    source: 'documented',
    responses: responses(data(200, 'The customer as it is now', answered()), bodyFailures, {
      400: ['BAD_REQUEST'],
      404: ['NOT_FOUND'],
      409: ['CONFLICT'],
      422: [...IDENTIFIER_FAILURES, 'STATUS_NOT_MODIFIABLE'],
    }),
  }) satisfies Documentation;
