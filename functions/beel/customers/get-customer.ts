import * as z from 'zod/mini';
import { receivables } from '../../../shared/dynamodb/tables.ts';
import { uuid } from '../../../shared/fields/identifiers.ts';
import type { Documentation } from '../../../shared/http/documentation.ts';
import { lambda } from '../../../shared/http/lambda.ts';
import type { Operation } from '../../../shared/http/operation.ts';
import { readCustomer } from '../../../shared/receivables/customers/read.ts';
import { type BeelAccess, tenantOf } from '../dialect/caller.ts';
import { beel } from '../dialect/dialect.ts';
import { data, responses } from '../dialect/envelope.ts';
import { type Customer, notFound, shown } from './customer.ts';
import { answered } from './customer-response.ts';

/** getCompanyCustomer, by OpenAPI 1.9.0: https://docs.beel.es. Inactive customers are shown, deleted ones are not. */
export const operation = {
  name: 'beel/customers/get-customer',
  route: 'GET /api/v1/companies/{company_id}/customers/{customer_id}',
  access: 'customers:read',
  grants: { receivables: ['GetItem'], credentials: ['GetItem'] },
  path: z.object({ company_id: uuid(), customer_id: uuid() }),
  query: z.strictObject({}),
} as const satisfies Operation<BeelAccess>;

export const handler = lambda<typeof documentation>()(
  beel,
  operation,
  async function getCompanyCustomer({ caller, path, origin, note }) {
    const ref = { ...tenantOf(caller, path.company_id), id: path.customer_id };
    const customer = await readCustomer<Customer>(receivables(origin), ref);
    note({ outcome: customer ? 'found' : 'notFound' });
    if (!customer) throw notFound();
    return { status: 200, data: shown(customer) };
  },
);

export const documentation = () =>
  ({
    operationId: 'getCompanyCustomer',
    summary: 'Get customer by ID',
    source: 'documented',
    responses: responses(data(200, 'The customer', answered()), {
      400: ['VALIDATION_ERROR'],
      403: ['ACTIVE_COMPANY_NOT_ACCESSIBLE'],
      404: ['CLIENT_NOT_FOUND'],
    }),
  }) satisfies Documentation;
