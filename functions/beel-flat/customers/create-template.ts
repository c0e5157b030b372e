import * as z from 'zod/mini';
import type { Documentation } from '../../../shared/http/documentation.ts';
import { lambda } from '../../../shared/http/lambda.ts';
import type { Operation } from '../../../shared/http/operation.ts';
import type { BeelAccess } from '../../beel/dialect/caller.ts';
import { csvFile } from '../../beel/dialect/envelope.ts';
import { DISPOSITION, templateFile } from '../../beel/templates/customer-template.ts';
import { beelFlat } from '../dialect/dialect.ts';
import { responses } from '../dialect/envelope.ts';

/** downloadCustomerTemplateCsv: https://docs.beel.es/customers/downloadCustomerTemplateCsv */
export const operation = {
  name: 'beel-flat/customers/create-template',
  route: 'POST /api/v1/customers/templates/csv',
  access: 'customers:read',
  grants: { credentials: ['GetItem'] },
  query: z.strictObject({}),
} as const satisfies Operation<BeelAccess>;

export const handler = lambda<typeof documentation>()(beelFlat, operation, function createTemplate() {
  return { status: 200, csv: templateFile(), headers: { 'content-disposition': DISPOSITION } };
});

export const documentation = () =>
  ({
    operationId: 'downloadCustomerTemplateCsv',
    summary: 'Download CSV template for customers',
    description:
      'A sample file for customer import, separated by semicolons: the header and example rows, with UTF-8 BOM.',
    deprecated: true,
    source: 'documented',
    responses: responses(csvFile('The template', { 'content-disposition': DISPOSITION })),
  }) satisfies Documentation;
