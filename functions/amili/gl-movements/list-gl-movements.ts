import * as z from 'zod/mini';
import { receivables } from '../../../shared/dynamodb/tables.ts';
import type { Documentation } from '../../../shared/http/documentation.ts';
import { lambda } from '../../../shared/http/lambda.ts';
import { MANY_ROWS, type Operation, WHOLE_PROCESSOR } from '../../../shared/http/operation.ts';
import type { ComputedList } from '../../../shared/receivables/lists/computed-list.ts';
import { mark } from '../../../shared/receivables/lists/listing.ts';
import { stampOf } from '../../../shared/receivables/stamp.ts';
import { type AmiliAccess, tenantOf } from '../dialect/caller.ts';
import { amili } from '../dialect/dialect.ts';
import { responses } from '../dialect/envelope.ts';
import { clientNo } from '../dialect/identifiers.ts';
import { LIST, page, readComputedPage } from '../dialect/paging.ts';
import type { GlMovement } from './gl-movement.ts';
import { filters, type Question, questionOf } from './gl-movement-filters.ts';
import type { Answered } from './gl-movement-response.ts';
import { sumMovements } from './gl-movement-rows.ts';
import { answered } from './gl-movements-response.ts';

/** GET a list of GL movements/balances, of which the vendor shows the name only: https://docs.amili.dev/get-a-list-of-gl-movementsbalances-4205287e0?nav=5 */
export const operation = {
  name: 'amili/gl-movements/list-gl-movements',
  route: 'GET /clients/{clientno}/glmovements',
  access: 'token',
  grants: { receivables: ['GetItem', 'PutItem'], indexes: ['listed-by-tenant'], tokenKey: 'verify' },
  path: z.object({ clientno: clientNo() }),
  query: filters(),
  patience: MANY_ROWS,
  memory: WHOLE_PROCESSOR,
} as const satisfies Operation<AmiliAccess>;

/** Names a row to the next pages, briefly, however long its currency is. */
const idOf = ({ glAccountNo, glPeriod, currency }: GlMovement): string =>
  `${glAccountNo} ${glPeriod} ${mark(currency)}`;

export const handler = lambda<typeof documentation>()(
  amili,
  operation,
  async function getGlMovements({ caller, path, query, origin, note }) {
    const table = receivables(origin);
    const tenant = note(tenantOf(caller, path.clientno));
    const { receivedAt } = origin;
    const asked = questionOf(query, receivedAt);
    const list: ComputedList<GlMovement, Answered> = {
      kind: 'GL_MOVEMENT',
      async rows(asked) {
        const { account, ...periods } = asked as unknown as Question;
        const found = await sumMovements(table, tenant, periods, account);
        if (found.outcome !== 'summed') return found;
        return { outcome: 'computed', rows: new Map(found.movements.map((row) => [idOf(row), row])) };
      },
      shown: (rows) => rows.map((row) => ({ clientNo: path.clientno, ...row })),
    };
    const stamp = stampOf(origin, caller.subject);
    const result = note(await readComputedPage(table, tenant, query, list, { receivedAt, asked, stamp }));
    const { summary, items } = page(result, query, origin);
    return { summary, glMovements: [...items] };
  },
);

export const documentation = () =>
  ({
    operationId: 'getGlMovements',
    summary: 'GET a list of GL movements/balances',
    description:
      'What happened to each account in each period (month) of `glyear`, this year unless said, in the order of account, ' +
      'period and currency: a row where there is a balance or a movement. Balances of accounts from 1000 to 2999 go on ' +
      'from year to year, those of others begin each January. Summed from GL items when asked for, those of earlier ' +
      `years too. ${LIST}`,
    source: 'ours',
    responses: responses(
      { description: 'A page of movements', schema: answered() },
      [400, 401, 403, 404, 500],
    ),
  }) satisfies Documentation;
