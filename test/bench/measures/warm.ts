import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import type { HttpEvent } from '../../../shared/http/dialect.ts';
import type { Candidate } from '../bundles.ts';
import { functionVariables } from '../function-variables.ts';
import { alternate } from '../statistics.ts';

/** A candidate and the events that it is invoked with, one after the other; after the last, from the first again. */
export interface Contender extends Candidate {
  readonly events: readonly HttpEvent[];
}

export interface WarmOptions {
  readonly rounds: number;
  /** How often each contender is invoked in each round. */
  readonly invocations: number;
  /** How often each contender is invoked before the first round. */
  readonly warmUp: number;
  readonly logLevel: 'error' | 'info';
}

/** Invocations at the start of a round that are not counted: the others' turns have emptied the processor's caches. */
const uncountedOf = ({ invocations }: WarmOptions): number => Math.ceil(invocations / 4);

/** How often each contender is invoked in all. */
export const allInvocationsOf = (options: WarmOptions): number =>
  options.warmUp + options.rounds * (uncountedOf(options) + options.invocations);

/**
 * Microseconds of each invocation, by contender and round. Each contender has a process of its own, as on Lambda, that
 * has warmed up and waits while the others have their turns.
 */
export async function measureWarm(
  contenders: readonly Contender[],
  options: WarmOptions,
): Promise<Map<string, number[][]>> {
  const { rounds, invocations, warmUp, logLevel } = options;
  const uncounted = uncountedOf(options);
  const env = { ...functionVariables(), LOG_LEVEL: logLevel };
  const processes: ChildProcess[] = [];
  const tasks = new Map<string, () => Promise<number[]>>();
  try {
    for (const { name, file, events } of contenders) {
      const child = fork(join(import.meta.dirname, 'warm-process.mjs'), [file], {
        env,
        stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
      });
      processes.push(child);
      await answerOf(child, name);
      await ask(child, name, {
        texts: events.map((event) => JSON.stringify(event)),
        uncounted: warmUp,
        invocations: 0,
      });
      tasks.set(name, () => ask(child, name, { uncounted, invocations }));
    }
    return await alternate(rounds, tasks);
  } finally {
    for (const child of processes) child.kill();
  }
}

interface Answer {
  readonly times: number[];
}

async function ask(child: ChildProcess, name: string, request: object): Promise<number[]> {
  const answer = answerOf(child, name);
  child.send(request);
  return (await answer).times;
}

/** @throws when the process ends instead of answering */
async function answerOf(child: ChildProcess, name: string): Promise<Answer> {
  const ended = new AbortController();
  const { signal } = ended;
  try {
    const [answer] = await Promise.race([
      once(child, 'message', { signal }) as Promise<[Answer]>,
      once(child, 'exit', { signal }).then(([code]) => {
        throw new Error(`${name} ended with ${code}`);
      }),
    ]);
    return answer;
  } finally {
    ended.abort();
  }
}
