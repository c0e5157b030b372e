import { fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import type { HttpEvent } from '../../../shared/http/dialect.ts';
import type { Candidate } from '../bundles.ts';
import { functionVariables } from '../function-variables.ts';

/** A candidate and the events that it is invoked with, one after the other, and again from the first. */
export interface Contender extends Candidate {
  readonly events: readonly HttpEvent[];
}

export interface WarmOptions {
  readonly rounds: number;
  /** Of each contender in each round. */
  readonly invocations: number;
  /** Of each contender before the first round. */
  readonly warmUp: number;
  readonly logLevel: 'error' | 'info';
}

/** Microseconds of each invocation, by contender and round, in a process that has warmed up. */
export async function measureWarm(
  contenders: readonly Contender[],
  { logLevel, ...options }: WarmOptions,
): Promise<Map<string, number[][]>> {
  const child = fork(join(import.meta.dirname, 'warm-process.mjs'), {
    env: { ...functionVariables(), LOG_LEVEL: logLevel },
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  });
  const results = new Map<string, number[][]>(contenders.map(({ name }) => [name, []]));
  child.on('message', ({ name, times }: { name: string; times: number[] }) => results.get(name)?.push(times));
  const asText = contenders.map(({ events, ...contender }) => ({
    ...contender,
    events: events.map((event) => JSON.stringify(event)),
  }));
  child.send({ contenders: asText, ...options });
  const [code] = await once(child, 'exit');
  if (code !== 0) throw new Error(`the warm invocations ended with ${code}`);
  return results;
}
