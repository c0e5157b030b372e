import * as z from 'zod/mini';
import { receivables } from '../../../shared/dynamodb/tables.ts';
import { uuid } from '../../../shared/fields/identifiers.ts';
import type { Documentation } from '../../../shared/http/documentation.ts';
import { lambda } from '../../../shared/http/lambda.ts';
import type { Operation } from '../../../shared/http/operation.ts';
import { readCustomer } from '../../../shared/receivables/customers/read.ts';
import type { Customer } from '../../beel/customers/customer.ts';
import { type BeelAccess, tenantOf } from '../../beel/dialect/caller.ts';
import { data } from '../../beel/dialect/envelope.ts';
import { beelFlat } from '../dialect/dialect.ts';
import { responses } from '../dialect/envelope.ts';
import { notFound, shown } from './customer.ts';
import { answered } from './customer-response.ts';

/** getCustomer, by OpenAPI 1.0.1: https://docs.beel.es. Inactive customers are shown, deleted ones are not. */
export const operation = {
  name: 'beel-flat/customers/get-customer',
  route: 'GET /api/v1/customers/{customer_id}',
  access: 'customers:read',
  grants: { receivables: ['GetItem'], credentials: ['GetItem'] },
  path: z.object({ customer_id: uuid() }),
  query: z.strictObject({}),
} as const satisfies Operation<BeelAccess>;

export const handler = lambda<typeof documentation>()(
  beelFlat,
  operation,
  async function getCustomer({ caller, path, origin, note }) {
    const ref = { ...tenantOf(caller), id: path.customer_id };
    const customer = await readCustomer<Customer>(receivables(origin), ref);
    note({ outcome: customer ? 'found' : 'notFound' });
    if (!customer) throw notFound();
    return { status: 200, data: shown(customer) };
  },
);

export const documentation = () =>
  ({
    operationId: 'getCustomer',
    summary: 'Get customer by ID',
    deprecated: true,
    source: 'documented',
    responses: responses(data(200, 'The customer', answered()), { 400: ['BAD_REQUEST'], 404: ['NOT_FOUND'] }),
  }) satisfies Documentation;
