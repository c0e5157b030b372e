import * as z from 'zod/mini';
import { credentials } from '../../../shared/dynamodb/tables.ts';
import { uuid } from '../../../shared/fields/identifiers.ts';
import type { Documentation } from '../../../shared/http/documentation.ts';
import { lambda } from '../../../shared/http/lambda.ts';
import type { Operation } from '../../../shared/http/operation.ts';
import { folded } from '../../../shared/receivables/lists/folded.ts';
import type { BeelAccess } from '../dialect/caller.ts';
import { beel } from '../dialect/dialect.ts';
import { data, responses } from '../dialect/envelope.ts';
import { pageOf, paginationAnswered as pagination, paging } from '../dialect/paging.ts';
import { requireAccount } from './account.ts';
import { type Company, readCompany, shown } from './company.ts';
import { listed } from './company-response.ts';
import { readinessOf } from './readiness.ts';

/** listCompanies, by OpenAPI 1.9.0: https://docs.beel.es. A key reaches one company, so no list has more. */
export const operation = {
  name: 'beel/companies/list-companies',
  route: 'GET /api/v1/accounts/{account_id}/companies',
  access: 'companies:list',
  grants: { credentials: ['GetItem'] },
  path: z.object({ account_id: uuid() }),
  query: z.strictObject({
    ...paging(),
    search: z.optional(z.string().check(z.maxLength(255))),
    include: z.optional(z.literal('readiness')),
  }),
} as const satisfies Operation<BeelAccess>;

export const handler = lambda<typeof documentation>()(
  beel,
  operation,
  async function listCompanies({ caller, path, query, origin }) {
    requireAccount(caller, path.account_id);
    const company = await readCompany(credentials(origin), caller.company);
    const found = isFound(company, query.search) ? [company] : [];
    const { items, pagination } = pageOf(found, query);
    const companies = items.map((item) => ({
      ...shown(item),
      ...(query.include && { readiness: readinessOf(item) }),
    }));
    return { status: 200, data: { companies, pagination } };
  },
);

/** Without case and accents, anywhere in the text: our choice. */
const isFound = ({ nif, legal_name, trade_name }: Company, search = ''): boolean =>
  [nif, legal_name, trade_name].some((text = '') => folded(text).includes(folded(search)));

export const documentation = () =>
  ({
    operationId: 'listCompanies',
    summary: 'List companies of an account',
    description:
      'An account has one company here, and so has the list. `search` looks at tax id, legal name and trade name. ' +
      '`include=readiness` adds whether the company can issue invoices.',
    source: 'documented',
    responses: responses(
      data(200, 'The companies', z.strictObject({ companies: z.array(listed()), pagination: pagination() })),
      {
        400: ['VALIDATION_ERROR'],
        403: ['ACCOUNT_NOT_ACCESSIBLE'],
        422: ['VALIDATION_ERROR'],
      },
    ),
  }) satisfies Documentation;
