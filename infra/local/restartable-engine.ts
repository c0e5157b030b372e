import type { EmbeddedDynamoDb } from './embedded-dynamodb.ts';

/** An engine that can be stopped for as long as its data are changed. */
export interface RestartableEngine extends EmbeddedDynamoDb {
  /**
   * Stops it, changes its data, and starts it again at the same address. Where any of this fails, it has ended: nobody
   * knows of what its data are then.
   */
  restart(change: () => void): Promise<void>;
}

/** @param start is told the port that an earlier one has had */
export async function startRestartable(
  start: (port?: number) => Promise<EmbeddedDynamoDb>,
): Promise<RestartableEngine> {
  const ended = Promise.withResolvers<string>();
  let engine: EmbeddedDynamoDb;
  const begin = async (port?: number) => {
    engine = await start(port);
    engine.ended.then(ended.resolve);
    return engine;
  };
  const { endpoint } = await begin();
  return {
    endpoint,
    get pid() {
      return engine.pid;
    },
    ended: ended.promise,
    stop: () => engine.stop(),
    async restart(change) {
      try {
        await engine.stop();
        change();
        await begin(Number(new URL(endpoint).port));
      } catch (error) {
        ended.resolve((error as Error).message);
        throw error;
      }
    },
  };
}
