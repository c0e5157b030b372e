import { constants } from 'node:os';

/** What ends a process from outside: Ctrl-C, a supervisor, a terminal that was closed. */
const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/**
 * Hears the first such signal, which then does not end the process; the next one does.
 * @param end is given the exit code of a process that the signal itself had ended
 * @returns what stops listening
 */
export function whenTold(end: (exitCode: number) => void): () => void {
  const stop = () => {
    for (const signal of SIGNALS) process.off(signal, hear);
  };
  const hear = (signal: (typeof SIGNALS)[number]) => {
    stop();
    end(128 + constants.signals[signal]);
  };
  for (const signal of SIGNALS) process.on(signal, hear);
  return stop;
}

/** Settles when the process is told to end, by a signal or by its parent, and keeps it from ending at once. */
export const toldToEnd = (): Promise<void> =>
  new Promise((resolve) => {
    whenTold(() => resolve());
    process.once('disconnect', resolve);
  });
