import { randomBytes } from 'node:crypto';
import { type Service, serve } from '../../infra/commands/start/serve.ts';
import { type LocalStack, startStack } from '../../infra/local/stack.ts';

export interface OwnService {
  readonly service: Service;
  readonly stack: LocalStack;
  close(): Promise<void>;
}

/**
 * Serves the whole service in this process as `npm start` does, on data and tables of this test file's own. To be called
 * before the first request to DynamoDB.
 */
export async function startOwnService(dataDir: string): Promise<OwnService> {
  // In a DynamoDB outside, tables are called like those of the test run: its end removes all of these.
  const stack = await startStack({
    dataDir,
    stage: `${process.env.STAGE}-${randomBytes(4).toString('hex')}`,
  });
  const service = await serve(dataDir, stack, { host: '127.0.0.1', port: 0 }, undefined);
  return {
    ...{ service, stack },
    async close() {
      await service.close();
      await stack.close();
    },
  };
}
