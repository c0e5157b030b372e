import type { LambdaHandler } from '../../shared/http/lambda.ts';
import { lambdaContext } from './lambda-context.ts';

/** What functions are called through, so that there can be times at which none is at work. */
export interface Gate {
  around(name: string, handler: LambdaHandler): LambdaHandler;
  /** Does something that needs the data, as functions do. */
  pass<Result>(work: () => Promise<Result>): Promise<Result>;
  /** Waits until all that is under way has ended, and keeps what comes waiting until the work is done. One at a time. */
  whileShut<Result>(work: () => Promise<Result>): Promise<Result>;
}

export function newGate(): Gate {
  const underWay = new Set<Promise<unknown>>();
  let opened: Promise<void> | undefined;

  async function pass<Result>(work: () => Promise<Result>): Promise<Result> {
    while (opened) await opened;
    const done = work();
    underWay.add(done);
    try {
      return await done;
    } finally {
      underWay.delete(done);
    }
  }
  return {
    pass,
    around: (name, handler) => (event, context) => {
      // One that has waited has as much time left as another.
      const isWaiting = opened !== undefined;
      return pass(() => handler(event, isWaiting ? lambdaContext(name) : context));
    },
    async whileShut(work) {
      const { promise, resolve } = Promise.withResolvers<void>();
      opened = promise;
      try {
        await Promise.allSettled(underWay);
        return await work();
      } finally {
        opened = undefined;
        resolve();
      }
    },
  };
}
