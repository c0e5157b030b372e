import * as z from 'zod/mini';
import { receivables } from '../../../shared/dynamodb/tables.ts';
import { uuid } from '../../../shared/fields/identifiers.ts';
import type { Documentation } from '../../../shared/http/documentation.ts';
import { lambda } from '../../../shared/http/lambda.ts';
import type { Operation } from '../../../shared/http/operation.ts';
import { isAsSeen } from '../../../shared/receivables/customers/tag.ts';
import { checkDependentRemoval } from '../../../shared/receivables/dependents/check-removal.ts';
import { removeDependent } from '../../../shared/receivables/dependents/remove.ts';
import type { DependentItem } from '../../../shared/receivables/items.ts';
import { stampOf } from '../../../shared/receivables/stamp.ts';
import { type BeelAccess, tenantOf } from '../dialect/caller.ts';
import { beel } from '../dialect/dialect.ts';
import { deleted, responses, wouldDelete } from '../dialect/envelope.ts';
import { refused } from '../dialect/errors.ts';
import { say } from '../dialect/say.ts';
import { notFound, refOf } from './recurring-invoice.ts';

/** deleteCompanyRecurringInvoice, by OpenAPI 1.9.0: https://docs.beel.es */
export const operation = {
  name: 'beel/recurring-invoices/delete-recurring-invoice',
  route: 'DELETE /api/v1/companies/{company_id}/recurring-invoices/{recurring_invoice_id}',
  access: 'invoices:write',
  grants: { receivables: ['GetItem', 'UpdateItem'], credentials: ['GetItem'] },
  path: z.object({ company_id: uuid(), recurring_invoice_id: uuid() }),
  query: z.strictObject({}),
  deletes: 'one',
} as const satisfies Operation<BeelAccess>;

export const handler = lambda<typeof documentation>()(
  beel,
  operation,
  async function deleteCompanyRecurringInvoice({ caller, path, wishes: { dryRun, seen }, origin, note }) {
    const ref = refOf(tenantOf(caller, path.company_id), path.recurring_invoice_id);
    const stamp = stampOf(origin, caller.keyId);
    const table = receivables(origin);
    const isDeletable = (item: DependentItem) => isAsSeen(item, seen);
    const result = note(
      dryRun
        ? await checkDependentRemoval(table, ref, isDeletable)
        : await removeDependent(table, ref, isDeletable, stamp),
    );
    switch (result.outcome) {
      case 'detached':
        return { status: 204 };
      case 'removable':
        return wouldDelete(ref.id);
      case 'refused':
        throw refused(412, 'PRECONDITION_FAILED', say('changed.recurringInvoice'));
      case 'notFound':
        throw notFound();
    }
  },
);

export const documentation = () =>
  ({
    operationId: 'deleteCompanyRecurringInvoice',
    summary: 'Delete recurring invoice',
    description: 'Whatever its status. Its customer may then be deleted.',
    source: 'documented',
    responses: responses(deleted(), {
      400: ['VALIDATION_ERROR'],
      403: ['ACTIVE_COMPANY_NOT_ACCESSIBLE'],
      404: ['RECURRING_NOT_FOUND'],
      409: ['CONCURRENT_MODIFICATION'],
      412: ['PRECONDITION_FAILED'],
    }),
  }) satisfies Documentation;
