import * as z from 'zod/mini';
import { receivables } from '../../../shared/dynamodb/tables.ts';
import { uuid } from '../../../shared/fields/identifiers.ts';
import type { Documentation } from '../../../shared/http/documentation.ts';
import { lambda } from '../../../shared/http/lambda.ts';
import { MANY_ROWS, type Operation } from '../../../shared/http/operation.ts';
import { countsOf } from '../../../shared/http/outcome-counts.ts';
import { checkRemovals } from '../../../shared/receivables/customers/check-removals.ts';
import { removeCustomers } from '../../../shared/receivables/customers/remove-many.ts';
import { keepRefusals } from '../../../shared/receivables/history/refusals.ts';
import { customerKey } from '../../../shared/receivables/keys.ts';
import { logRowFailures } from '../../../shared/receivables/row-failure.ts';
import { stampOf } from '../../../shared/receivables/stamp.ts';
import { type BeelAccess, tenantOf } from '../dialect/caller.ts';
import { beel } from '../dialect/dialect.ts';
import { data, responses } from '../dialect/envelope.ts';
import { uuids } from '../dialect/identifiers.ts';
import { languageOf } from '../dialect/language.ts';
import { completeEnded, foreseeEnded } from '../recurring-invoices/ended.ts';
import { type DeletionRow, rowOutcome, shown } from './deletion-report.ts';
import { answered } from './deletion-report-response.ts';

/** deleteCompanyCustomersBulk, by OpenAPI 1.9.0: https://docs.beel.es */
export const operation = {
  name: 'beel/customers/delete-customers',
  route: 'DELETE /api/v1/companies/{company_id}/customers/bulk',
  access: 'customers:write',
  grants: {
    receivables: ['PartiQLUpdate', 'BatchGetItem', 'UpdateItem', 'PutItem'],
    indexes: ['links-by-customer'],
    credentials: ['GetItem'],
    history: 'kept',
  },
  path: z.object({ company_id: uuid() }),
  query: z.strictObject({ ids: uuids() }),
  patience: MANY_ROWS,
  deletes: 'many',
} as const satisfies Operation<BeelAccess>;

/** One row for each submitted id, in order. If an id repeats, only its first row can say DELETED. */
export const handler = lambda<typeof documentation>()(
  beel,
  operation,
  async function deleteCustomers({ caller, path, query, wishes: { dryRun }, origin, note }) {
    const tenant = tenantOf(caller, path.company_id);
    const refs = [...new Set(query.ids)].map((id) => ({ ...tenant, id }));
    const [table, stamp] = [receivables(origin), stampOf(origin, caller.keyId)];
    const release = completeEnded(table, origin, stamp);
    const outcomes = dryRun
      ? await checkRemovals(table, refs, 'deletion', stamp, { foresee: foreseeEnded(table, origin) })
      : await removeCustomers(table, refs, 'deletion', stamp, { release });
    note({ outcomes: countsOf(outcomes.map(({ outcome }) => outcome)) });
    if (!dryRun) await keepRefusals(table, outcomes, stamp, origin);
    logRowFailures(refs.map(customerKey), outcomes, origin);
    const first = new Map(refs.map(({ id }, index) => [id, rowOutcome(outcomes[index]!)]));
    const rows = query.ids.map((id): DeletionRow => {
      const outcome = first.get(id)!;
      if (outcome === 'removed') first.set(id, 'notFound');
      return { id, outcome };
    });
    return { status: 200, data: shown(rows, languageOf(origin), dryRun) };
  },
);

export const documentation = () =>
  ({
    operationId: 'deleteCompanyCustomersBulk',
    summary: 'Delete multiple customers',
    description:
      'Deletes each customer that no invoice and no active or paused recurring invoice refers to. One row for each ' +
      'submitted id, in order.',
    source: 'documented',
    responses: responses(data(200, 'Processed, whatever became of each', answered()), {
      400: ['VALIDATION_ERROR', 'MISSING_PARAMETER'],
      403: ['ACTIVE_COMPANY_NOT_ACCESSIBLE'],
    }),
  }) satisfies Documentation;
