import { randomInt } from 'node:crypto';
import fc from 'fast-check';

/** How often each property is tried in a test run, in bearable time: FUZZ_RUNS takes any number. */
const RUNS = 9;

/** How many times the usual time a run takes where a password is hashed, which takes 150 ms. */
const COSTS: Readonly<Record<string, number>> = { 'enkash/tokens/create-token': 6 };

/** Milliseconds that a run of common cost may take on a busy machine. */
const LONGEST_RUN = 500;

const { FUZZ_SEED = '20260101', FUZZ_RUNS = String(RUNS) } = process.env;
const runs = Number(FUZZ_RUNS);
const seed = FUZZ_SEED === 'random' ? randomInt(2 ** 31) : Number(FUZZ_SEED);

/** Milliseconds that one property, or the check of all that it wrote, may take. */
export const patience = 30_000 + runs * LONGEST_RUN;

/**
 * Checks a property on many values. A failure prints its seed and the value; the same FUZZ_SEED draws the same again.
 *
 *     FUZZ_RUNS=5000 FUZZ_SEED=random npx vitest run test/fuzz
 */
export const check = <T>(
  name: string,
  arbitrary: fc.Arbitrary<T>,
  property: (value: T) => Promise<void>,
): Promise<void> => {
  const numRuns = Math.ceil(runs / (COSTS[name] ?? 1));
  return fc.assert(fc.asyncProperty(arbitrary, property), { seed, numRuns, endOnFailure: false });
};
