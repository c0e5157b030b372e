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
import { newCreation } from '../dialect/idempotency.ts';
import { languageOf } from '../dialect/language.ts';
import { previewedImport, readRecords } from './bulk-import.ts';
import { BYTES_OF_A_FORM, FILE_FAILURES, recordsIn } from './customer-file.ts';
import { requested } from './customer-form-request.ts';
import { answered } from './customer-report-response.ts';
import { requested as customer, type Requested } from './customer-request.ts';
import { checkedRows, todaysRules } from './customer-rows.ts';

/** previewCompanyCustomerImport, by OpenAPI 1.9.0: https://docs.beel.es */
export const operation = {
  name: 'beel/customers/preview-import',
  route: 'POST /api/v1/companies/{company_id}/customers/imports/preview',
  access: 'customers:write',
  grants: { receivables: ['BatchGetItem'], credentials: ['GetItem'] },
  path: z.object({ company_id: uuid() }),
  query: z.strictObject({}),
  body: requested(),
  bodyType: multipart,
  bodyLimit: BYTES_OF_A_FORM,
  patience: MANY_ROWS,
} as const satisfies Operation<BeelAccess>;

const rowSchema = customer();

export const handler = lambda<typeof documentation>()(
  beel,
  operation,
  async function previewCompanyCustomerImport({ caller, path, body: { file }, origin, note }) {
    const tenant = tenantOf(caller, path.company_id);
    const records = await recordsIn(file, await file.bytes());
    const rules = todaysRules(languageOf(origin));
    const rows = checkedRows(readRecords<Requested>(records, rowSchema), rules);
    const stamp = stampOf(origin, caller.keyId);
    const many = { tenant, creation: newCreation(), rows, rules, stamp, origin, note };
    return { status: 200, data: await previewedImport(receivables(origin), many, file) };
  },
);

export const documentation = () =>
  ({
    operationId: 'previewCompanyCustomerImport',
    summary: 'Preview an import of customers',
    description:
      'Looks what an import of this file would create, and writes nothing. Files of Holded are not read. At most 4 MB ' +
      'and 1,000 rows; above 4.4 MB API Gateway answers 413 by itself, with a bare `{"message"}`.',
    source: 'documented',
    responses: responses(data(200, 'What was found', answered()), bodyFailures, {
      400: ['VALIDATION_ERROR', ...FILE_FAILURES],
      403: ['ACTIVE_COMPANY_NOT_ACCESSIBLE'],
      409: ['CONCURRENT_MODIFICATION'],
    }),
  }) satisfies Documentation;
