import * as z from 'zod/mini';
import { receivables } from '../../../shared/dynamodb/tables.ts';
import type { Documentation } from '../../../shared/http/documentation.ts';
import { lambda } from '../../../shared/http/lambda.ts';
import { MANY_ROWS, type Operation, WHOLE_PROCESSOR } from '../../../shared/http/operation.ts';
import type { RecordItem } from '../../../shared/receivables/records/record.ts';
import { stampOf } from '../../../shared/receivables/stamp.ts';
import { type AmiliAccess, tenantOf } from '../dialect/caller.ts';
import { amili } from '../dialect/dialect.ts';
import { responses } from '../dialect/envelope.ts';
import { clientNo } from '../dialect/identifiers.ts';
import { LIST, page, readPage } from '../dialect/paging.ts';
import { type LogItem, shown } from './log-item.ts';
import { filters } from './log-item-filters.ts';
import { listOf } from './log-item-listing.ts';
import { answered } from './log-items-response.ts';

/** GET a list of log items. The vendor's menu names log items, and no page shows them: all of it is our choice. */
export const operation = {
  name: 'amili/log-items/list-log-items',
  route: 'GET /clients/{clientno}/logitems',
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
  async function getLogItems({ caller, path, query, origin, note }) {
    const tenant = note(tenantOf(caller, path.clientno));
    const { receivedAt } = origin;
    const list = {
      ...listOf(query, receivedAt),
      shown: (item: RecordItem<LogItem>) => shown(path.clientno, item),
    };
    const stamp = stampOf(origin, caller.subject);
    const result = note(
      await readPage<RecordItem<LogItem>>(receivables(origin), tenant, query, list, { receivedAt, stamp }),
    );
    const { summary, items } = page(result, query, origin);
    return { summary, logItems: items.map(list.shown) };
  },
);

export const documentation = () =>
  ({
    operationId: 'getLogItems',
    summary: 'GET a list of log items',
    description:
      'What became of writes, the newest first: one log item for each that was carried out, each that was refused, and ' +
      'each of which nobody knows. It is there within seconds of the answer, and is kept for 400 days. Questions ' +
      `that change nothing are not logged, unless they were refused. ${LIST}`,
    source: 'ours',
    responses: responses(
      { description: 'A page of log items', schema: answered() },
      [400, 401, 403, 404, 500],
    ),
  }) satisfies Documentation;
