import { useEffect, useState } from 'preact/hooks';

/** What a page has asked for: still on its way, there, or refused. */
export interface Loaded<T> {
  readonly value?: T;
  readonly error?: Error;
  readonly isLoading: boolean;
  /** Asks again; what is there stays until the new answer is. */
  reload(): void;
}

/**
 * Asks when the page is first shown, and whenever one of `inputs` has changed. An answer that something newer has been
 * asked for meanwhile is dropped.
 */
export function useLoaded<T>(
  load: (signal: AbortSignal) => Promise<T>,
  inputs: readonly unknown[],
): Loaded<T> {
  const [turn, setTurn] = useState(0);
  const [state, setState] = useState<Omit<Loaded<T>, 'reload'>>({ isLoading: true });
  useEffect(() => {
    const gone = new AbortController();
    setState((before) => ({ ...before, isLoading: true }));
    load(gone.signal).then(
      (value) => gone.signal.aborted || setState({ value, isLoading: false }),
      (error) => gone.signal.aborted || setState({ error, isLoading: false }),
    );
    return () => gone.abort();
  }, [...inputs, turn]);
  return { ...state, reload: () => setTurn((before) => before + 1) };
}
