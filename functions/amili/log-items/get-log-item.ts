import * as z from 'zod/mini';
import { receivables } from '../../../shared/dynamodb/tables.ts';
import type { Documentation } from '../../../shared/http/documentation.ts';
import { lambda } from '../../../shared/http/lambda.ts';
import type { Operation } from '../../../shared/http/operation.ts';
import { readRecord } from '../../../shared/receivables/records/read.ts';
import { type AmiliAccess, tenantOf } from '../dialect/caller.ts';
import { amili } from '../dialect/dialect.ts';
import { responses } from '../dialect/envelope.ts';
import { refused } from '../dialect/errors.ts';
import { clientNo } from '../dialect/identifiers.ts';
import { type LogItem, shown } from './log-item.ts';
import { logItemId, logItemRef } from './log-item-ids.ts';
import { answered } from './log-item-response.ts';

/** GET one log item. The vendor's menu names log items, and no page shows them: path and answer are our choice. */
export const operation = {
  name: 'amili/log-items/get-log-item',
  route: 'GET /clients/{clientno}/logitems/{logitemid}',
  access: 'token',
  grants: { receivables: ['GetItem'], tokenKey: 'verify' },
  path: z.object({ clientno: clientNo(), logitemid: logItemId() }),
  query: z.object({ userid: z.optional(z.string()) }),
} as const satisfies Operation<AmiliAccess>;

export const handler = lambda<typeof documentation>()(
  amili,
  operation,
  async function getLogItem({ caller, path, origin, note }) {
    const tenant = note(tenantOf(caller, path.clientno));
    const item = await readRecord<LogItem>(receivables(origin), logItemRef(tenant, path.logitemid));
    const isKept = item?.expiresAt !== undefined && item.expiresAt * 1_000 > origin.receivedAt.getTime();
    note({ outcome: isKept ? 'found' : 'notFound' });
    if (!isKept) throw refused(404, 'NOT_FOUND', `There is no log item ${path.logitemid}`);
    return shown(path.clientno, item);
  },
);

export const documentation = () =>
  ({
    operationId: 'getLogItem',
    summary: 'GET one log item',
    description: 'What became of one write. Log items are kept for 400 days.',
    source: 'ours',
    responses: responses({ description: 'The log item', schema: answered() }, [400, 401, 403, 404, 500]),
  }) satisfies Documentation;
