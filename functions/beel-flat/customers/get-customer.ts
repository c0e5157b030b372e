import * as z from 'zod/mini';
import { receivables } from '../../../shared/dynamodb/tables.ts';
import { lambda } from '../../../shared/http/lambda.ts';
import type { Documentation, Operation } from '../../../shared/http/operation.ts';
import { readCustomer } from '../../../shared/receivables/customers/read.ts';
import { customerData } from '../../beel/customers/customer.ts';
import { documentedCustomer } from '../../beel/customers/customer-request.ts';
import { type BeelAccess, beel, refused, tenantOf } from '../../beel/dialect/dialect.ts';
import { failures, success } from '../../beel/dialect/envelope.ts';
import { uuid } from '../../beel/dialect/identifiers.ts';

/** getCustomer, by OpenAPI 1.0.1. Inactive customers are there, deleted ones are not. */
export const operation = {
  name: 'beel-flat/customers/get-customer',
  route: 'GET /api/v1/customers/{customer_id}',
  access: 'customers:read',
  grants: { receivables: ['GetItem'], credentials: ['GetItem'] },
  path: z.object({ customer_id: uuid() }),
} as const satisfies Operation<BeelAccess>;

export const handler = lambda(beel, operation, async function getCustomer({ caller, path }) {
  const ref = { vendor: 'beel', tenant: tenantOf(caller), id: path.customer_id };
  const customer = await readCustomer(receivables(), ref);
  if (!customer) throw refused(404, 'NOT_FOUND', 'Resource not found');
  return { status: 200, data: customerData(customer) };
});

export const documentation = (): Documentation => ({
  operationId: 'getCustomer',
  summary: 'Get customer by ID',
  deprecated: true,
  responses: {
    200: { description: 'The customer', schema: success(documentedCustomer()) },
    ...failures('flat', { 400: ['BAD_REQUEST'], 404: ['NOT_FOUND'] }),
  },
});
