import { Failure } from '../../shared/http/failure.ts';

/** What a function refuses with, in English; undefined where it does not. */
export function problemOf(refusing: () => unknown): unknown {
  try {
    refusing();
    return undefined;
  } catch (error) {
    if (!(error instanceof Failure)) throw error;
    const { said: _, ...problem } = error.problem as { said?: unknown };
    return JSON.parse(JSON.stringify(problem));
  }
}
