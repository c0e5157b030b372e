import * as z from 'zod/mini';
import { receivables } from '../../../shared/dynamodb/tables.ts';
import type { Documentation } from '../../../shared/http/documentation.ts';
import { lambda } from '../../../shared/http/lambda.ts';
import type { Operation } from '../../../shared/http/operation.ts';
import { countsOf } from '../../../shared/http/outcome-counts.ts';
import { log } from '../../../shared/log.ts';
import { removeDependent } from '../../../shared/receivables/dependents/remove.ts';
import type { Tenant } from '../../../shared/receivables/keys.ts';
import { type Stamp, stampOf } from '../../../shared/receivables/stamp.ts';
import { type EnkashAccess, tenantOf } from '../dialect/caller.ts';
import { enkash } from '../dialect/dialect.ts';
import { responses } from '../dialect/envelope.ts';
import { companyId } from '../dialect/identifiers.ts';
import { requested } from './invoices-request.ts';
import { type Answered, answered, type FailedRow } from './invoices-response.ts';

/** Delete Invoice Collection. The vendor's page cannot be read: path and body are inferred from bulk/dispatch. */
export const operation = {
  name: 'enkash/invoices/delete-invoices',
  route: 'POST /api/v0/invoice/bulk/delete',
  access: 'token',
  grants: { receivables: ['GetItem', 'UpdateItem'], tokenKey: 'verify' },
  query: z.object({ sellerId: z.optional(companyId()) }),
  body: requested(),
} as const satisfies Operation<EnkashAccess>;

export const handler = lambda<typeof documentation>()(
  enkash,
  operation,
  async function deleteInvoices({ caller, query, body, origin, note }) {
    const tenant = note(tenantOf(caller, query.sellerId));
    const stamp = stampOf(origin, caller.username);
    const rows: Row[] = [];
    // One after the other: in parallel, invoices of one customer would be in conflict over its count.
    for (const id of new Set(body.invoiceIds)) rows.push(await deleteInvoice(tenant, id, stamp));
    note({ outcomes: countsOf(rows.map(wordOf)) });
    if (rows.every((row) => isFailed(row) && row.errorType === 'SYSTEM_ERROR'))
      throw new Error('no invoice could be processed');
    const payload = bulkResponse(rows);
    const message = `${payload.success_count} of ${payload.total_count} invoice(s) deleted`;
    return { payload, message };
  },
);

type Row = { readonly invoiceId: string } | FailedRow;

const isFailed = (row: Row): row is FailedRow => 'errorType' in row;

/** What became of an invoice, in the domain's word. */
function wordOf(row: Row): string {
  if (!isFailed(row)) return 'detached';
  return row.errorType === 'RECORD_NOT_FOUND' ? 'notFound' : 'failed';
}

/** One invoice, whatever becomes of the others. */
async function deleteInvoice(tenant: Tenant, invoiceId: string, stamp: Stamp): Promise<Row> {
  const ref = { ...tenant, kind: 'INVOICE', id: invoiceId };
  try {
    const { outcome } = await removeDependent(receivables(), ref, () => true, stamp);
    if (outcome === 'detached') return { invoiceId };
    return { invoiceId, errorType: 'RECORD_NOT_FOUND', message: `there is no invoice ${invoiceId}` };
  } catch (error) {
    log('error', 'an invoice of several was not deleted', { invoiceId, requestId: stamp.requestId, error });
    return { invoiceId, errorType: 'SYSTEM_ERROR', message: 'the invoice could not be processed' };
  }
}

function bulkResponse(rows: readonly Row[]): Answered {
  const failureRequests = rows.filter(isFailed);
  const successRequests = rows.filter((row) => !isFailed(row));
  return {
    total_count: rows.length,
    success_count: successRequests.length,
    failure_count: failureRequests.length,
    successRequests,
    failureRequests,
  };
}

export const documentation = () =>
  ({
    operationId: 'deleteInvoiceCollection',
    summary: 'Delete invoices, each decided on its own',
    source: 'inferred',
    responses: responses(answered(), 400, 401, 403, 500),
  }) satisfies Documentation;
