import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { stripVTControlCharacters } from 'node:util';
import { resourceNames } from '../../infra/names.ts';

export interface Finished {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

/**
 * In a DynamoDB that outlives the run, the commands of a test file work on tables of its own: others would find there
 * what earlier runs and other files have left. They begin like the run's tables, whose end removes all of these.
 */
const ownStage = process.env.DYNAMODB_ENDPOINT && `${process.env.STAGE}-${randomBytes(4).toString('hex')}`;

/** The table of customers that the commands work on. */
export const { receivablesTable } = resourceNames(ownStage ?? 'local');

/** The environment of a user's shell: nothing of what the test run's own stack set. */
export function shell(variables: Record<string, string> = {}): NodeJS.ProcessEnv {
  const { PATH, HOME, DYNAMODB_ENDPOINT, NODE_COMPILE_CACHE } = process.env;
  const outside = DYNAMODB_ENDPOINT && ownStage && { DYNAMODB_ENDPOINT, LOCAL_STAGE: ownStage };
  return { PATH, HOME, NODE_COMPILE_CACHE, ...outside, ...variables };
}

/** Runs one of the project's commands to its end. */
export const run = (args: readonly string[], env: NodeJS.ProcessEnv, cwd = '.'): Promise<Finished> =>
  new Promise((resolve) => {
    execFile(process.execPath, args, { env, cwd }, (error, stdout, stderr) => {
      resolve({ code: typeof error?.code === 'number' ? error.code : error ? -1 : 0, stdout, stderr });
    });
  });

export interface Service {
  readonly process: ChildProcess;
  /** All that it has printed so far. */
  output(): string;
  readonly url: string;
  /** Sends a signal and waits for the end. */
  end(signal: NodeJS.Signals): Promise<number | null>;
}

/** Starts `npm start`'s program and waits until it has printed its summary, whose end is the URL. */
export async function startService(
  env: NodeJS.ProcessEnv,
  nodeArgs: readonly string[] = [],
): Promise<Service> {
  const child = spawn(process.execPath, [...nodeArgs, 'infra/commands/start.ts'], { env });
  let printed = '';
  // Unlike at its exit, all that it has printed is read by then.
  const ended = new Promise<number | null>((resolve) => child.once('close', resolve));
  await new Promise<void>((resolve, reject) => {
    const read = (chunk: Buffer) => {
      printed += chunk;
      if (/listens on \S+\n/.test(printed)) resolve();
    };
    child.stdout.on('data', read);
    child.stderr.on('data', read);
    ended.then((code) => reject(new Error(`it ended with ${code}: ${printed}`)));
  });
  return {
    process: child,
    output: () => printed,
    // On a terminal it is coloured.
    url: /listens on (\S+)/.exec(stripVTControlCharacters(printed))?.[1] as string,
    end: (signal) => {
      child.kill(signal);
      return ended;
    },
  };
}
