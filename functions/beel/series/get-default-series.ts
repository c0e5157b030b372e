import * as z from 'zod/mini';
import { receivables } from '../../../shared/dynamodb/tables.ts';
import { uuid } from '../../../shared/fields/identifiers.ts';
import type { Documentation } from '../../../shared/http/documentation.ts';
import { lambda } from '../../../shared/http/lambda.ts';
import type { Operation } from '../../../shared/http/operation.ts';
import { type BeelAccess, tenantOf } from '../dialect/caller.ts';
import { beel } from '../dialect/dialect.ts';
import { data, responses } from '../dialect/envelope.ts';
import { answered } from './default-series-response.ts';
import { lookAtSeries } from './series.ts';

/** getCompanyDefaultSeries, by OpenAPI 1.9.0: https://docs.beel.es */
export const operation = {
  name: 'beel/series/get-default-series',
  route: 'GET /api/v1/companies/{company_id}/series/defaults',
  access: 'series:read',
  grants: { receivables: ['GetItem'], credentials: ['GetItem'] },
  path: z.object({ company_id: uuid() }),
  query: z.strictObject({}),
} as const satisfies Operation<BeelAccess>;

/** Our choice: a default series that is not stored yet is provisional, and already has the id that it will have. */
export const handler = lambda<typeof documentation>()(
  beel,
  operation,
  async function getCompanyDefaultSeries({ caller, path, origin }) {
    const all = await lookAtSeries(receivables(origin), tenantOf(caller, path.company_id));
    const defaults = all
      .filter(({ default_series }) => default_series)
      .map(({ document_type, id, code, created_at }) => {
        const exists = created_at !== undefined;
        return { document_type, exists, series_id: id, code, provisional: !exists };
      });
    return { status: 200, data: { defaults } };
  },
);

export const documentation = () =>
  ({
    operationId: 'getCompanyDefaultSeries',
    summary: 'Get default series',
    description:
      'The default series of each type of document. One that is not stored yet does not exist and is `provisional`: ' +
      'its first use stores it under the id that is shown.',
    source: 'documented',
    responses: responses(data(200, 'A row for each type of document', answered()), {
      400: ['VALIDATION_ERROR'],
      403: ['ACTIVE_COMPANY_NOT_ACCESSIBLE'],
    }),
  }) satisfies Documentation;
