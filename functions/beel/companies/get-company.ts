import * as z from 'zod/mini';
import { credentials } from '../../../shared/dynamodb/tables.ts';
import { uuid } from '../../../shared/fields/identifiers.ts';
import type { Documentation } from '../../../shared/http/documentation.ts';
import { lambda } from '../../../shared/http/lambda.ts';
import type { Operation } from '../../../shared/http/operation.ts';
import { type BeelAccess, tenantOf } from '../dialect/caller.ts';
import { beel } from '../dialect/dialect.ts';
import { data, responses } from '../dialect/envelope.ts';
import { readCompany, shown } from './company.ts';
import { answered } from './company-response.ts';

/** getCompanyById, by OpenAPI 1.9.0: https://docs.beel.es */
export const operation = {
  name: 'beel/companies/get-company',
  route: 'GET /api/v1/companies/{company_id}',
  access: 'companies:read',
  grants: { credentials: ['GetItem'] },
  path: z.object({ company_id: uuid() }),
  query: z.strictObject({}),
} as const satisfies Operation<BeelAccess>;

export const handler = lambda<typeof documentation>()(
  beel,
  operation,
  async function getCompanyById({ caller, path, origin, note }) {
    note(tenantOf(caller, path.company_id));
    const company = await readCompany(credentials(origin), caller.company);
    return { status: 200, data: shown(company) };
  },
);

export const documentation = () =>
  ({
    operationId: 'getCompanyById',
    summary: 'Get company by ID',
    description:
      'The company as operators describe it when they make its keys, alike for its live and test keys. What is not ' +
      'known is left out: of a company whose keys were made before version 0.4.0 that is its name, tax id and address.',
    source: 'documented',
    responses: responses(data(200, 'The company', answered()), {
      400: ['VALIDATION_ERROR'],
      403: ['ACTIVE_COMPANY_NOT_ACCESSIBLE'],
    }),
  }) satisfies Documentation;
