import { Failure, type Problem } from '../../../shared/http/failure.ts';

/** What a function refuses with; undefined where it does not. */
export function problemOf(refusing: () => unknown): Problem | undefined {
  try {
    refusing();
    return undefined;
  } catch (error) {
    if (error instanceof Failure) return error.problem;
    throw error;
  }
}
