import { hash } from 'node:crypto';
import * as z from 'zod/mini';
import { receivables } from '../../../shared/dynamodb/tables.ts';
import { uuid } from '../../../shared/fields/identifiers.ts';
import type { Documentation } from '../../../shared/http/documentation.ts';
import { lambda } from '../../../shared/http/lambda.ts';
import { multipart } from '../../../shared/http/multipart.ts';
import { MANY_ROWS, type Operation } from '../../../shared/http/operation.ts';
import { stampOf } from '../../../shared/receivables/stamp.ts';
import { type BeelAccess, tenantOf } from '../dialect/caller.ts';
import { beel } from '../dialect/dialect.ts';
import { bodyFailures, data, responses } from '../dialect/envelope.ts';
import { creationOf, REQUIRED_KEY_FAILURES, requireKey } from '../dialect/idempotency.ts';
import { languageOf } from '../dialect/language.ts';
import { imported, readRecords } from './bulk-import.ts';
import { BYTES_OF_A_FORM, FILE_FAILURES, recordsIn } from './customer-file.ts';
import { requested } from './customer-form-request.ts';
import { answered } from './customer-report-response.ts';
import { requested as customer, type Requested } from './customer-request.ts';
import { checkedRows, todaysRules } from './customer-rows.ts';

/** createCompanyCustomerImport, by OpenAPI 1.9.0: https://docs.beel.es */
export const operation = {
  name: 'beel/customers/import-customers',
  route: 'POST /api/v1/companies/{company_id}/customers/imports',
  access: 'customers:write',
  grants: {
    receivables: ['BatchGetItem', 'PutItem', 'ConditionCheckItem', 'UpdateItem'],
    credentials: ['GetItem'],
  },
  path: z.object({ company_id: uuid() }),
  query: z.strictObject({}),
  body: requested(),
  bodyType: multipart,
  bodyLimit: BYTES_OF_A_FORM,
  patience: MANY_ROWS,
} as const satisfies Operation<BeelAccess>;

const rowSchema = customer();

/** Each good row is created, whatever is wrong with others. */
export const handler = lambda<typeof documentation>()(
  beel,
  operation,
  async function createCompanyCustomerImport({ caller, path, body: { file, source }, origin, note }) {
    const tenant = tenantOf(caller, path.company_id);
    requireKey(origin);
    const bytes = await file.bytes();
    // Not the form as it was sent: each sending has a boundary of its own.
    const creation = creationOf(origin, tenant, [source, hash('sha256', bytes)]);
    const records = await recordsIn(file, bytes);
    const rules = todaysRules(languageOf(origin));
    const rows = checkedRows(readRecords<Requested>(records, rowSchema), rules);
    const stamp = stampOf(origin, caller.keyId);
    const many = { tenant, creation, rows, rules, stamp, origin, note };
    return imported(receivables(origin), many, file);
  },
);

export const documentation = () =>
  ({
    operationId: 'createCompanyCustomerImport',
    summary: 'Import customers from a file',
    description:
      'Creates a customer for each good row of a CSV file: UTF-8, the columns of the template in Spanish or English, ' +
      'separated by semicolons, commas or tabs, at most 4 MB and 1,000 rows. Bad rows and duplicates are reported. ' +
      'Importing the same file again makes nothing twice: with the same `Idempotency-Key`, which is required, it ' +
      'completes what is missing. Files of Holded are not read. Above 4.4 MB API Gateway answers 413 by itself, with ' +
      'a bare `{"message"}`.',
    source: 'documented',
    responses: responses(
      data(201, 'Imported, as far as the rows are good', answered()),
      bodyFailures,
      {
        400: ['VALIDATION_ERROR', ...FILE_FAILURES],
        403: ['ACTIVE_COMPANY_NOT_ACCESSIBLE'],
        409: ['CONCURRENT_MODIFICATION'],
      },
      REQUIRED_KEY_FAILURES,
    ),
  }) satisfies Documentation;
