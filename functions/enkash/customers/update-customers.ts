import * as z from 'zod/mini';
import { receivables, type Table } from '../../../shared/dynamodb/tables.ts';
import type { Documentation } from '../../../shared/http/documentation.ts';
import { Failure } from '../../../shared/http/failure.ts';
import { lambda } from '../../../shared/http/lambda.ts';
import { MANY_ROWS, type Operation } from '../../../shared/http/operation.ts';
import { changeEach } from '../../../shared/receivables/customers/change-each.ts';
import type { CustomerItem } from '../../../shared/receivables/items.ts';
import type { Tenant } from '../../../shared/receivables/keys.ts';
import type { RowFailure } from '../../../shared/receivables/row-failure.ts';
import { type Stamp, stampOf } from '../../../shared/receivables/stamp.ts';
import { bulkResponse, refusedRow, undecided } from '../dialect/bulk.ts';
import { type EnkashAccess, tenantOf } from '../dialect/caller.ts';
import { type FileRow, named, rowsIn } from '../dialect/csv-file.ts';
import { BYTES_OF_A_FORM, csvForm, fileForm } from '../dialect/csv-form.ts';
import { enkash } from '../dialect/dialect.ts';
import { responses } from '../dialect/envelope.ts';
import { noCustomer } from '../dialect/errors.ts';
import { companyId, customerId } from '../dialect/identifiers.ts';
import { type InvalidRow, type Uploaded, upload } from '../dialect/upload.ts';
import type { Customer } from './customer.ts';
import { changed, changeTo } from './customer-changes.ts';
import { requested as changes, type Requested } from './customer-changes-request.ts';
import { CHANGE_COLUMNS } from './customer-columns.ts';
import { answered } from './updated-customers-response.ts';

/** bulkUpdate: https://docs.enkash.com/api-18880671. What the file looks like is our choice. */
export const operation = {
  name: 'enkash/customers/update-customers',
  route: 'POST /api/v0/customer/bulk/update',
  access: 'token',
  grants: { receivables: ['BatchGetItem', 'GetItem', 'UpdateItem'], tokenKey: 'verify' },
  query: z.object({ parentCompanyId: z.optional(companyId()) }),
  body: fileForm(),
  bodyType: csvForm,
  bodyLimit: BYTES_OF_A_FORM,
  patience: MANY_ROWS,
} as const satisfies Operation<EnkashAccess>;

const RULES = { schema: z.extend(changes(), { customerId: customerId() }), nullClears: true };

type RowChanges = Requested & { readonly customerId: string };

export const handler = lambda<typeof documentation>()(
  enkash,
  operation,
  async function bulkUpdate({ caller, query, body, origin, note }) {
    const tenant = note(tenantOf(caller, query.parentCompanyId));
    const rows = await rowsIn<RowChanges>(body.file, CHANGE_COLUMNS, RULES);
    const stamp = stampOf(origin, caller.username);
    const change = (wanted: readonly RowChanges[]) => changeRows(receivables(origin), tenant, wanted, stamp);
    const outcomes = await upload(rows, change, { origin, note });
    const payload = bulkResponse(rows.map((each, index) => shownRow(each, outcomes[index]!)));
    const message = `${payload.success_count} of ${payload.total_count} customer(s) updated`;
    return { payload, message };
  },
);

type Changed = { readonly outcome: 'updated' | 'unchanged' | 'notFound' };

/** The rows of one customer are one write: each changes what those above it left. */
async function changeRows(
  table: Table,
  tenant: Tenant,
  wanted: readonly RowChanges[],
  stamp: Stamp,
): Promise<(Changed | RowFailure | InvalidRow)[]> {
  const refused = new Map<RowChanges, InvalidRow>();
  const ofOne = [...Map.groupBy(wanted, ({ customerId }) => customerId)];
  const changesOf = ofOne.map(([id, rows]) => ({
    ref: { ...tenant, id },
    changeOf: (seen: CustomerItem<Customer>) =>
      changeTo(
        seen,
        rows.reduce((before, row) => {
          refused.delete(row);
          try {
            return changed(before, row);
          } catch (failure) {
            if (!(failure instanceof Failure)) throw failure;
            refused.set(row, { outcome: 'invalid', failed: refusedRow(failure) });
            return before;
          }
        }, seen.profile as Customer),
      ),
  }));
  const outcomes = await changeEach(table, changesOf, stamp);
  const outcomeOf = new Map(ofOne.map(([id], index) => [id, outcomes[index]!]));
  return wanted.map((row) => {
    const result = outcomeOf.get(row.customerId) as Changed | RowFailure;
    return (result.outcome !== 'notFound' && refused.get(row)) || result;
  });
}

function shownRow({ row, cells }: FileRow<RowChanges>, result: Uploaded<Changed>) {
  const ids = { row, ...named(cells, 'customerId') };
  switch (result.outcome) {
    case 'updated':
    case 'unchanged':
      return ids;
    case 'notFound':
      return { ...ids, ...refusedRow(noCustomer(cells.customerId as string)) };
    case 'invalid':
      return { ...ids, ...result.failed };
    default:
      return { ...ids, ...undecided(result.outcome, 'customer', 'updated') };
  }
}

export const documentation = () =>
  ({
    operationId: 'bulkUpdate',
    summary: 'Update the customers of a CSV file',
    description:
      'Changes the customers that the rows name, each decided on its own. The file is CSV in UTF-8, with commas, at most ' +
      '1 MB and 500 rows; an Excel file is refused. Its first row names the columns as `updateCustomer` names its fields: ' +
      '`customerId` and at least one other; those of contacts and reminders have the numbers 0 to 4, as ' +
      '`customerKeyContacts[0].name`, and are merged by their ids. An empty cell leaves what is there, the word `null` ' +
      'clears it; a list has vertical bars between its parts. Unknown, repeated and missing columns refuse the whole file. ' +
      'Rows of one customer are applied in their order. In the answer `row` counts as a spreadsheet does: the header is 1.',
    source: 'documented',
    responses: responses(answered(), 400, 401, 403, 500),
  }) satisfies Documentation;
