import * as z from 'zod/mini';
import { receivables } from '../../../shared/dynamodb/tables.ts';
import { lambda } from '../../../shared/http/lambda.ts';
import type { Documentation, Operation } from '../../../shared/http/operation.ts';
import {
  type BulkRemovalOutcome,
  removeCustomers,
} from '../../../shared/receivables/customers/remove-many.ts';
import { stampOf } from '../../../shared/receivables/stamp.ts';
import { type BeelAccess, beel, tenantOf } from '../dialect/dialect.ts';
import { failures, success } from '../dialect/envelope.ts';
import { uuid, uuids } from '../dialect/identifiers.ts';
import { type DeletionRow, deletionReport, documentedDeletionReport } from './deletion-report.ts';
import { logFailedRemovals } from './failed-removals.ts';

/** deleteCompanyCustomersBulk, by OpenAPI 1.9.0. */
export const operation = {
  name: 'beel/customers/delete-customers',
  route: 'DELETE /api/v1/companies/{company_id}/customers/bulk',
  access: 'customers:write',
  grants: { receivables: ['PartiQLUpdate', 'BatchGetItem', 'UpdateItem'], credentials: ['GetItem'] },
  path: z.object({ company_id: uuid() }),
  query: z.strictObject({ ids: uuids() }),
} as const satisfies Operation<BeelAccess>;

/** One row for each submitted id, in order: of an id that repeats the first may be deleted, later ones are gone. */
export const handler = lambda(
  beel,
  operation,
  async function deleteCustomers({ caller, path, query, origin }) {
    const tenant = tenantOf(caller, path.company_id);
    const refs = [...new Set(query.ids)].map((id) => ({ vendor: 'beel', tenant, id }));
    const outcomes = await removeCustomers(receivables(), refs, 'deletion', stampOf(origin, caller.keyId));
    logFailedRemovals(refs, outcomes, origin);
    const first = new Map(refs.map(({ id }, index) => [id, outcomes[index] as BulkRemovalOutcome]));
    const rows = query.ids.map((id): DeletionRow => {
      const result = first.get(id) as BulkRemovalOutcome;
      if (result.outcome === 'removed') first.set(id, { outcome: 'notFound' });
      return { id, outcome: result.outcome };
    });
    return { status: 200, data: deletionReport(rows) };
  },
);

export const documentation = (): Documentation => ({
  operationId: 'deleteCompanyCustomersBulk',
  summary: 'Delete multiple customers',
  description: 'Deletes each customer that no invoice refers to. One row for each submitted id, in order.',
  responses: {
    200: { description: 'Processed, whatever became of each', schema: success(documentedDeletionReport()) },
    ...failures('canonical', { 400: ['VALIDATION_ERROR', 'MISSING_PARAMETER'], 403: ['FORBIDDEN'] }),
  },
});
