import { resolve } from 'node:path';
import type { Finished } from './run.ts';

let runs = 0;

/**
 * Runs one of the project's commands as `run` does, but in this process, which spares it a start of Node and the loading
 * of the whole service: half a second of processor time each. For commands that work on a stack that runs, always the
 * same one of a test file, or come to none. That a command ends as a process is for `run` to show, once for each.
 */
export async function runHere(
  [program = '', ...args]: readonly string[],
  env: NodeJS.ProcessEnv,
): Promise<Finished> {
  const { argv, exitCode, disconnect } = process;
  const outer = { ...process.env };
  const [stdout, stderr] = [captured(process.stdout), captured(process.stderr)];
  const forget = keepingListeners();
  // A command that is started by another lets go of it at its end; this process's parent is vitest.
  process.disconnect = () => {};
  replaceEnvironment(env);
  process.argv = [process.execPath, resolve(program), ...args];
  process.exitCode = undefined;
  try {
    // Commands are run by being loaded: each time under another name. What they load they find loaded.
    await import(`${resolve(program)}?run=${runs++}`);
    return { code: Number(process.exitCode ?? 0), stdout: stdout.text(), stderr: stderr.text() };
  } finally {
    process.exitCode = exitCode;
    process.argv = argv;
    process.disconnect = disconnect;
    forget();
    replaceEnvironment(outer);
    stdout.release();
    stderr.release();
  }
}

function replaceEnvironment(env: NodeJS.ProcessEnv): void {
  for (const name of Object.keys(process.env)) delete process.env[name];
  for (const [name, value] of Object.entries(env)) if (value !== undefined) process.env[name] = value;
}

/** @returns what takes away what has come to listen for the end of this process since */
function keepingListeners(): () => void {
  const events = ['SIGINT', 'SIGTERM', 'SIGHUP', 'disconnect'] as const;
  const before = events.map((event) => process.rawListeners(event));
  return () => {
    for (const [index, event] of events.entries())
      for (const listener of process.rawListeners(event))
        if (!before[index]?.includes(listener)) process.off(event, listener as () => void);
  };
}

/** Keeps what is written to a stream, and what listens to its errors, from this process's own. */
function captured(stream: NodeJS.WriteStream) {
  const { write } = stream;
  const listeners = stream.listeners('error');
  let text = '';
  stream.write = ((chunk: string | Uint8Array) => {
    text += typeof chunk === 'string' ? chunk : Buffer.from(chunk).toString();
    return true;
  }) as typeof write;
  return {
    text: () => text,
    release() {
      stream.write = write;
      for (const listener of stream.listeners('error'))
        if (!listeners.includes(listener)) stream.off('error', listener as () => void);
    },
  };
}
