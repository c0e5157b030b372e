import { useState } from 'preact/hooks';
import { Problem } from '../parts/problem.tsx';

/** Something that a section does, and what became of it. */
export interface Doing {
  readonly isBusy: boolean;
  readonly said: string;
  readonly error: Error | undefined;
  /** Does it, and then says what happened. One at a time. */
  run(work: () => Promise<string>): Promise<void>;
}

export function useDoing(): Doing {
  const [state, setState] = useState<Omit<Doing, 'run'>>({ isBusy: false, said: '', error: undefined });
  return {
    ...state,
    async run(work) {
      setState({ isBusy: true, said: '', error: undefined });
      try {
        setState({ isBusy: false, said: await work(), error: undefined });
      } catch (error) {
        setState({ isBusy: false, said: '', error: error as Error });
      }
    },
  };
}

/** Says what happened, to screen readers too. It is there before anything is said: later ones would not be heard. */
export function Said({ doing: { said, error } }: { doing: Doing }) {
  return (
    <>
      <p class="said" role="status">
        {said}
      </p>
      {error && <Problem error={error} />}
    </>
  );
}
