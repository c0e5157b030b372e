import * as z from 'zod/mini';
import { receivables } from '../../../shared/dynamodb/tables.ts';
import { uuid } from '../../../shared/fields/identifiers.ts';
import type { Documentation } from '../../../shared/http/documentation.ts';
import { lambda } from '../../../shared/http/lambda.ts';
import type { Operation } from '../../../shared/http/operation.ts';
import { type BeelAccess, tenantOf } from '../dialect/caller.ts';
import { beel } from '../dialect/dialect.ts';
import { data, responses } from '../dialect/envelope.ts';
import { lookAtSeries, notFound, shown } from './series.ts';
import { answered } from './series-response.ts';

/** getCompanySeries, by OpenAPI 1.9.0: https://docs.beel.es */
export const operation = {
  name: 'beel/series/get-series',
  route: 'GET /api/v1/companies/{company_id}/series/{series_id}',
  access: 'series:read',
  grants: { receivables: ['GetItem'], credentials: ['GetItem'] },
  path: z.object({ company_id: uuid(), series_id: uuid() }),
  query: z.strictObject({}),
} as const satisfies Operation<BeelAccess>;

export const handler = lambda<typeof documentation>()(
  beel,
  operation,
  async function getCompanySeries({ caller, path, origin, note }) {
    const all = await lookAtSeries(receivables(origin), tenantOf(caller, path.company_id));
    const series = all.find(({ id }) => id === path.series_id);
    note({ outcome: series ? 'found' : 'notFound' });
    if (!series) throw notFound();
    return { status: 200, data: shown(series) };
  },
);

export const documentation = () =>
  ({
    operationId: 'getCompanySeries',
    summary: 'Get series by ID',
    description:
      'A default series is shown as it will be, without dates, until it is stored by its first use.',
    source: 'documented',
    responses: responses(data(200, 'The series', answered()), {
      400: ['VALIDATION_ERROR'],
      403: ['ACTIVE_COMPANY_NOT_ACCESSIBLE'],
      404: ['SERIES_NOT_FOUND'],
    }),
  }) satisfies Documentation;
