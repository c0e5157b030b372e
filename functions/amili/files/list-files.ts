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
import { type StoredFile, shown } from './file.ts';
import { filters } from './file-filters.ts';
import { listOf } from './file-listing.ts';
import { answered } from './files-response.ts';

/** GET a list of files, of which the vendor shows the name only. */
export const operation = {
  name: 'amili/files/list-files',
  route: 'GET /clients/{clientno}/files',
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
  async function getFiles({ caller, path, query, origin, note }) {
    const tenant = note(tenantOf(caller, path.clientno));
    const { receivedAt } = origin;
    const stamp = stampOf(origin, caller.subject);
    const list = { ...listOf(query), shown };
    const result = note(
      await readPage<RecordItem<StoredFile>>(receivables(origin), tenant, query, list, { receivedAt, stamp }),
    );
    const { summary, items } = page(result, query, origin);
    return { summary, files: items.map(shown) };
  },
);

export const documentation = () =>
  ({
    operationId: 'getFiles',
    summary: 'GET a list of files',
    description: `Files and reports without their contents, newest first. ${LIST}`,
    source: 'inferred',
    responses: responses({ description: 'A page of files', schema: answered() }, [400, 401, 403, 404, 500]),
  }) satisfies Documentation;
