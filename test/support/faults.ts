import { setTimeout as delay } from 'node:timers/promises';
import {
  type BatchGetItemCommandOutput,
  InternalServerError,
  ProvisionedThroughputExceededException,
  TransactionCanceledException,
  TransactionConflictException,
} from '@aws-sdk/client-dynamodb';
import type { BatchExecuteStatementCommandOutput, DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import type { Table } from '../../shared/dynamodb/tables.ts';

/** One attempt of a request on its way to DynamoDB. */
export interface Attempt {
  /** The command's class without "Command": `TransactWrite`, `Update`, `BatchExecuteStatement`, … */
  readonly name: string;
  // biome-ignore lint/suspicious/noExplicitAny: the inputs of all commands
  readonly input: any;
  /** Lets DynamoDB apply it, with another input where one is given. */
  apply(input?: unknown): Promise<unknown>;
  /** Waits this many milliseconds, on whatever clock the test has. */
  wait(milliseconds: number): Promise<void>;
}

/** What becomes of an attempt: its answer, or what its sender gets in place of one. */
export type Fate = (attempt: Attempt) => Promise<unknown>;

/** The table, with a fate for each attempt that is sent to it. functions/ and shared/ notice nothing. */
export function withFates(
  table: Table,
  fateOf: (attempt: Attempt) => Fate,
  wait: Attempt['wait'] = (milliseconds) => delay(milliseconds),
): Table {
  // biome-ignore lint/suspicious/noExplicitAny: a command of any kind
  const send = (command: any) => {
    const Command = command.constructor;
    const attempt: Attempt = {
      name: Command.name.replace(/Command$/, ''),
      input: command.input,
      apply: (input = command.input) => table.client.send(new Command(input)),
      wait,
    };
    return fateOf(attempt)(attempt);
  };
  return { ...table, client: { send } as unknown as DynamoDBDocumentClient };
}

/** One fate after the other, and then every attempt is answered. */
export function inTurn(...fates: readonly Fate[]): () => Fate {
  let next = 0;
  return () => fates[next++] ?? answered;
}

export const answered: Fate = ({ apply }) => apply();

/** Something else happens before it is applied. */
export const overtaken =
  (by: () => Promise<unknown>): Fate =>
  async ({ apply }) => {
    await by();
    return apply();
  };

/** Throttled before anything is applied. */
export const throttled: Fate = async () => {
  throw new ProvisionedThroughputExceededException({ message: 'too fast', $metadata: {} });
};

/** In conflict with a running transaction. A read or a batch of statements as a whole never is: it is answered. */
export const inConflict: Fate = async ({ name, input, apply }) => {
  if (name === 'TransactWrite') throw cancelled(input.TransactItems.map(() => 'None').with(-1, CONFLICT));
  if (name === 'Update') throw new TransactionConflictException({ message: 'conflict', $metadata: {} });
  return apply();
};

/**
 * Where a transaction is cancelled, its first write was in conflict, so that the reason of that write stays unknown.
 */
export const conflictHidesTheFirstReason =
  (hidden = () => {}): Fate =>
  async ({ apply }) => {
    try {
      return await apply();
    } catch (error) {
      if (!(error instanceof TransactionCanceledException)) throw error;
      hidden();
      const [, ...others] = error.CancellationReasons ?? [];
      throw cancelled([CONFLICT], others);
    }
  };

/** 500 before anything is applied. */
export const failedBefore: Fate = async () => {
  throw internalServerError();
};

/** Applied, and then 500. */
export const failedAfter: Fate = async ({ apply }) => {
  await ended(apply());
  throw internalServerError();
};

/** The connection is dropped before anything is applied. */
export const droppedBefore: Fate = async () => {
  throw connectionReset();
};

/** Applied, and then the connection is dropped. */
export const droppedAfter: Fate = async ({ apply }) => {
  await ended(apply());
  throw connectionReset();
};

/** Never applied; the client waits for its whole time-out. */
export const timedOutBefore =
  (timeout: number): Fate =>
  async ({ wait }) => {
    await wait(timeout);
    throw timeoutError();
  };

/** Applied at once; the answer comes after the client's time-out. */
export const timedOutAfter =
  (timeout: number): Fate =>
  async ({ apply, wait }) => {
    await Promise.all([ended(apply()), wait(timeout)]);
    throw timeoutError();
  };

/** Applied only `late` milliseconds after the client's time-out, whatever the client has done since. */
export const appliedLate =
  (timeout: number, late: number): Fate =>
  async ({ apply, wait }) => {
    wait(timeout + late).then(() => ended(apply()));
    await wait(timeout);
    throw timeoutError();
  };

/** Timed out at once, and applied when the test says so. */
export function heldBack(): { readonly fate: Fate; arrive(): Promise<void> } {
  let arrive: () => Promise<void> = async () => {
    throw new Error('nothing was sent yet');
  };
  const fate: Fate = async ({ apply }) => {
    arrive = () => ended(apply());
    throw timeoutError();
  };
  return { fate, arrive: () => arrive() };
}

/** Some statements of a batch fail for a reason that may pass. They are not applied, but with `after` they are. */
export const statementsFail =
  (isHit: (index: number) => boolean, Code: string, after = false): Fate =>
  async ({ name, input, apply }) => {
    if (name !== 'BatchExecuteStatement') return apply();
    const Statements: unknown[] = input.Statements;
    const sent = Statements.filter((_, index) => after || !isHit(index));
    const { Responses = [] } =
      sent.length > 0
        ? ((await apply({ ...input, Statements: sent })) as BatchExecuteStatementCommandOutput)
        : {};
    const answers = [...Responses];
    return {
      Responses: Statements.map((_, index) => {
        const answer = after || !isHit(index) ? answers.shift() : undefined;
        return isHit(index) ? { Error: { Code, Message: 'injected' } } : answer;
      }),
    };
  };

/** A batch read answers for its first key only. */
export const unprocessed: Fate = async ({ name, input, apply }) => {
  if (name !== 'BatchGet') return apply();
  const [[table, { Keys, ...how }]] = Object.entries(input.RequestItems) as [[string, { Keys: unknown[] }]];
  if (Keys.length < 2) return apply();
  const answer = (await apply({
    RequestItems: { [table]: { ...how, Keys: Keys.slice(0, 1) } },
  })) as BatchGetItemCommandOutput;
  return { ...answer, UnprocessedKeys: { [table]: { ...how, Keys: Keys.slice(1) } } };
};

const CONFLICT = 'TransactionConflict';

function cancelled(
  codes: readonly string[],
  others: TransactionCanceledException['CancellationReasons'] = [],
): TransactionCanceledException {
  const CancellationReasons = [...codes.map((Code) => ({ Code })), ...others];
  return new TransactionCanceledException({ message: 'cancelled', $metadata: {}, CancellationReasons });
}

const internalServerError = () =>
  new InternalServerError({ message: 'injected', $metadata: { httpStatusCode: 500 } });

const connectionReset = () => Object.assign(new Error('socket hang up'), { code: 'ECONNRESET' });

const timeoutError = () => Object.assign(new Error('injected'), { name: 'TimeoutError' });

/** Waits until a request has an answer, whichever it is. */
const ended = (answer: Promise<unknown>): Promise<void> =>
  answer.then(
    () => {},
    () => {},
  );
