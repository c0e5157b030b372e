import * as z from 'zod/mini';
import { receivables } from '../../../shared/dynamodb/tables.ts';
import type { Documentation } from '../../../shared/http/documentation.ts';
import { lambda } from '../../../shared/http/lambda.ts';
import { MANY_ROWS, type Operation } from '../../../shared/http/operation.ts';
import { createEach, type EachCreation } from '../../../shared/receivables/customers/create-each.ts';
import { stampOf } from '../../../shared/receivables/stamp.ts';
import { bulkResponse, undecided } from '../dialect/bulk.ts';
import { type EnkashAccess, tenantOf } from '../dialect/caller.ts';
import { type FileRow, named, rowsIn } from '../dialect/csv-file.ts';
import { BYTES_OF_A_FORM, csvForm, fileForm } from '../dialect/csv-form.ts';
import { enkash } from '../dialect/dialect.ts';
import { responses } from '../dialect/envelope.ts';
import { companyId, newCustomerId } from '../dialect/identifiers.ts';
import { LOOK_FIRST, type Uploaded, upload } from '../dialect/upload.ts';
import { answered } from './created-customers-response.ts';
import { type Customer, newCustomer, stored } from './customer.ts';
import { NEW_COLUMNS } from './customer-columns.ts';
import { type Requested, requested } from './customer-request.ts';

/** createBulkCustomer: https://docs.enkash.com/api-18880670. That is all the vendor says: the file is our choice. */
export const operation = {
  name: 'enkash/customers/create-customers',
  route: 'POST /api/v0/customer/bulk',
  access: 'token',
  grants: { receivables: ['PutItem'], tokenKey: 'verify' },
  query: z.object({ companyId: companyId() }),
  body: fileForm(),
  bodyType: csvForm,
  bodyLimit: BYTES_OF_A_FORM,
  patience: MANY_ROWS,
} as const satisfies Operation<EnkashAccess>;

/** A row may leave all columns of contacts empty. */
const RULES = { schema: requested(), initial: { customerKeyContacts: [] } };

export const handler = lambda<typeof documentation>()(
  enkash,
  operation,
  async function createBulkCustomer({ caller, query, body, origin, note }) {
    const tenant = note(tenantOf(caller, query.companyId));
    const rows = await rowsIn<Requested>(body.file, NEW_COLUMNS, RULES);
    const stamp = stampOf(origin, caller.username);
    const create = (wanted: readonly Requested[]) => {
      const customers = wanted.map((each) => newCustomer(tenant, newCustomerId(), stored(each)));
      return createEach(receivables(origin), customers, stamp);
    };
    const outcomes = await upload(rows, create, { origin, note });
    const payload = bulkResponse(rows.map((each, index) => shownRow(each, outcomes[index]!)));
    const message = `${payload.success_count} of ${payload.total_count} customer(s) created`;
    return { payload, message };
  },
);

function shownRow({ row, cells }: FileRow<Requested>, result: Uploaded<EachCreation<Customer>>) {
  const ids = { row, ...named(cells, 'uniqueRefNo') };
  switch (result.outcome) {
    case 'created':
      return { ...ids, customerId: result.customer.reference.customerId as string };
    case 'invalid':
      return { ...ids, ...result.failed };
    case 'untouched':
    case 'unknown':
      return { ...ids, ...undecided(result.outcome, 'customer', 'created', LOOK_FIRST) };
    default:
      // Also where the id that was drawn at random is taken.
      return { ...ids, ...undecided('failed', 'customer', 'created') };
  }
}

export const documentation = () =>
  ({
    operationId: 'createBulkCustomer',
    summary: 'Create the customers of a CSV file',
    description:
      'Creates a customer for each good row, whatever is wrong with others. The file is CSV in UTF-8, with commas, at most ' +
      '1 MB and 500 rows; an Excel file is refused. Its first row names the columns as `createCustomer` names its fields: ' +
      '`legalName`, `customerKeyContacts[0].name`, `.legalName` and `.mobile` must be there; others of contacts and ' +
      'reminders 0 to 4 may. An empty cell is not sent. Unknown, repeated and missing columns refuse the whole file. ' +
      'In the answer `row` counts as a spreadsheet does: the header is 1. Nothing is unique but the id, so a file that is ' +
      'sent twice makes its customers twice.',
    source: 'documented',
    responses: responses(answered(), 400, 401, 403, 500),
  }) satisfies Documentation;
