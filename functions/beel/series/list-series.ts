import * as z from 'zod/mini';
import { receivables } from '../../../shared/dynamodb/tables.ts';
import { uuid } from '../../../shared/fields/identifiers.ts';
import { yesOrNo } from '../../../shared/fields/parameters.ts';
import type { Documentation } from '../../../shared/http/documentation.ts';
import { lambda } from '../../../shared/http/lambda.ts';
import type { Operation } from '../../../shared/http/operation.ts';
import { type BeelAccess, tenantOf } from '../dialect/caller.ts';
import { beel } from '../dialect/dialect.ts';
import { data, responses } from '../dialect/envelope.ts';
import { pageOf, paginationAnswered as pagination, pagingIfAsked } from '../dialect/paging.ts';
import { DOCUMENT_TYPES } from './document-types.ts';
import { lookAtSeries, shown } from './series.ts';
import { answered } from './series-response.ts';

/** listCompanySeries, by OpenAPI 1.9.0: https://docs.beel.es */
export const operation = {
  name: 'beel/series/list-series',
  route: 'GET /api/v1/companies/{company_id}/series',
  access: 'series:read',
  grants: { receivables: ['GetItem'], credentials: ['GetItem'] },
  path: z.object({ company_id: uuid() }),
  query: z.strictObject({
    active: z.optional(yesOrNo()),
    document_type: z.optional(z.enum(['UNASSIGNED', ...DOCUMENT_TYPES])),
    ...pagingIfAsked(),
  }),
} as const satisfies Operation<BeelAccess>;

export const handler = lambda<typeof documentation>()(
  beel,
  operation,
  async function listCompanySeries({ caller, path, query, origin }) {
    const all = await lookAtSeries(receivables(origin), tenantOf(caller, path.company_id));
    const { active, document_type } = query;
    const found = all
      .filter((series) => active === undefined || series.active === active)
      .filter((series) => document_type === undefined || series.document_type === document_type)
      .map(shown);
    // The whole list, unless a page is asked for.
    if (query.page === undefined && query.limit === undefined)
      return { status: 200, data: { series: found } };
    const { items, pagination } = pageOf(found, query);
    return { status: 200, data: { series: items, pagination } };
  },
);

export const documentation = () =>
  ({
    operationId: 'listCompanySeries',
    summary: 'List series',
    description:
      'All of them, without `pagination`, unless `page` or `limit` is sent. Default series are shown as they will be, ' +
      'without dates, until they are stored by their first use; their ids stay.',
    source: 'documented',
    responses: responses(
      data(
        200,
        'The series',
        z.strictObject({ series: z.array(answered()), pagination: z.optional(pagination()) }),
      ),
      {
        400: ['VALIDATION_ERROR'],
        403: ['ACTIVE_COMPANY_NOT_ACCESSIBLE'],
        422: ['VALIDATION_ERROR'],
      },
    ),
  }) satisfies Documentation;
