import * as z from 'zod/mini';
import { receivables } from '../../../shared/dynamodb/tables.ts';
import { COMMON_HEADERS } from '../../../shared/http/dialect.ts';
import { lambda } from '../../../shared/http/lambda.ts';
import type { Documentation, Operation } from '../../../shared/http/operation.ts';
import { removeHolder } from '../../../shared/receivables/dependents/remove.ts';
import { stampOf } from '../../../shared/receivables/stamp.ts';
import { type BeelAccess, beel, refused, tenantOf } from '../../beel/dialect/dialect.ts';
import { failures } from '../../beel/dialect/envelope.ts';
import { uuid } from '../../beel/dialect/identifiers.ts';

/** deleteInvoice: https://docs.beel.es/docs/facturas/eliminarFactura */
export const operation = {
  name: 'beel-flat/invoices/delete-invoice',
  route: 'DELETE /api/v1/invoices/{invoice_id}',
  access: 'invoices:write',
  grants: { receivables: ['GetItem', 'UpdateItem'], credentials: ['GetItem'] },
  path: z.object({ invoice_id: uuid() }),
} as const satisfies Operation<BeelAccess>;

/** The delete is soft, and the customer's link ends with it. The vendor gives no code for another state: ours. */
export const handler = lambda(beel, operation, async function deleteInvoice({ caller, path, origin }) {
  const ref = { vendor: 'beel', tenant: tenantOf(caller), kind: 'INVOICE', id: path.invoice_id };
  const isDraft = ({ fields }: { fields: { status?: unknown } }) => fields.status === 'DRAFT';
  const result = await removeHolder(receivables(), ref, isDraft, stampOf(origin, caller.keyId));
  switch (result.outcome) {
    case 'detached':
      return { answer: { statusCode: 204, headers: { ...COMMON_HEADERS } } };
    case 'refused':
      throw refused(400, 'INVOICE_NOT_DRAFT', 'Only a draft can be deleted');
    case 'notFound':
      throw refused(404, 'NOT_FOUND', 'Resource not found');
  }
});

export const documentation = (): Documentation => ({
  operationId: 'deleteInvoice',
  summary: 'Delete invoice',
  description: 'Deletes a draft softly. Its customer may then be deactivated or deleted.',
  deprecated: true,
  responses: {
    204: { description: 'Deleted' },
    ...failures('flat', { 400: ['BAD_REQUEST', 'INVOICE_NOT_DRAFT'], 404: ['NOT_FOUND'] }),
  },
});
