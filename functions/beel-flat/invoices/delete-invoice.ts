import * as z from 'zod/mini';
import { receivables } from '../../../shared/dynamodb/tables.ts';
import { uuid } from '../../../shared/fields/identifiers.ts';
import type { Documentation } from '../../../shared/http/documentation.ts';
import { lambda } from '../../../shared/http/lambda.ts';
import type { Operation } from '../../../shared/http/operation.ts';
import { removeDependent } from '../../../shared/receivables/dependents/remove.ts';
import type { DependentItem } from '../../../shared/receivables/items.ts';
import { stampOf } from '../../../shared/receivables/stamp.ts';
import { type BeelAccess, tenantOf } from '../../beel/dialect/caller.ts';
import { noContent } from '../../beel/dialect/envelope.ts';
import { refused } from '../../beel/dialect/errors.ts';
import type { Invoice } from '../../beel/invoices/invoice.ts';
import { beelFlat } from '../dialect/dialect.ts';
import { responses } from '../dialect/envelope.ts';

/** deleteInvoice: https://docs.beel.es/docs/facturas/eliminarFactura */
export const operation = {
  name: 'beel-flat/invoices/delete-invoice',
  route: 'DELETE /api/v1/invoices/{invoice_id}',
  access: 'invoices:write',
  grants: { receivables: ['GetItem', 'UpdateItem'], credentials: ['GetItem'] },
  path: z.object({ invoice_id: uuid() }),
  query: z.strictObject({}),
} as const satisfies Operation<BeelAccess>;

/** The delete is soft, and its customer is free of it. The code for an invoice that is no draft is our choice. */
export const handler = lambda<typeof documentation>()(
  beelFlat,
  operation,
  async function deleteInvoice({ caller, path, origin, note }) {
    const ref = { ...tenantOf(caller), kind: 'INVOICE', id: path.invoice_id };
    const isDraft = ({ fields }: DependentItem<Invoice>) => fields.status === 'DRAFT';
    const stamp = stampOf(origin, caller.keyId);
    const result = note(await removeDependent(receivables(origin), ref, isDraft, stamp));
    switch (result.outcome) {
      case 'detached':
        return { status: 204 };
      case 'refused':
        throw refused(400, 'INVOICE_NOT_DRAFT');
      case 'notFound':
        throw refused(404, 'NOT_FOUND');
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
    responses: responses(noContent('Deleted'), {
      400: ['BAD_REQUEST', 'INVOICE_NOT_DRAFT'],
      404: ['NOT_FOUND'],
    }),
  }) satisfies Documentation;
