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
import { type BeelAccess, tenantOf } from '../../beel/dialect/caller.ts';
import { deleted, wouldDelete } from '../../beel/dialect/envelope.ts';
import { changed, type Invoice, invoiceRef, uniqueKeyOf } from '../../beel/invoices/invoice.ts';
import { isAllowed, notAllowed } from '../../beel/invoices/states.ts';
import { beelFlat } from '../dialect/dialect.ts';
import { responses } from '../dialect/envelope.ts';
import { notFound } from './invoice.ts';

/** deleteInvoice: https://docs.beel.es/docs/facturas/eliminarFactura */
export const operation = {
  name: 'beel-flat/invoices/delete-invoice',
  route: 'DELETE /api/v1/invoices/{invoice_id}',
  access: 'invoices:write',
  grants: { receivables: ['GetItem', 'UpdateItem', 'DeleteItem'], credentials: ['GetItem'] },
  path: z.object({ invoice_id: uuid() }),
  query: z.strictObject({}),
  deletes: 'one',
} as const satisfies Operation<BeelAccess>;

/** The delete is soft, and its customer is free of it. */
export const handler = lambda<typeof documentation>()(
  beelFlat,
  operation,
  async function deleteInvoice({ caller, path, wishes: { dryRun, seen }, origin, note }) {
    const ref = invoiceRef(tenantOf(caller), path.invoice_id);
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
    operationId: 'deleteInvoice',
    summary: 'Delete invoice',
    description: 'Deletes a draft softly. Its customer may then be deactivated or deleted.',
    deprecated: true,
    source: 'documented',
    responses: responses(deleted(), {
      400: ['BAD_REQUEST', 'INVOICE_NOT_DRAFT'],
      404: ['NOT_FOUND'],
      412: ['PRECONDITION_FAILED'],
    }),
  }) satisfies Documentation;
