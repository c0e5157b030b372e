import { type ChildProcess, spawn } from 'node:child_process';
import { createRequire } from 'node:module';
import { setTimeout as delay } from 'node:timers/promises';
import { StartupError } from '../startup-error.ts';
import { freePort } from './free-port.ts';
import { isReachable } from './reachable.ts';

export interface EmbeddedDynamoDb {
  readonly endpoint: string;
  readonly pid: number;
  /** Settles when the engine ends although nobody has stopped it, and says how: `SIGKILL`, `exit code 1`. */
  readonly ended: Promise<string>;
  stop(): Promise<void>;
}

/**
 * Starts the embedded DynamoDB engine on the loopback interface.
 * @param file where it keeps its data; without one the data lives in memory
 * @param port where it listens; a free one when not said
 * @throws StartupError when there is no engine for this platform, or it does not start
 */
export async function startEmbeddedDynamoDb(file?: string, port?: number): Promise<EmbeddedDynamoDb> {
  const ownPort = port ?? (await freePort());
  const args = [
    'serve',
    '--host',
    '127.0.0.1',
    '--port',
    String(ownPort),
    ...(file ? ['--db-path', file] : []),
  ];
  const child = spawnForOwner(enginePath(), args);
  const endOnExit = () => child.kill('SIGKILL');
  process.once('exit', endOnExit);
  const endpoint = `http://127.0.0.1:${ownPort}`;
  await listening(child, endpoint, file);
  let isStopped = false;
  const ended = new Promise<string>((resolve) => {
    child.once('exit', (code, signal) => {
      if (!isStopped) resolve(signal ?? `exit code ${code}`);
    });
  });
  return {
    endpoint,
    pid: child.pid as number,
    ended,
    async stop() {
      isStopped = true;
      process.off('exit', endOnExit);
      if (child.exitCode !== null || child.signalCode !== null) return;
      const ended = new Promise((resolve) => child.once('exit', resolve));
      child.kill('SIGTERM');
      await ended;
    },
  };
}

/** Its files are readable by their owner only, as those beside them are. */
function spawnForOwner(program: string, args: readonly string[]): ChildProcess {
  const others = process.umask(0o077);
  try {
    // In a process group of its own, Ctrl-C does not reach it: we stop it ourselves, after the gateway.
    return spawn(program, args, { stdio: ['ignore', 'ignore', 'pipe'], detached: true });
  } finally {
    process.umask(others);
  }
}

function enginePath(): string {
  const name = `@dynoxide/${process.platform}-${process.arch}`;
  try {
    return createRequire(import.meta.url)
      .resolve(`${name}/package.json`)
      .replace('package.json', process.platform === 'win32' ? 'dynoxide.exe' : 'dynoxide');
  } catch {
    throw new StartupError(
      `no embedded DynamoDB for ${process.platform}-${process.arch} (${name} is not installed): ` +
        'start DynamoDB Local in Docker and set DYNAMODB_ENDPOINT=http://localhost:8000',
    );
  }
}

/**
 * Waits until the engine answers. Its line that it listens cannot be waited for: the engine keeps it in its buffer.
 * @throws StartupError with what it said last
 */
async function listening(child: ChildProcess, endpoint: string, file?: string): Promise<void> {
  let problem: string | undefined;
  let words = '';
  child.stderr?.on('data', (chunk) => {
    words += chunk;
  });
  child.once('error', ({ message }) => {
    problem = message;
  });
  // Unlike at its exit, it has said everything by then.
  child.once('close', (code) => {
    problem = `it ended with ${code}: ${words.trim().split('\n', 1)[0]}`;
  });
  while (problem === undefined) {
    if (await isReachable(endpoint)) return;
    await delay(10);
  }
  throw new StartupError(`the embedded DynamoDB does not start${file ? ` on ${file}` : ''}: ${problem}`);
}
