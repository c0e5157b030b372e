import { setTimeout as delay } from 'node:timers/promises';
import type { DynamoDBDocumentClient, ServiceInputTypes, ServiceOutputTypes } from '@aws-sdk/lib-dynamodb';
import { type AttemptFailure, classifyFailure } from './failures.ts';
import { GaveUp, type GivenUp } from './gave-up.ts';
import type { Table } from './tables.ts';

/** Milliseconds for which an effort repeats its attempts, where its table has no deadline. */
export const PATIENCE = 8_000;

/**
 * Between two attempts there is a wait, drawn at random from zero up to a limit that doubles from BASE to CEILING
 * milliseconds (full jitter).
 */
const BASE = 25;
const CEILING = 400;
/**
 * No wait for a turn is longer than this part of the time that is left. Where many want one item, whoever comes anew asks
 * at once, and whoever has asked often would ask most seldom. At 128 clients on one customer, one attach in 600 ended
 * without its turn; with this none does, for as many conflicts.
 */
const HASTE = 16;

/** Milliseconds that one attempt may take at most, and at least: also one that begins when the time is nearly over. */
const LONGEST_ATTEMPT = 2_000;
const SHORTEST_ATTEMPT = 500;

/** What all attempts of one write share, whichever of its requests to DynamoDB they belong to. */
export interface Effort {
  /** Until when attempts are repeated, on the clock of `performance.now()`. */
  readonly until: number;
  /** Whether an attempt got no final answer: it may have landed, or land later. */
  unanswered: boolean;
  /** Rounds that were lost to other requests. */
  rounds: number;
}

export const newEffort = ({ deadline }: Table | Pick<Table, 'deadline'>): Effort => ({
  until: deadline ?? performance.now() + PATIENCE,
  unanswered: false,
  rounds: 0,
});

type Command<Input extends ServiceInputTypes, Output extends ServiceOutputTypes> = Parameters<
  typeof DynamoDBDocumentClient.prototype.send<Input, Output>
>[0];

/**
 * Sends a write, and repeats it while its failure may pass. An unanswered attempt may have landed, so every write must
 * recognize its own earlier attempt by the request id that it stored. It may also land later, so a write that is refused
 * after an unanswered attempt must make sure that it no longer can, before it tells anybody of the refusal (see fence).
 * @throws GaveUp when the time is over, or when a final failure came after an unanswered attempt
 * @throws the failed condition or another final failure, as DynamoDB gave it
 */
export const sendWrite = <Input extends ServiceInputTypes, Output extends ServiceOutputTypes>(
  table: Table,
  command: Command<Input, Output>,
  effort: Effort = newEffort(table),
): Promise<Output> => repeat(table, command, effort, 'unknown');

/** Sends a read, and repeats it. Reads have their own effort: an unanswered read cannot have changed anything. */
export const sendRead = <Input extends ServiceInputTypes, Output extends ServiceOutputTypes>(
  table: Table,
  command: Command<Input, Output>,
): Promise<Output> => repeat(table, command, newEffort(table), 'unread');

const repeat = <Input extends ServiceInputTypes, Output extends ServiceOutputTypes>(
  { client }: Table,
  command: Command<Input, Output>,
  effort: Effort,
  unanswered: GivenUp,
): Promise<Output> =>
  repeatAttempts((requestTimeout) => client.send(command, { requestTimeout }), effort, unanswered);

/**
 * Makes attempts until one is answered for good, or the time is over.
 * @param attempt is told how many milliseconds it may take; it fails as a request of the SDK does
 * @param unanswered what is known when the time is over and an attempt had no answer
 */
export async function repeatAttempts<Output>(
  attempt: (requestTimeout: number) => Promise<Output>,
  effort: Effort,
  unanswered: GivenUp,
): Promise<Output> {
  for (let attempts = 1; ; attempts++) {
    try {
      const left = Math.max(SHORTEST_ATTEMPT, effort.until - performance.now());
      return await attempt(Math.min(LONGEST_ATTEMPT, left));
    } catch (error) {
      const failure = classifyFailure(error);
      if (failure === 'unanswered') effort.unanswered = true;
      if (failure === 'refused' || (failure === 'final' && !effort.unanswered)) throw error;
      if (failure === 'final' || !hasTime(effort)) throw gaveUp(failure, effort, unanswered, error);
      await backOff(attempts, failure === 'conflict' ? ceilingOfTurns(effort) : CEILING);
    }
  }
}

function gaveUp(failure: AttemptFailure, effort: Effort, unanswered: GivenUp, cause: unknown): GaveUp {
  const known = effort.unanswered ? unanswered : failure === 'conflict' ? 'contended' : 'throttled';
  return new GaveUp(known, `given up: ${(cause as Error).message}`, { cause });
}

/** Whether another attempt may begin. */
export const hasTime = ({ until }: Pick<Effort, 'until'>): boolean => performance.now() < until;

/** Waits before attempt number `attempts + 1`. */
export const backOff = (attempts: number, ceiling = CEILING): Promise<void> =>
  delay(Math.random() * Math.min(ceiling, BASE * 2 ** (attempts - 1)));

/** The longest wait for a turn at an item that other requests are writing. */
const ceilingOfTurns = ({ until }: Effort): number =>
  Math.min(CEILING, Math.max(0, until - performance.now()) / HASTE);

/**
 * Before a write begins again with what it has learnt, as another request was faster. It waits from the second time on:
 * the first is often no race, but an item that was found.
 * @throws GaveUp when the time is over
 */
export async function nextRound(effort: Effort, what: string): Promise<void> {
  effort.rounds++;
  if (!hasTime(effort)) {
    const message = `${what}: other requests were faster until the time was over, ${effort.rounds} times`;
    throw new GaveUp(effort.unanswered ? 'unknown' : 'contended', message);
  }
  if (effort.rounds > 1) await backOff(effort.rounds - 1, ceilingOfTurns(effort));
}
