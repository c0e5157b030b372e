import * as z from 'zod/mini';
import { receivables } from '../../../shared/dynamodb/tables.ts';
import { uuid } from '../../../shared/fields/identifiers.ts';
import type { Documentation } from '../../../shared/http/documentation.ts';
import { lambda } from '../../../shared/http/lambda.ts';
import type { Operation } from '../../../shared/http/operation.ts';
import { stampOf } from '../../../shared/receivables/stamp.ts';
import { type BeelAccess, tenantOf } from '../dialect/caller.ts';
import { beel } from '../dialect/dialect.ts';
import { data, responses } from '../dialect/envelope.ts';
import { keyOf } from '../dialect/idempotency.ts';
import { makeSeries, shown } from './series.ts';
import { answered } from './series-response.ts';

/** ensureCompanyDefaultSeries, by OpenAPI 1.9.0: https://docs.beel.es */
export const operation = {
  name: 'beel/series/ensure-default-series',
  route: 'PUT /api/v1/companies/{company_id}/series/defaults',
  access: 'series:write',
  grants: { receivables: ['GetItem', 'PutItem'], credentials: ['GetItem'] },
  path: z.object({ company_id: uuid() }),
  query: z.strictObject({}),
} as const satisfies Operation<BeelAccess>;

/** A repeat finds what the first made, so that an Idempotency-Key changes nothing; it must be one, though. */
export const handler = lambda<typeof documentation>()(
  beel,
  operation,
  async function ensureCompanyDefaultSeries({ caller, path, origin, note }) {
    const tenant = tenantOf(caller, path.company_id);
    keyOf(origin);
    const stamp = stampOf(origin, caller.keyId);
    const { series } = note(await makeSeries(receivables(origin), tenant, stamp));
    return {
      status: 200,
      data: { series: series.filter(({ default_series }) => default_series).map(shown) },
    };
  },
);

export const documentation = () =>
  ({
    operationId: 'ensureCompanyDefaultSeries',
    summary: 'Ensure default series',
    description:
      'Makes the default series that the company lacks: F for standard invoices, S for simplified ones, R for ' +
      'correctives and, as only this service does, P for proformas. The first use of a series makes them too.',
    source: 'documented',
    responses: responses(data(200, 'The default series', z.strictObject({ series: z.array(answered()) })), {
      400: ['VALIDATION_ERROR', 'INVALID_IDEMPOTENCY_KEY'],
      403: ['ACTIVE_COMPANY_NOT_ACCESSIBLE'],
      409: ['CONCURRENT_MODIFICATION'],
    }),
  }) satisfies Documentation;
