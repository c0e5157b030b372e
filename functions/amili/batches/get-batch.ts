import * as z from 'zod/mini';
import { receivables } from '../../../shared/dynamodb/tables.ts';
import type { Documentation } from '../../../shared/http/documentation.ts';
import { lambda } from '../../../shared/http/lambda.ts';
import type { Operation } from '../../../shared/http/operation.ts';
import { readBatch } from '../../../shared/receivables/batches/read.ts';
import { type AmiliAccess, tenantOf } from '../dialect/caller.ts';
import { amili } from '../dialect/dialect.ts';
import { responsesByStatus, StatusAnswer } from '../dialect/envelope.ts';
import { refused } from '../dialect/errors.ts';
import { clientNo } from '../dialect/identifiers.ts';
import { shown } from './batch.ts';
import { answered } from './batch-response.ts';

/** GET one batch: https://docs.amili.dev/get-one-batch-3942681e0 */
export const operation = {
  name: 'amili/batches/get-batch',
  route: 'GET /clients/{clientno}/batches/{batchuuid}',
  access: 'token',
  grants: { receivables: ['GetItem', 'Query'], tokenKey: 'verify' },
  path: z.object({ clientno: clientNo(), batchuuid: z.string() }),
} as const satisfies Operation<AmiliAccess>;

/** The vendor lists these statuses: what they mean is inferred. */
const STATUSES = { QUEUED: 202, PROCESSED: 200, PARTIAL: 206, FAILED: 406 } as const;

/** In any case: case matters in UUIDs, so one in capitals is one that there is not. */
const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

export const handler = lambda<typeof documentation>()(
  amili,
  operation,
  async function getBatch({ caller, path, origin, note }) {
    const { clientno, batchuuid } = path;
    const tenant = note(tenantOf(caller, clientno));
    if (!UUID.test(batchuuid)) throw refused(400, 'INVALID', 'batchuuid: must be a UUID');
    const batch = await readBatch(receivables(origin), tenant, batchuuid, origin.receivedAt);
    note({ outcome: batch ? 'found' : 'notFound' });
    if (!batch) throw refused(404, 'NOT_FOUND', 'There is no such batch, or it is older than 30 days');
    const body = shown(clientno, batch);
    return new StatusAnswer(STATUSES[body.status], body);
  },
);

export const documentation = () =>
  ({
    operationId: 'getBatch',
    summary: 'GET one batch',
    description:
      'How far a batch is, with the outcomes of the rows that are done: what the single operation would have answered. ' +
      'When all rows have theirs, neither they nor the status change any more. A batch can be read for 30 days. The ' +
      'vendor documents the statuses; what they mean is inferred.',
    source: 'documented',
    responses: responsesByStatus(
      {
        200: { description: 'Batch completed', schema: answered() },
        202: { description: 'Batch under way', schema: answered() },
        206: { description: 'Batch completed, with some rows refused', schema: answered() },
        406: { description: 'Batch rejected: every row is refused', schema: answered() },
      },
      [400, 401, 403, 404, 500],
    ),
  }) satisfies Documentation;
