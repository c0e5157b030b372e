import { receivables } from '../../../shared/dynamodb/tables.ts';
import { lambda } from '../../../shared/http/lambda.ts';
import type { Documentation, Operation } from '../../../shared/http/operation.ts';
import { createCustomer } from '../../../shared/receivables/customers/create.ts';
import { stampOf } from '../../../shared/receivables/stamp.ts';
import { IDENTIFIER_FAILURES } from '../../beel/customers/alternative-id.ts';
import { type CustomerProfile, customerData, profileOf, uniqueKeyOf } from '../../beel/customers/customer.ts';
import { documentedCustomer, newCustomer } from '../../beel/customers/customer-request.ts';
import { type BeelAccess, beel, refused, tenantOf } from '../../beel/dialect/dialect.ts';
import { bodyFailures, failures, success } from '../../beel/dialect/envelope.ts';
import { creationOf, IDEMPOTENCY_FAILURES, replay } from '../../beel/dialect/idempotency.ts';
import { idInKey } from '../../beel/dialect/identifiers.ts';

/** createCustomer: https://docs.beel.es/customers/createCustomer */
export const operation = {
  name: 'beel-flat/customers/create-customer',
  route: 'POST /api/v1/customers',
  access: 'customers:write',
  grants: { receivables: ['PutItem', 'ConditionCheckItem', 'UpdateItem'], credentials: ['GetItem'] },
  body: newCustomer(),
} as const satisfies Operation<BeelAccess>;

export const handler = lambda(beel, operation, async function create({ caller, body, origin }) {
  const tenant = tenantOf(caller);
  const creation = creationOf(origin, tenant, body);
  const profile = profileOf(body);
  const wanted = {
    ref: { vendor: 'beel', tenant, id: creation.id },
    profile: { ...profile },
    reference: { ...creation.mark },
    uniqueKey: uniqueKeyOf(profile),
  };
  const result = await createCustomer(receivables(), wanted, stampOf(origin, caller.keyId));
  switch (result.outcome) {
    case 'created':
      return { status: 201, data: customerData(result.customer) };
    case 'duplicate':
      throw duplicate(profile, idInKey(result.holder));
    case 'exists': {
      // As it was created: BeeL's customers change only by being deactivated and deleted.
      const { deactivation: _, ...customer } = result.customer;
      const created = { ...customer, update: customer.creation };
      return replay(creation, customer.reference, customerData(created));
    }
  }
});

/** As the example of 1.0.1. Inactive customers keep their identifier, deleted ones do not. */
function duplicate({ nif, alternative_id }: CustomerProfile, existing_resource_id: string) {
  const field = nif ? 'nif' : 'alternative_id';
  const value = nif ?? alternative_id?.number;
  return refused(409, 'CONFLICT', 'Resource already exists', {
    conflict_type: nif ? 'DUPLICATE_NIF' : 'DUPLICATE_ALTERNATIVE_ID',
    field,
    value,
    existing_resource_id,
    message: `A customer with ${nif ? 'NIF' : 'alternative id'} ${value} already exists`,
  });
}

export const documentation = (): Documentation => ({
  operationId: 'createCustomer',
  summary: 'Create customer',
  deprecated: true,
  responses: {
    201: { description: 'Created', schema: success(documentedCustomer()) },
    ...failures(
      'flat',
      bodyFailures,
      {
        409: ['CONFLICT'],
        422: IDENTIFIER_FAILURES,
      },
      IDEMPOTENCY_FAILURES,
    ),
  },
});
