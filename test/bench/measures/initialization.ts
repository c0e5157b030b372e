import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { Candidate } from '../bundles.ts';
import { functionVariables } from '../function-variables.ts';
import { alternate } from '../statistics.ts';

const run = promisify(execFile);
const PROGRAM = join(import.meta.dirname, 'initialization-process.mjs');

/** Milliseconds: of the clock, and of the main thread's processor time. */
export interface Duration {
  readonly clock: number;
  readonly cpu: number;
}

/** How long each bundle takes to load in a process of its own: one value for each round. */
export function measureInitialization(
  candidates: readonly Candidate[],
  rounds: number,
): Promise<Map<string, Duration[]>> {
  const env = functionVariables();
  const load = async ({ file }: Candidate): Promise<Duration> => {
    const { stdout } = await run(process.execPath, [PROGRAM, file], { env, cwd: '/' });
    return JSON.parse(stdout) as Duration;
  };
  return alternate(rounds, new Map(candidates.map((candidate) => [candidate.name, () => load(candidate)])));
}
