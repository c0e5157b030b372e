import { randomUUID } from 'node:crypto';
import * as z from 'zod/mini';
import { receivables } from '../../../shared/dynamodb/tables.ts';
import { sum } from '../../../shared/fields/money.ts';
import type { Documentation } from '../../../shared/http/documentation.ts';
import { lambda } from '../../../shared/http/lambda.ts';
import { MANY_ROWS, type Operation } from '../../../shared/http/operation.ts';
import { attachEach, type EachAttached } from '../../../shared/receivables/dependents/attach-each.ts';
import { stampOf } from '../../../shared/receivables/stamp.ts';
import { bulkResponse, refusedRow, undecided } from '../dialect/bulk.ts';
import { type EnkashAccess, tenantOf } from '../dialect/caller.ts';
import { type FileRow, named, rowsIn } from '../dialect/csv-file.ts';
import { BYTES_OF_A_FORM, csvForm, fileForm } from '../dialect/csv-form.ts';
import { enkash } from '../dialect/dialect.ts';
import { responses } from '../dialect/envelope.ts';
import { inactiveCustomer, noCustomer } from '../dialect/errors.ts';
import { companyId } from '../dialect/identifiers.ts';
import { LOOK_FIRST, type Uploaded, upload } from '../dialect/upload.ts';
import { answered } from './created-invoices-response.ts';
import { dispatched, dispatchRefusal } from './dispatching.ts';
import { type Invoice, newInvoice, stored } from './invoice.ts';
import { COLUMNS } from './invoice-columns.ts';
import { type Requested, requested } from './invoice-request.ts';

/**
 * invoiceBulkUpload: https://docs.enkash.com/api-18880677, and Bulk Create Invoice of Bharat Connect, which is the same
 * route: https://docs.enkash.com/api-18880690. What the file looks like is our choice.
 */
export const operation = {
  name: 'enkash/invoices/create-invoices',
  route: 'POST /api/v0/invoice/bulk/create',
  access: 'token',
  grants: { receivables: ['BatchGetItem', 'PutItem', 'UpdateItem'], tokenKey: 'verify' },
  query: z.object({ sellerId: z.optional(companyId()) }),
  body: fileForm(),
  bodyType: csvForm,
  bodyLimit: BYTES_OF_A_FORM,
  patience: MANY_ROWS,
} as const satisfies Operation<EnkashAccess>;

const RULES = { schema: requested() };

export const handler = lambda<typeof documentation>()(
  enkash,
  operation,
  async function invoiceBulkUpload({ caller, query, body, origin, note }) {
    const tenant = note(tenantOf(caller, query.sellerId));
    const rows = (await rowsIn<Requested>(body.file, COLUMNS, RULES)).map(mayBeDispatched);
    const stamp = stampOf(origin, caller.username);
    const draw = (each: Requested) => {
      const invoice = stored(each, randomUUID(), tenant.tenant);
      return newInvoice(tenant, each.dispatchNow ? dispatched(invoice, stamp.at) : invoice);
    };
    const attach = (wanted: readonly Requested[]) => {
      const invoices = wanted.map((each) => ({
        customer: { ...tenant, id: each.customerId },
        draw: () => draw(each),
      }));
      return attachEach(receivables(origin), invoices, stamp);
    };
    const outcomes = await upload(rows, attach, { origin, note });
    const report = bulkResponse(rows.map((each, index) => shownRow(each, outcomes[index]!)));
    const payload = { ...report, total_amount: totalOf(outcomes) };
    const message = `${payload.success_count} of ${payload.total_count} invoice(s) created`;
    return { payload, message };
  },
);

/** Of a row that asks to be dispatched at once nothing is stored where that is not allowed, as in createInvoice. */
function mayBeDispatched(row: FileRow<Requested>): FileRow<Requested> {
  if (!('requested' in row.read) || !row.read.requested.dispatchNow) return row;
  const refusal = dispatchRefusal(stored(row.read.requested, '', ''));
  if (refusal === undefined) return row;
  const message = `the invoice cannot be dispatched: ${refusal}`;
  return { ...row, read: { failed: { errorType: 'UNPROCESSABLE_REQUEST', message } } };
}

type Outcome = Uploaded<EachAttached<Invoice>>;

const totalOf = (outcomes: readonly Outcome[]): number =>
  sum(
    outcomes.flatMap((result) => (result.outcome === 'attached' ? result.dependent.fields.netAmount : [])),
  ).toNumber();

function shownRow({ row, cells }: FileRow<Requested>, result: Outcome) {
  const ids = { row, ...named(cells, 'customerId'), ...named(cells, 'invoiceNumber') };
  switch (result.outcome) {
    case 'attached':
      return { ...ids, invoiceId: result.dependent.fields.invoiceId };
    case 'customerNotFound':
      return { ...ids, ...refusedRow(noCustomer(result.customer.id)) };
    case 'customerDeactivated':
      return { ...ids, ...refusedRow(inactiveCustomer(result.customer.id)) };
    case 'invalid':
      return { ...ids, ...result.failed };
    default:
      return { ...ids, ...undecided(result.outcome, 'invoice', 'created', LOOK_FIRST) };
  }
}

export const documentation = () =>
  ({
    operationId: 'invoiceBulkUpload',
    summary: 'Create the invoices of a CSV file',
    description:
      'The vendor’s `invoiceBulkUpload` and `Bulk Create Invoice`, which are one route. Creates an invoice for each good ' +
      'row of an active customer, whatever is wrong with others. The file is CSV in UTF-8, with commas, at most 1 MB and ' +
      '500 rows; an Excel file is refused. Its first row names the columns as `createInvoice` names its fields: ' +
      '`customerId`, `baseAmount` and `dueDate` must be there; `sellerId` is no column. An empty cell is not sent; numbers ' +
      'have a dot and no thousands separators. Unknown, repeated and missing columns refuse the whole file. In the answer ' +
      '`row` counts as a spreadsheet does: the header is 1. A file that is sent twice makes its invoices twice.',
    source: 'documented',
    responses: responses(answered(), 400, 401, 403, 500),
  }) satisfies Documentation;
