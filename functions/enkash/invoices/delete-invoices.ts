import * as z from 'zod/mini';
import { receivables } from '../../../shared/dynamodb/tables.ts';
import { lambda } from '../../../shared/http/lambda.ts';
import type { Documentation, Operation } from '../../../shared/http/operation.ts';
import { log } from '../../../shared/log.ts';
import { removeHolder } from '../../../shared/receivables/dependents/remove.ts';
import type { Stamp } from '../../../shared/receivables/items.ts';
import { stampOf } from '../../../shared/receivables/stamp.ts';
import { type EnkashAccess, type ErrorType, effectiveCompany, enkash } from '../dialect/dialect.ts';
import { answers } from '../dialect/envelope.ts';
import { companyId } from '../dialect/identifiers.ts';

/** Invoices in one request; our choice, so that the slowest request ends in time. */
const MOST_INVOICES = 100;

/** Delete Invoice Collection. Path and body are our choice, after bulk/dispatch: the vendor's page cannot be read. */
export const operation = {
  name: 'enkash/invoices/delete-invoices',
  route: 'POST /api/v0/invoice/bulk/delete',
  access: 'token',
  grants: { receivables: ['GetItem', 'UpdateItem'], tokenKey: 'verify' },
  query: z.object({ sellerId: z.optional(companyId()) }),
  body: z.object({
    invoiceIds: z.array(z.string().check(z.maxLength(64))).check(z.minLength(1), z.maxLength(MOST_INVOICES)),
  }),
} as const satisfies Operation<EnkashAccess>;

export const handler = lambda(
  enkash,
  operation,
  async function deleteInvoices({ caller, query, body, origin }) {
    const tenant = effectiveCompany(caller, query.sellerId);
    const stamp = stampOf(origin, caller.username);
    const invoiceIds = [...new Set(body.invoiceIds)];
    const rows: Row[] = [];
    // One after the other: invoices of one customer would only be in conflict with each other at its count.
    for (const id of invoiceIds) rows.push(await deleteInvoice(tenant, id, stamp));
    if (rows.every(({ errorType }) => errorType === 'SYSTEM_ERROR'))
      throw new Error('no invoice could be processed');
    const payload = bulkResponse(rows);
    const message = `${payload.success_count} of ${payload.total_count} invoice(s) deleted`;
    return { payload, message };
  },
);

interface Row {
  readonly invoiceId: string;
  readonly errorType?: ErrorType;
  readonly message?: string;
}

/** One invoice, whatever becomes of the others. */
async function deleteInvoice(tenant: string, invoiceId: string, stamp: Stamp): Promise<Row> {
  const ref = { vendor: 'enkash', tenant, kind: 'INVOICE', id: invoiceId };
  try {
    const { outcome } = await removeHolder(receivables(), ref, () => true, stamp);
    if (outcome === 'detached') return { invoiceId };
    return { invoiceId, errorType: 'RECORD_NOT_FOUND', message: `there is no invoice ${invoiceId}` };
  } catch (error) {
    log('error', 'an invoice of several was not deleted', { invoiceId, requestId: stamp.requestId, error });
    return { invoiceId, errorType: 'SYSTEM_ERROR', message: 'the invoice could not be processed' };
  }
}

/** BulkResponse: https://docs.enkash.com/api-18880671; what its rows hold is our choice. */
function bulkResponse(rows: readonly Row[]) {
  const successRequests = rows.filter(({ errorType }) => !errorType);
  const failureRequests = rows.filter(({ errorType }) => errorType);
  return {
    total_count: rows.length,
    success_count: successRequests.length,
    failure_count: failureRequests.length,
    successRequests,
    failureRequests,
  };
}

export const documentation = (): Documentation => {
  const count = z.int().check(z.minimum(0));
  const failure = z.strictObject({
    invoiceId: z.string(),
    errorType: z.enum(['RECORD_NOT_FOUND', 'SYSTEM_ERROR']),
    message: z.string(),
  });
  const payload = z.strictObject({
    total_count: count,
    success_count: count,
    failure_count: count,
    successRequests: z.array(z.strictObject({ invoiceId: z.string() })),
    failureRequests: z.array(failure),
  });
  return {
    operationId: 'deleteInvoiceCollection',
    summary: 'Delete invoices, each decided on its own',
    responses: answers(payload, 400, 401, 403, 500),
  };
};
