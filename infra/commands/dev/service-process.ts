import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';

const START = fileURLToPath(new URL('../start.ts', import.meta.url));

/** `npm start` in a process of its own, that can be ended and started again. */
export class ServiceProcess {
  #child: ChildProcess | undefined;
  /** Where it listened at first: with PORT=0 it would be somewhere else each time. */
  #port: string | undefined;

  /** @returns whether it listens now; where it does not, it has said why */
  async start(...args: readonly string[]): Promise<boolean> {
    const env = { ...process.env, ...(this.#port && { PORT: this.#port }) };
    const child = spawn(process.execPath, [START, ...args], {
      env,
      stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
    });
    this.#child = child;
    const listening = once(child, 'message').then(([{ url }]) => new URL(url as string).port);
    const port = await Promise.race([listening, once(child, 'exit').then(() => undefined)]);
    this.#port ??= port;
    return port !== undefined;
  }

  async end(): Promise<void> {
    const child = this.#child;
    if (!child || child.exitCode !== null || child.signalCode !== null) return;
    const ended = once(child, 'exit');
    child.kill('SIGTERM');
    await ended;
  }
}
