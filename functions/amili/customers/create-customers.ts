import * as z from 'zod/mini';
import type { Documentation } from '../../../shared/http/documentation.ts';
import { lambda } from '../../../shared/http/lambda.ts';
import { MANY_ROWS, type Operation, WHOLE_PROCESSOR } from '../../../shared/http/operation.ts';
import { BYTES_OF_BATCH, VALUES_OF_BATCH } from '../batches/batch-rows.ts';
import { BATCH, submissionResponses, submit } from '../batches/submission.ts';
import type { AmiliAccess } from '../dialect/caller.ts';
import { amili } from '../dialect/dialect.ts';
import { clientNo } from '../dialect/identifiers.ts';
import { requested } from './customers-request.ts';

/** POST (create) a batch of customers: https://docs.amili.dev/post-create-a-batch-of-customers-4205273e0 */
export const operation = {
  name: 'amili/customers/create-customers',
  route: 'POST /clients/{clientno}/customers/batches',
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
  async function createCustomers({ path, body: { customers, metadata }, ...request }) {
    const task = { entity: 'customers', method: 'POST' } as const;
    return submit({ task, clientNo: path.clientno, rows: customers, metadata }, request);
  },
);

export const documentation = () =>
  ({
    operationId: 'createCustomers',
    summary: 'POST (create) a batch of customers',
    description: `Creates customers, or updates those with these numbers. ${BATCH}`,
    source: 'inferred',
    responses: submissionResponses(),
  }) satisfies Documentation;
