import * as z from 'zod/mini';
import { receivables } from '../../../shared/dynamodb/tables.ts';
import { instant } from '../../../shared/fields/dates.ts';
import type { Documentation } from '../../../shared/http/documentation.ts';
import { lambda } from '../../../shared/http/lambda.ts';
import { MANY_ROWS, type Operation, WHOLE_PROCESSOR } from '../../../shared/http/operation.ts';
import { readRecord } from '../../../shared/receivables/records/read.ts';
import { type AmiliAccess, tenantOf } from '../dialect/caller.ts';
import { amili } from '../dialect/dialect.ts';
import { responses } from '../dialect/envelope.ts';
import { refused } from '../dialect/errors.ts';
import { clientNo } from '../dialect/identifiers.ts';
import { tooMany } from '../dialect/paging.ts';
import { closedPeriodRef } from '../ledger/books.ts';
import { type ClosedPeriods, lastClosed } from '../ledger/closed-periods.ts';
import { answered } from './closed-period-response.ts';
import { sumMovements } from './gl-movement-rows.ts';

/** GET movement/balance for the latest closed GL year/period: https://docs.amili.dev/get-movementbalance-for-the-latest-closed-gl-yearperiod-4205286e0?nav=5 */
export const operation = {
  name: 'amili/gl-movements/get-latest-closed',
  route: 'GET /clients/{clientno}/glmovements/latestclosed',
  access: 'token',
  grants: { receivables: ['GetItem'], indexes: ['listed-by-tenant'], tokenKey: 'verify' },
  path: z.object({ clientno: clientNo() }),
  query: z.object({ userid: z.optional(z.string()) }),
  patience: MANY_ROWS,
  memory: WHOLE_PROCESSOR,
} as const satisfies Operation<AmiliAccess>;

export const handler = lambda<typeof documentation>()(
  amili,
  operation,
  async function getLatestClosed({ caller, path, origin, note }) {
    const table = receivables(origin);
    const tenant = note(tenantOf(caller, path.clientno));
    const marker = await readRecord<ClosedPeriods>(table, closedPeriodRef(tenant));
    const closed = lastClosed(marker?.fields);
    note({ outcome: closed ? 'found' : 'notFound' });
    if (!closed) throw refused(404, 'NOT_FOUND', 'No GL period is closed');
    const { glYear, glPeriod, closedAt } = closed;
    const periods = { year: glYear, from: glPeriod, to: glPeriod };
    const found = await sumMovements(table, tenant, periods);
    if (found.outcome !== 'summed') throw tooMany(note(found));
    return {
      ...{ clientNo: path.clientno, glYear, glPeriod, closedDateTime: instant(closedAt) },
      glMovements: found.movements.map((row) => ({ clientNo: path.clientno, ...row })),
    };
  },
);

export const documentation = () =>
  ({
    operationId: 'getLatestClosed',
    summary: 'GET movement/balance for the latest closed GL year/period',
    description:
      'The movements of the last month that `CLOSE-GL-PERIOD` has closed, not paged; 404 where none is closed. Refused ' +
      'with 400 where more than 100,000 GL items would have to be summed.',
    source: 'ours',
    responses: responses(
      { description: 'The last closed period', schema: answered() },
      [400, 401, 403, 404, 500],
    ),
  }) satisfies Documentation;
