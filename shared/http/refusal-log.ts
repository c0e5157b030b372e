import { GaveUp } from '../dynamodb/gave-up.ts';
import { log } from '../log.ts';
import type { Dialect, HttpResponse } from './dialect.ts';
import { Failure } from './failure.ts';
import type { Invocation, Middleware } from './invocation.ts';
import type { Operation } from './operation.ts';
import { wantsDryRun } from './wishes.ts';

/** Milliseconds that must be left to a function: an attempt to keep the refusal takes half a second at most. */
const LEAST_TIME = 1_500;

/**
 * Lets the dialect keep that a write was refused, where its clients can read that. It comes after the envelope: the
 * answer is certain, and a success is none of its concern.
 */
export function refusalLog<Access, Caller, Success>(
  dialect: Dialect<Access, Caller, Success>,
  { route }: Operation<Access>,
): Middleware[] {
  const { keepRefusal } = dialect;
  if (!keepRefusal || route.startsWith('GET ')) return [];
  const keep = async ({ internal, context, response, error }: Invocation): Promise<void> => {
    const { caller, origin, body } = internal;
    const answer = response as HttpResponse;
    if (caller === undefined || (answer.statusCode ?? 200) < 400 || wantsDryRun(origin)) return;
    const failure = error instanceof Failure ? error : undefined;
    try {
      if (context.getRemainingTimeInMillis() < LEAST_TIME) throw new GaveUp('unread', 'no time was left');
      await keepRefusal({ caller: caller as Caller, origin, body, response: answer, failure });
    } catch (cause) {
      const { operation, requestId, traceId } = origin;
      // Nothing is wrong with the function where DynamoDB is busy or away, and a request that failed itself has its line.
      const level = cause instanceof GaveUp || answer.statusCode === 500 ? 'warn' : 'error';
      log(level, 'a refusal was not kept', { operation, requestId, traceId, error: cause });
    }
  };
  return [{ after: keep, onError: keep }];
}
