import * as z from 'zod/mini';
import type { Documentation } from '../../../shared/http/documentation.ts';
import { lambda } from '../../../shared/http/lambda.ts';
import type { Operation } from '../../../shared/http/operation.ts';
import type { BeelAccess } from '../dialect/caller.ts';
import { beel } from '../dialect/dialect.ts';
import { csvFile, responses } from '../dialect/envelope.ts';
import { DISPOSITION, templateFile } from './customer-template.ts';

/** downloadCustomerImportTemplate, by OpenAPI 1.9.0: https://docs.beel.es */
export const operation = {
  name: 'beel/templates/get-customer-template',
  route: 'GET /api/v1/templates/customer-import',
  access: 'customers:read',
  answerType: 'text/csv',
  grants: { credentials: ['GetItem'] },
  query: z.strictObject({}),
} as const satisfies Operation<BeelAccess>;

const CACHE_CONTROL = 'private, max-age=3600';

/** The same for every company. */
export const handler = lambda<typeof documentation>()(beel, operation, function getCustomerTemplate() {
  const headers = { 'content-disposition': DISPOSITION, 'cache-control': CACHE_CONTROL };
  return { status: 200, csv: templateFile(), headers };
});

export const documentation = () =>
  ({
    operationId: 'downloadCustomerImportTemplate',
    summary: 'Download the template for customer imports',
    description:
      'A sample file for imports, separated by semicolons: the header and example rows, with UTF-8 BOM. Each row can ' +
      'be imported as it is.',
    source: 'documented',
    responses: responses(
      csvFile('The template', { 'content-disposition': DISPOSITION, 'cache-control': CACHE_CONTROL }),
      { 400: ['VALIDATION_ERROR'] },
    ),
  }) satisfies Documentation;
