import * as z from 'zod/mini';
import { receivables } from '../../../shared/dynamodb/tables.ts';
import { COMMON_HEADERS } from '../../../shared/http/dialect.ts';
import { lambda } from '../../../shared/http/lambda.ts';
import type { Documentation, Operation } from '../../../shared/http/operation.ts';
import { removeCustomer } from '../../../shared/receivables/customers/remove.ts';
import { stampOf } from '../../../shared/receivables/stamp.ts';
import { type BeelAccess, beel, refused, tenantOf } from '../dialect/dialect.ts';
import { failures } from '../dialect/envelope.ts';
import { uuid } from '../dialect/identifiers.ts';
import { HAS_INVOICES } from './deletion-report.ts';

/** deleteCompanyCustomer, by OpenAPI 1.9.0. */
export const operation = {
  name: 'beel/customers/delete-customer',
  route: 'DELETE /api/v1/companies/{company_id}/customers/{customer_id}',
  access: 'customers:write',
  grants: { receivables: ['UpdateItem'], credentials: ['GetItem'] },
  path: z.object({ company_id: uuid(), customer_id: uuid() }),
  query: z.strictObject({}),
} as const satisfies Operation<BeelAccess>;

export const handler = lambda(beel, operation, async function deleteCustomer({ caller, path, origin }) {
  const ref = { vendor: 'beel', tenant: tenantOf(caller, path.company_id), id: path.customer_id };
  const result = await removeCustomer(receivables(), ref, 'deletion', stampOf(origin, caller.keyId));
  switch (result.outcome) {
    case 'removed':
      return { answer: { statusCode: 204, headers: { ...COMMON_HEADERS } } };
    case 'linked':
      throw refused(409, 'CLIENT_HAS_INVOICES', HAS_INVOICES);
    default:
      throw refused(404, 'CLIENT_NOT_FOUND', 'Customer not found');
  }
});

export const documentation = (): Documentation => ({
  operationId: 'deleteCompanyCustomer',
  summary: 'Delete customer',
  description: 'Deletes a customer that no invoice refers to. Its tax id is free for another customer.',
  responses: {
    204: { description: 'Deleted' },
    ...failures('canonical', {
      400: ['VALIDATION_ERROR'],
      403: ['FORBIDDEN'],
      404: ['CLIENT_NOT_FOUND'],
      409: ['CLIENT_HAS_INVOICES'],
    }),
  },
});
