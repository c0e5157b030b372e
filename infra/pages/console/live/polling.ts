import { useEffect, useRef, useState } from 'preact/hooks';

/** Milliseconds between two questions, and while they fail. */
const PAUSE = 1_000;
const PAUSE_OF_FAILURES = 3_000;

export interface Polling {
  /** Why the last question failed. */
  readonly error: Error | undefined;
  /** Asks at once. */
  again(): void;
}

/**
 * Asks each second while somebody looks at the page, and at once while there is more.
 * @param ask whether there is more
 */
export function usePolling(ask: (signal: AbortSignal) => Promise<boolean>, isPaused: boolean): Polling {
  const [error, setError] = useState<Error>();
  const [turn, setTurn] = useState(0);
  const latest = useRef(ask);
  latest.current = ask;
  useEffect(() => {
    if (isPaused) return;
    const gone = new AbortController();
    follow((signal) => latest.current(signal), setError, gone.signal);
    return () => gone.abort();
  }, [isPaused, turn]);
  return { error, again: () => setTurn((before) => before + 1) };
}

async function follow(
  ask: (signal: AbortSignal) => Promise<boolean>,
  setError: (change: (before: Error | undefined) => Error | undefined) => void,
  signal: AbortSignal,
): Promise<void> {
  while (!signal.aborted) {
    let pause = PAUSE;
    try {
      if (await ask(signal)) pause = 0;
      setError(() => undefined);
    } catch (error) {
      if (signal.aborted) return;
      // One that is told already is not told again.
      setError((before) => (before?.message === (error as Error).message ? before : (error as Error)));
      pause = PAUSE_OF_FAILURES;
    }
    await waited(pause, signal);
    await visible(signal);
  }
}

const waited = (milliseconds: number, signal: AbortSignal): Promise<void> =>
  new Promise((resolve) => {
    const timer = setTimeout(resolve, milliseconds);
    signal.addEventListener('abort', () => {
      clearTimeout(timer);
      resolve();
    });
  });

/** Nobody looks at a page in the background. */
const visible = (signal: AbortSignal): Promise<void> =>
  new Promise((resolve) => {
    if (!document.hidden) return resolve();
    const options = { signal };
    document.addEventListener('visibilitychange', () => document.hidden || resolve(), options);
    signal.addEventListener('abort', () => resolve());
  });
