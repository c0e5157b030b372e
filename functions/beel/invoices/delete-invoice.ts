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
import { changed, type Invoice, invoiceRef, notFound, uniqueKeyOf } from './invoice.ts';
import { isAllowed, notAllowed } from './states.ts';

/** deleteCompanyInvoice, by OpenAPI 1.9.0: https://docs.beel.es */
export const operation = {
  name: 'beel/invoices/delete-invoice',
  route: 'DELETE /api/v1/companies/{company_id}/invoices/{invoice_id}',
  access: 'invoices:write',
  grants: { receivables: ['GetItem', 'UpdateItem', 'DeleteItem'], credentials: ['GetItem'] },
  path: z.object({ company_id: uuid(), invoice_id: uuid() }),
  query: z.strictObject({}),
  deletes: 'one',
} as const satisfies Operation<BeelAccess>;

/** The delete is soft, and its customer is free of it. */
export const handler = lambda<typeof documentation>()(
  beel,
  operation,
  async function deleteCompanyInvoice({ caller, path, wishes: { dryRun, seen }, origin, note }) {
    const ref = invoiceRef(tenantOf(caller, path.company_id), path.invoice_id);
    const isDeletable = (invoice: DependentItem<Invoice>) =>
      isAsSeen(invoice, seen) && isAllowed('delete', invoice.fields.status);
    const keyOf = ({ fields }: DependentItem<Invoice>) => uniqueKeyOf(fields);
    const stamp = stampOf(origin, caller.keyId);
    const table = receivables(origin);
    const result = note(
      dryRun
        ? await checkDependentRemoval(table, ref, isDeletable)
        : await removeDependent(table, ref, isDeletable, stamp, keyOf),
    );
    switch (result.outcome) {
      case 'detached':
        return { status: 204 };
      case 'removable':
        return wouldDelete(ref.id);
      case 'refused':
        throw isAsSeen(result.dependent, seen)
          ? notAllowed('delete', result.dependent.fields.status)
          : changed();
      case 'notFound':
        throw notFound();
    }
  },
);

export const documentation = () =>
  ({
    operationId: 'deleteCompanyInvoice',
    summary: 'Delete invoice',
    description:
      'Deletes a draft or an active proforma. Its customer may then be deleted. What is issued stays for good.',
    source: 'documented',
    responses: responses(deleted(), {
      400: ['VALIDATION_ERROR', 'INVOICE_NOT_DRAFT'],
      403: ['ACTIVE_COMPANY_NOT_ACCESSIBLE'],
      404: ['INVOICE_NOT_FOUND'],
      409: ['CONCURRENT_MODIFICATION'],
      412: ['PRECONDITION_FAILED'],
    }),
  }) satisfies Documentation;
