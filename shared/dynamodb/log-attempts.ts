import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { isLogged, log } from '../log.ts';

/**
 * Logs each attempt of a request to DynamoDB at level debug: what was asked of which table, how it ended, and after how
 * many milliseconds; never keys or values. Where that level is not written, nothing is added to the client's work.
 */
export function logAttempts({ middlewareStack }: DynamoDBDocumentClient): void {
  if (!isLogged('debug')) return;
  /** Every attempt of a request has the same command's input. */
  const attempts = new WeakMap<object, number>();
  middlewareStack.add(
    (next, context) => async (args) => {
      const attempt = (attempts.get(args.input) ?? 0) + 1;
      attempts.set(args.input, attempt);
      const since = performance.now();
      const told = (outcome: string) => {
        const action = String(context.commandName).replace(/Command$/, '');
        const durationMs = Math.round(performance.now() - since);
        log('debug', 'DynamoDB', { action, table: tableOf(args.input), attempt, durationMs, outcome });
      };
      try {
        const answer = await next(args);
        told('done');
        return answer;
      } catch (error) {
        told((error as Error).name);
        throw error;
      }
    },
    { step: 'initialize', name: 'logAttempts' },
  );
}

/** Where a request has one for all. */
const tableOf = (input: object): unknown => ('TableName' in input ? input.TableName : undefined);
