import * as z from 'zod/mini';
import { receivables } from '../../../shared/dynamodb/tables.ts';
import { uuid } from '../../../shared/fields/identifiers.ts';
import type { Documentation } from '../../../shared/http/documentation.ts';
import { lambda } from '../../../shared/http/lambda.ts';
import type { Operation } from '../../../shared/http/operation.ts';
import { removeDependent } from '../../../shared/receivables/dependents/remove.ts';
import type { DependentItem } from '../../../shared/receivables/items.ts';
import { stampOf } from '../../../shared/receivables/stamp.ts';
import { type BeelAccess, tenantOf } from '../dialect/caller.ts';
import { beel } from '../dialect/dialect.ts';
import { noContent, responses } from '../dialect/envelope.ts';
import { type Invoice, invoiceRef, notFound, uniqueKeyOf } from './invoice.ts';
import { isAllowed, notAllowed } from './states.ts';

/** deleteCompanyInvoice, by OpenAPI 1.9.0: https://docs.beel.es */
export const operation = {
  name: 'beel/invoices/delete-invoice',
  route: 'DELETE /api/v1/companies/{company_id}/invoices/{invoice_id}',
  access: 'invoices:write',
  grants: { receivables: ['GetItem', 'UpdateItem', 'DeleteItem'], credentials: ['GetItem'] },
  path: z.object({ company_id: uuid(), invoice_id: uuid() }),
  query: z.strictObject({}),
} as const satisfies Operation<BeelAccess>;

/** The delete is soft, and its customer is free of it. */
export const handler = lambda<typeof documentation>()(
  beel,
  operation,
  async function deleteCompanyInvoice({ caller, path, origin, note }) {
    const ref = invoiceRef(tenantOf(caller, path.company_id), path.invoice_id);
    const isDeletable = ({ fields }: DependentItem<Invoice>) => isAllowed('delete', fields.status);
    const keyOf = ({ fields }: DependentItem<Invoice>) => uniqueKeyOf(fields);
    const stamp = stampOf(origin, caller.keyId);
    const result = note(await removeDependent(receivables(origin), ref, isDeletable, stamp, keyOf));
    switch (result.outcome) {
      case 'detached':
        return { status: 204 };
      case 'refused':
        throw notAllowed('delete', result.dependent.fields.status);
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
    responses: responses(noContent('Deleted'), {
      400: ['VALIDATION_ERROR', 'INVOICE_NOT_DRAFT'],
      403: ['ACTIVE_COMPANY_NOT_ACCESSIBLE'],
      404: ['INVOICE_NOT_FOUND'],
      409: ['CONCURRENT_MODIFICATION'],
    }),
  }) satisfies Documentation;
