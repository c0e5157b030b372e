import { GetCommand } from '@aws-sdk/lib-dynamodb';
import { receivables } from '../../../shared/dynamodb/tables.ts';
import { requiredVariable } from '../../../shared/environment.ts';
import type { Documentation } from '../../../shared/http/documentation.ts';
import { lambda } from '../../../shared/http/lambda.ts';
import type { Operation } from '../../../shared/http/operation.ts';
import { log } from '../../../shared/log.ts';
import { service } from '../dialect/dialect.ts';
import { responses } from '../dialect/envelope.ts';
import { answered } from './health-response.ts';

export const operation = {
  name: 'service/health/get-health',
  route: 'GET /health',
  access: 'public',
  grants: { receivables: ['GetItem'] },
} as const satisfies Operation<'public'>;

/** Whether this stage serves: 200, or 503 when its table does not answer. */
export const handler = lambda<typeof documentation>()(service, operation, async function getHealth() {
  const version = requiredVariable('SERVICE_VERSION');
  const stage = requiredVariable('STAGE');
  return (await tableAnswers())
    ? { status: 200, body: { status: 'ok', version, stage, table: 'ok' } }
    : { status: 503, body: { status: 'unavailable', version, stage, table: 'unavailable' } };
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

export const documentation = () =>
  ({
    operationId: 'getHealth',
    summary: 'Version, stage, and whether the table answers',
    source: 'ours',
    responses: responses({
      200: { description: 'The service serves', schema: answered('ok') },
      503: { description: 'The table does not answer', schema: answered('unavailable') },
    }),
  }) satisfies Documentation;
