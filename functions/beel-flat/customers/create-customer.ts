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
import { type BeelAccess, tenantOf } from '../../beel/dialect/caller.ts';
import { bodyFailures, data } from '../../beel/dialect/envelope.ts';
import { creationOf, IDEMPOTENCY_FAILURES, replay } from '../../beel/dialect/idempotency.ts';
import { beelFlat } from '../dialect/dialect.ts';
import { responses } from '../dialect/envelope.ts';
import { duplicate, shown, stored } from './customer.ts';
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
