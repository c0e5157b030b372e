import * as z from 'zod/mini';
import { receivables } from '../../../shared/dynamodb/tables.ts';
import type { Documentation } from '../../../shared/http/documentation.ts';
import { lambda } from '../../../shared/http/lambda.ts';
import { multipart } from '../../../shared/http/multipart.ts';
import { MANY_ROWS, type Operation } from '../../../shared/http/operation.ts';
import { stampOf } from '../../../shared/receivables/stamp.ts';
import { imported, previewedImport, readRecords } from '../../beel/customers/bulk-import.ts';
import { BYTES_OF_A_FORM, FILE_FAILURES, recordsIn } from '../../beel/customers/customer-file.ts';
import { requestedFlat as requested } from '../../beel/customers/customer-form-request.ts';
import { answered } from '../../beel/customers/customer-report-response.ts';
import { checkedRows } from '../../beel/customers/customer-rows.ts';
import { type BeelAccess, tenantOf } from '../../beel/dialect/caller.ts';
import { bodyFailures, data } from '../../beel/dialect/envelope.ts';
import { newCreation } from '../../beel/dialect/idempotency.ts';
import { beelFlat } from '../dialect/dialect.ts';
import { responses } from '../dialect/envelope.ts';
import { languageOf } from '../dialect/language.ts';
import { requested as customer, type Requested } from './customer-request.ts';
import { flatRules } from './customer-rows.ts';

/** importCustomersCsvPreview, by OpenAPI 1.9.0: https://docs.beel.es */
export const operation = {
  name: 'beel-flat/customers/preview-import',
  route: 'POST /api/v1/customers/import-csv-preview',
  access: 'customers:write',
  grants: {
    receivables: ['BatchGetItem', 'PutItem', 'ConditionCheckItem', 'UpdateItem'],
    credentials: ['GetItem'],
  },
  query: z.strictObject({}),
  body: requested(),
  bodyType: multipart,
  bodyLimit: BYTES_OF_A_FORM,
  patience: MANY_ROWS,
} as const satisfies Operation<BeelAccess>;

const rowSchema = customer();

/** With `dry_run` false it also creates the customers of all good rows. */
export const handler = lambda<typeof documentation>()(
  beelFlat,
  operation,
  async function importCustomersCsvPreview({ caller, body: { file, dry_run }, origin, note }) {
    const tenant = tenantOf(caller);
    const records = await recordsIn(file, await file.bytes());
    const rules = flatRules(languageOf(origin));
    const rows = checkedRows(readRecords<Requested>(records, rowSchema), rules);
    const stamp = stampOf(origin, caller.keyId);
    const many = { tenant, creation: newCreation(), rows, rules, stamp, origin, note };
    const table = receivables(origin);
    const report = dry_run
      ? await previewedImport(table, many, file)
      : (await imported(table, many, file)).data;
    return { status: 200, data: report };
  },
);

export const documentation = () =>
  ({
    operationId: 'importCustomersCsvPreview',
    summary: 'Preview an import of customers from CSV, or make it',
    description:
      'Looks what an import of this file would create; with `dry_run` false it also creates the customers of all good ' +
      'rows. At most 4 MB and 1,000 rows; above 4.4 MB API Gateway answers 413 by itself, with a bare `{"message"}`.',
    deprecated: true,
    source: 'documented',
    responses: responses(data(200, 'What was found, and perhaps created', answered()), bodyFailures, {
      400: FILE_FAILURES,
    }),
  }) satisfies Documentation;
