import { constants } from 'node:os';

/** What ends a process from outside: Ctrl-C, a supervisor, a terminal that was closed. */
const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

type Signal = (typeof SIGNALS)[number];

/**
 * Lets signals end the process by way of its `exit` listeners, which end what it started: the embedded engine does not
 * see the signal. The exit code is that of a process that the signal itself had ended.
 * @returns what puts an end to that
 */
export function exitWhenTold(): () => void {
  const exit = (signal: Signal) => process.exit(128 + constants.signals[signal]);
  for (const signal of SIGNALS) process.on(signal, exit);
  return () => {
    for (const signal of SIGNALS) process.off(signal, exit);
  };
}

/** Settles when the process is told to end, by a signal or by the process that started it, and keeps it from ending at once. */
export const toldToEnd = (): Promise<void> =>
  new Promise((resolve) => {
    for (const signal of SIGNALS) process.once(signal, () => resolve());
    process.once('disconnect', resolve);
  });
