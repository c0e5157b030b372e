import * as z from 'zod/mini';
import { receivables } from '../../../shared/dynamodb/tables.ts';
import type { Documentation } from '../../../shared/http/documentation.ts';
import { lambda } from '../../../shared/http/lambda.ts';
import { MANY_ROWS, type Operation } from '../../../shared/http/operation.ts';
import { countsOf } from '../../../shared/http/outcome-counts.ts';
import {
  type CheckedBulkRemoval,
  checkRemovals,
} from '../../../shared/receivables/customers/check-removals.ts';
import {
  type BulkRemovalOutcome,
  removeCustomers,
} from '../../../shared/receivables/customers/remove-many.ts';
import { keepRefusals } from '../../../shared/receivables/history/refusals.ts';
import { customerKey } from '../../../shared/receivables/keys.ts';
import { logRowFailures } from '../../../shared/receivables/row-failure.ts';
import { stampOf } from '../../../shared/receivables/stamp.ts';
import { FAILED_ROWS, type RowRefusal, toldIn } from '../../beel/customers/failed-removals.ts';
import { type BeelAccess, tenantOf } from '../../beel/dialect/caller.ts';
import { data } from '../../beel/dialect/envelope.ts';
import { uuids } from '../../beel/dialect/identifiers.ts';
import { say } from '../../beel/dialect/say.ts';
import { completeEnded, foreseeEnded } from '../../beel/recurring-invoices/ended.ts';
import { beelFlat } from '../dialect/dialect.ts';
import { responses } from '../dialect/envelope.ts';
import { languageOf } from '../dialect/language.ts';
import { answered, type RowError } from './deactivation-report-response.ts';

/** deactivateCustomersBulk: https://docs.beel.es/customers/deactivateCustomersBulk */
export const operation = {
  name: 'beel-flat/customers/deactivate-customers',
  route: 'DELETE /api/v1/customers/bulk',
  access: 'customers:write',
  grants: {
    receivables: ['PartiQLUpdate', 'BatchGetItem', 'UpdateItem', 'PutItem'],
    indexes: ['links-by-customer'],
    credentials: ['GetItem'],
    history: 'kept',
  },
  query: z.strictObject({ ids: uuids() }),
  patience: MANY_ROWS,
  deletes: 'many',
} as const satisfies Operation<BeelAccess>;

/** Our choice, where the vendor is silent: an id that repeats counts once, an inactive customer is a success. */
export const handler = lambda<typeof documentation>()(
  beelFlat,
  operation,
  async function deactivateCustomers({ caller, query, wishes: { dryRun }, origin, note }) {
    const tenant = tenantOf(caller);
    const ids = [...new Set(query.ids)];
    const refs = ids.map((id) => ({ ...tenant, id }));
    const [table, stamp] = [receivables(origin), stampOf(origin, caller.keyId)];
    const release = completeEnded(table, origin, stamp);
    const outcomes = dryRun
      ? await checkRemovals(table, refs, 'deactivation', stamp, { foresee: foreseeEnded(table, origin) })
      : await removeCustomers(table, refs, 'deactivation', stamp, { release });
    note({ outcomes: countsOf(outcomes.map(({ outcome }) => outcome)) });
    if (!dryRun) await keepRefusals(table, outcomes, stamp, origin);
    logRowFailures(refs.map(customerKey), outcomes, origin);
    const language = languageOf(origin);
    const rows = ids.map((id, index) => {
      const refusal = refusalOf(outcomes[index]!);
      return { id, error: refusal && toldIn(refusal, language) };
    });
    const deactivated_ids = rows.filter(({ error }) => !error).map(({ id }) => id);
    const errors = rows.flatMap(({ id, error }) => (error ? { customer_id: id, error } : []));
    const [total, successful, failed] = [ids.length, deactivated_ids.length, errors.length];
    return { status: 200, data: { total, successful, failed, deactivated_ids, errors } };
  },
);

function refusalOf({
  outcome,
}: BulkRemovalOutcome | CheckedBulkRemoval): RowRefusal<RowError['code']> | undefined {
  switch (outcome) {
    case 'removed':
    case 'removable':
    case 'alreadyDeactivated':
      return undefined;
    case 'linked':
      return { code: 'CLIENT_HAS_INVOICES', words: say('client.hasInvoices.flat') };
    case 'protected':
      return { code: 'STATUS_NOT_MODIFIABLE', words: say('client.protected') };
    case 'notFound':
      return { code: 'NOT_FOUND', words: say('NOT_FOUND') };
    default:
      return FAILED_ROWS[outcome];
  }
}

/** The vendor's example. */
const EXAMPLE = {
  success: true,
  data: {
    total: 10,
    successful: 8,
    failed: 2,
    deactivated_ids: ['550e8400-e29b-41d4-a716-446655440000'],
    errors: [
      {
        customer_id: '550e8400-e29b-41d4-a716-446655440000',
        error: {
          code: 'CLIENT_HAS_INVOICES',
          message: 'Cannot deactivate customer because it has associated invoices',
        },
      },
    ],
  },
  meta: { timestamp: '2025-01-15T10:30:00Z', request_id: '4bf92f3577b34da6a3ce929d0e0e4736' },
};

export const documentation = () =>
  ({
    operationId: 'deactivateCustomersBulk',
    summary: 'Delete multiple customers',
    description: 'Deactivates each customer that no invoice refers to; the others are reported in `errors`.',
    deprecated: true,
    source: 'documented',
    responses: responses(data(200, 'Processed, perhaps with errors', answered(), EXAMPLE), {
      400: ['BAD_REQUEST'],
    }),
  }) satisfies Documentation;
