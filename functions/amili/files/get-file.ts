import * as z from 'zod/mini';
import { receivables } from '../../../shared/dynamodb/tables.ts';
import { uuid } from '../../../shared/fields/identifiers.ts';
import { readContent } from '../../../shared/files/content.ts';
import { files } from '../../../shared/files/store.ts';
import type { Documentation } from '../../../shared/http/documentation.ts';
import { lambda } from '../../../shared/http/lambda.ts';
import type { Operation } from '../../../shared/http/operation.ts';
import { readRecord } from '../../../shared/receivables/records/read.ts';
import { type AmiliAccess, tenantOf } from '../dialect/caller.ts';
import { amili } from '../dialect/dialect.ts';
import { responses } from '../dialect/envelope.ts';
import { refused } from '../dialect/errors.ts';
import { clientNo } from '../dialect/identifiers.ts';
import { fileRef, type StoredFile, shown } from './file.ts';
import { answered } from './file-response.ts';

/** GET one file, of which the vendor shows the name only. The name of its id in the path is our choice. */
export const operation = {
  name: 'amili/files/get-file',
  route: 'GET /clients/{clientno}/files/{fileuuid}',
  access: 'token',
  grants: { receivables: ['GetItem'], files: ['GetObject'], tokenKey: 'verify' },
  path: z.object({ clientno: clientNo(), fileuuid: uuid() }),
  // As the vendor's other GETs. It changes nothing here.
  query: z.object({ userid: z.optional(z.string()) }),
} as const satisfies Operation<AmiliAccess>;

export const handler = lambda<typeof documentation>()(
  amili,
  operation,
  async function getFile({ caller, path, origin, note }) {
    const ref = fileRef(note(tenantOf(caller, path.clientno)), path.fileuuid);
    const file = await readRecord<StoredFile>(receivables(origin), ref);
    note({ outcome: file ? 'found' : 'notFound' });
    if (!file) throw refused(404, 'NOT_FOUND', `There is no file ${path.fileuuid}`);
    const content = await readContent(files(origin), ref);
    return { ...shown(file), content: Buffer.from(content).toString('base64') };
  },
);

export const documentation = () =>
  ({
    operationId: 'getFile',
    summary: 'GET one file',
    description: 'What is known of a file or report, and its content in base64.',
    source: 'ours',
    responses: responses({ description: 'The file', schema: answered() }, [401, 403, 404, 500]),
  }) satisfies Documentation;
