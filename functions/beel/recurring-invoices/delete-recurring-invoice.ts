import * as z from 'zod/mini';
import { receivables } from '../../../shared/dynamodb/tables.ts';
import { uuid } from '../../../shared/fields/identifiers.ts';
import type { Documentation } from '../../../shared/http/documentation.ts';
import { lambda } from '../../../shared/http/lambda.ts';
import type { Operation } from '../../../shared/http/operation.ts';
import { removeDependent } from '../../../shared/receivables/dependents/remove.ts';
import { stampOf } from '../../../shared/receivables/stamp.ts';
import { type BeelAccess, tenantOf } from '../dialect/caller.ts';
import { beel } from '../dialect/dialect.ts';
import { noContent, responses } from '../dialect/envelope.ts';
import { notFound, refOf } from './recurring-invoice.ts';

/** deleteCompanyRecurringInvoice, by OpenAPI 1.9.0: https://docs.beel.es */
export const operation = {
  name: 'beel/recurring-invoices/delete-recurring-invoice',
  route: 'DELETE /api/v1/companies/{company_id}/recurring-invoices/{recurring_invoice_id}',
  access: 'invoices:write',
  grants: { receivables: ['GetItem', 'UpdateItem'], credentials: ['GetItem'] },
  path: z.object({ company_id: uuid(), recurring_invoice_id: uuid() }),
  query: z.strictObject({}),
} as const satisfies Operation<BeelAccess>;

export const handler = lambda<typeof documentation>()(
  beel,
  operation,
  async function deleteCompanyRecurringInvoice({ caller, path, origin, note }) {
    const ref = refOf(tenantOf(caller, path.company_id), path.recurring_invoice_id);
    const stamp = stampOf(origin, caller.keyId);
    const result = note(await removeDependent(receivables(origin), ref, () => true, stamp));
    if (result.outcome !== 'detached') throw notFound();
    return { status: 204 };
  },
);

export const documentation = () =>
  ({
    operationId: 'deleteCompanyRecurringInvoice',
    summary: 'Delete recurring invoice',
    description: 'Whatever its status. Its customer may then be deleted.',
    source: 'documented',
    responses: responses(noContent('Deleted'), {
      400: ['VALIDATION_ERROR'],
      403: ['ACTIVE_COMPANY_NOT_ACCESSIBLE'],
      404: ['RECURRING_NOT_FOUND'],
      409: ['CONCURRENT_MODIFICATION'],
    }),
  }) satisfies Documentation;
