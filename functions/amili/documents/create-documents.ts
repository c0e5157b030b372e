import * as z from 'zod/mini';
import type { Documentation } from '../../../shared/http/documentation.ts';
import { lambda } from '../../../shared/http/lambda.ts';
import { MANY_ROWS, type Operation, WHOLE_PROCESSOR } from '../../../shared/http/operation.ts';
import { BYTES_OF_BATCH, VALUES_OF_BATCH } from '../batches/batch-rows.ts';
import { BATCH, submissionResponses, submit } from '../batches/submission.ts';
import type { AmiliAccess } from '../dialect/caller.ts';
import { amili } from '../dialect/dialect.ts';
import { clientNo } from '../dialect/identifiers.ts';
import { requested } from './documents-request.ts';

/** POST (create) a batch of documents: https://docs.amili.dev/post-create-a-batch-of-documents-3942668e0 */
export const operation = {
  name: 'amili/documents/create-documents',
  route: 'POST /clients/{clientno}/documents/batches',
  access: 'token',
  grants: { receivables: ['PutItem'], tokenKey: 'verify' },
  path: z.object({ clientno: clientNo() }),
  body: requested(),
  bodyLimit: BYTES_OF_BATCH,
  valuesLimit: VALUES_OF_BATCH,
  patience: MANY_ROWS,
  memory: WHOLE_PROCESSOR,
} as const satisfies Operation<AmiliAccess>;

export const handler = lambda<typeof documentation>()(
  amili,
  operation,
  async function createDocuments({ path, body: { documents, metadata }, ...request }) {
    const task = { entity: 'documents', method: 'POST' } as const;
    return submit({ task, clientNo: path.clientno, rows: documents, metadata }, request);
  },
);

export const documentation = () =>
  ({
    operationId: 'createDocuments',
    summary: 'POST (create) a batch of documents',
    description: `Creates documents, each with its AR item. ${BATCH}`,
    source: 'documented',
    responses: submissionResponses(),
  }) satisfies Documentation;
