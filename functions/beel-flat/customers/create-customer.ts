import * as z from 'zod/mini';
import { receivables } from '../../../shared/dynamodb/tables.ts';
import type { Documentation } from '../../../shared/http/documentation.ts';
import { lambda } from '../../../shared/http/lambda.ts';
import type { Operation } from '../../../shared/http/operation.ts';
import { createCustomer } from '../../../shared/receivables/customers/create.ts';
import { idInKey } from '../../../shared/receivables/keys.ts';
import { stampOf } from '../../../shared/receivables/stamp.ts';
import { IDENTIFIER_FAILURES } from '../../beel/customers/alternative-id-response.ts';
import { newCustomer, replayed } from '../../beel/customers/customer.ts';
import type { Identity } from '../../beel/customers/identity.ts';
import { type BeelAccess, tenantOf } from '../../beel/dialect/caller.ts';
import { bodyFailures, data } from '../../beel/dialect/envelope.ts';
import { refused } from '../../beel/dialect/errors.ts';
import { creationOf, IDEMPOTENCY_FAILURES, replay } from '../../beel/dialect/idempotency.ts';
import { say } from '../../beel/dialect/say.ts';
import { beelFlat } from '../dialect/dialect.ts';
import { responses } from '../dialect/envelope.ts';
import { shown, stored } from './customer.ts';
import { requested } from './customer-request.ts';
import { answered } from './customer-response.ts';

/** createCustomer: https://docs.beel.es/customers/createCustomer */
export const operation = {
  name: 'beel-flat/customers/create-customer',
  route: 'POST /api/v1/customers',
  access: 'customers:write',
  grants: { receivables: ['PutItem', 'ConditionCheckItem', 'UpdateItem'], credentials: ['GetItem'] },
  query: z.strictObject({}),
  body: requested(),
} as const satisfies Operation<BeelAccess>;

export const handler = lambda<typeof documentation>()(
  beelFlat,
  operation,
  async function createBeelCustomer({ caller, body, sent, origin, note }) {
    const tenant = tenantOf(caller);
    const creation = creationOf(origin, tenant, sent, body);
    const profile = stored(body);
    const wanted = newCustomer(tenant, creation, profile);
    const result = note(await createCustomer(receivables(origin), wanted, stampOf(origin, caller.keyId)));
    switch (result.outcome) {
      case 'created':
        return { status: 201, data: shown(result.customer) };
      case 'duplicate':
        throw duplicate(profile, idInKey(result.owner));
      case 'exists':
        return replay(creation, result.customer.reference, shown(replayed(result.customer)));
    }
  },
);

/** As in the example of OpenAPI 1.0.1. An inactive customer keeps its identifier, a deleted one does not. */
function duplicate({ nif, alternative_id }: Identity, existing_resource_id: string) {
  const field = nif ? 'nif' : 'alternative_id';
  const value = nif ?? alternative_id?.number;
  return refused(409, 'CONFLICT', undefined, {
    conflict_type: nif ? 'DUPLICATE_NIF' : 'DUPLICATE_ALTERNATIVE_ID',
    field,
    value,
    existing_resource_id,
    message: say(nif ? 'conflict.nif' : 'conflict.alternativeId', { value }),
  });
}

export const documentation = () =>
  ({
    operationId: 'createCustomer',
    summary: 'Create customer',
    deprecated: true,
    source: 'documented',
    responses: responses(
      data(201, 'Created', answered()),
      bodyFailures,
      { 409: ['CONFLICT'], 422: IDENTIFIER_FAILURES },
      IDEMPOTENCY_FAILURES,
    ),
  }) satisfies Documentation;
