import type { BatchStatementResponse } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { afterEach, beforeEach, inject } from 'vitest';
import { type Clause, type Condition, mapWrites, withoutClause } from './conditional-writes.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** The clause without which the tests run; null where they run to record the conditions that they send. */
    removedClause: Clause | null;
    /** The ids of the tests that run; null for all. */
    onlyTests: readonly string[] | null;
  }
  interface TaskMeta {
    /** The conditions that the test sent. */
    conditions?: Condition[];
    /** DynamoDB's words where it did not understand a condition without its clause: then the test shows nothing. */
    notUnderstood?: string;
  }
}

const removed = inject('removedClause');
const met = new Map<string, Condition>();
let notUnderstood: string | undefined;

/**
 * DynamoDB's words where it understood a request: the item has not the number that an update counts up, or a test has sent
 * a key that is too long.
 */
const UNDERSTOOD = /refers to an attribute that does not exist in the item|Size of hashkey has exceeded/;

const proto = DynamoDBDocumentClient.prototype;
const send = proto.send;

// biome-ignore lint/suspicious/noExplicitAny: a command of any kind
proto.send = async function (this: DynamoDBDocumentClient, command: any, ...options: any[]) {
  const Command = command.constructor;
  const input = mapWrites(Command.name.replace(/Command$/, ''), command.input, (condition, write) => {
    met.set(`${condition.write} ${condition.condition}`, condition);
    const isHit = condition.write === removed?.write && condition.condition === removed.condition;
    return isHit ? withoutClause(write, removed) : write;
  });
  // biome-ignore lint/suspicious/noExplicitAny: as above
  const answer: any = await (send as any).call(this, new Command(input), ...options).catch((error: Error) => {
    if (error.name === 'ValidationException' && !UNDERSTOOD.test(error.message))
      notUnderstood = error.message;
    throw error;
  });
  const statements: BatchStatementResponse[] = Array.isArray(answer.Responses) ? answer.Responses : [];
  const refused = statements.find((statement) => statement.Error?.Code === 'ValidationError');
  if (refused) notUnderstood = refused.Error?.Message;
  return answer;
} as typeof send;

const onlyTests = inject('onlyTests');
beforeEach(({ task, skip }) => skip(onlyTests !== null && !onlyTests.includes(task.id)));

afterEach(({ task }) => {
  task.meta.conditions = [...met.values()];
  if (removed && notUnderstood) task.meta.notUnderstood = notUnderstood;
  met.clear();
  notUnderstood = undefined;
});
