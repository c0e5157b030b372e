import { GetCommand } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod/mini';
import { receivables } from '../../../shared/dynamodb/tables.ts';
import { requiredVariable } from '../../../shared/environment.ts';
import { lambda } from '../../../shared/http/lambda.ts';
import type { Documentation, Operation } from '../../../shared/http/operation.ts';
import { log } from '../../../shared/log.ts';
import { service } from '../dialect/dialect.ts';

export const operation = {
  name: 'service/health/get-health',
  route: 'GET /health',
  access: 'public',
  grants: { receivables: ['GetItem'] },
} as const satisfies Operation<'public'>;

/** Whether this stage serves: 200, or 503 when its table does not answer. */
export const handler = lambda(service, operation, async function getHealth() {
  const table = await tableAnswers();
  const version = requiredVariable('SERVICE_VERSION');
  const stage = requiredVariable('STAGE');
  const body = { status: table ? 'ok' : 'unavailable', version, stage, table: table ? 'ok' : 'unavailable' };
  return { status: table ? 200 : 503, body };
});

/** One attempt, no repeats: a health check reports what it meets. */
async function tableAnswers(): Promise<boolean> {
  const { client, name } = receivables();
  try {
    await client.send(new GetCommand({ TableName: name, Key: { pk: 'service#health', sk: 'HEALTH' } }));
    return true;
  } catch (error) {
    log('error', 'the receivables table does not answer', { error });
    return false;
  }
}

export const documentation = (): Documentation => {
  const health = (state: string) =>
    z.strictObject({
      status: z.literal(state),
      version: z.string(),
      stage: z.string(),
      table: z.literal(state),
    });
  return {
    operationId: 'getHealth',
    summary: 'Version, stage, and whether the table answers',
    responses: {
      200: { description: 'The service serves', schema: health('ok') },
      500: { description: 'The check itself fails', schema: z.strictObject({ message: z.string() }) },
      503: { description: 'The table does not answer', schema: health('unavailable') },
    },
  };
};
