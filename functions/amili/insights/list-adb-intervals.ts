import * as z from 'zod/mini';
import { receivables } from '../../../shared/dynamodb/tables.ts';
import type { Documentation } from '../../../shared/http/documentation.ts';
import { lambda } from '../../../shared/http/lambda.ts';
import { MANY_ROWS, type Operation, WHOLE_PROCESSOR } from '../../../shared/http/operation.ts';
import { stampOf } from '../../../shared/receivables/stamp.ts';
import { type AmiliAccess, tenantOf } from '../dialect/caller.ts';
import { amili } from '../dialect/dialect.ts';
import { responses } from '../dialect/envelope.ts';
import { clientNo } from '../dialect/identifiers.ts';
import { LIST, page, readComputedPage } from '../dialect/paging.ts';
import { dateInNorway } from '../ledger/dates.ts';
import { filters, listOf, questionOf } from './adb-interval-list.ts';
import { answered } from './adb-intervals-response.ts';

/** GET a list of ADB intervals, of which the vendor shows the name only: https://docs.amili.dev/get-a-list-of-adb-intervals-4205288e0 */
export const operation = {
  name: 'amili/insights/list-adb-intervals',
  route: 'GET /clients/{clientno}/insights/adbintervals',
  access: 'token',
  grants: {
    receivables: ['BatchGetItem', 'GetItem', 'PutItem'],
    indexes: ['listed-by-tenant'],
    tokenKey: 'verify',
  },
  path: z.object({ clientno: clientNo() }),
  query: filters(),
  patience: MANY_ROWS,
  memory: WHOLE_PROCESSOR,
} as const satisfies Operation<AmiliAccess>;

export const handler = lambda<typeof documentation>()(
  amili,
  operation,
  async function getAdbIntervals({ caller, path, query, origin, note }) {
    const table = receivables(origin);
    const tenant = note(tenantOf(caller, path.clientno));
    const { receivedAt } = origin;
    const asked = await questionOf(table, tenant, query, dateInNorway(receivedAt));
    const list = listOf(table, path.clientno, tenant);
    const stamp = stampOf(origin, caller.subject);
    const result = note(await readComputedPage(table, tenant, query, list, { receivedAt, asked, stamp }));
    const { summary, items } = page(result, query, origin);
    return { summary, adbIntervals: [...items] };
  },
);

export const documentation = () =>
  ({
    operationId: 'getAdbIntervals',
    summary: 'GET a list of ADB intervals',
    description:
      'The age distributed balance on a day, today in Norway unless `asofdate` names an earlier one: what was left of AR ' +
      'items then, by how many days their due or posting dates were past (`basis`; the client configs `ADBBASIS` and ' +
      '`ADBINTERVALS`), for each currency. Credits are negative in the interval of their own date, so that the amounts ' +
      `add up to the balance of the account of receivables. ${LIST}`,
    source: 'ours',
    responses: responses(
      { description: 'A page of intervals', schema: answered() },
      [400, 401, 403, 404, 500],
    ),
  }) satisfies Documentation;
