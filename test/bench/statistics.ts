/** The middle of the values. @throws when there are none */
export const median = (values: readonly number[]): number => percentile(values, 50);

/** The value that `percent` of the values do not exceed (nearest rank). @throws when there are none */
export function percentile(values: readonly number[], percent: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  const found = sorted[Math.max(0, Math.ceil((percent / 100) * sorted.length) - 1)];
  if (found === undefined) throw new Error('there is nothing to take a percentile of');
  return found;
}

/**
 * How many times the base a candidate took: the median of the rounds' own ratios. Candidate and base of one round ran
 * side by side, so what slowed the machine down in between slowed both.
 */
export const ratioOf = (values: readonly number[], base: readonly number[]): number =>
  median(values.map((value, round) => value / (base[round] as number)));

/** Runs every task once in each round, and begins each round with another task. Results by task and round. */
export async function alternate<Result>(
  rounds: number,
  tasks: ReadonlyMap<string, (round: number) => Result | Promise<Result>>,
): Promise<Map<string, Result[]>> {
  const results = new Map<string, Result[]>([...tasks.keys()].map((name) => [name, []]));
  const entries = [...tasks];
  for (let round = 0; round < rounds; round++) {
    for (const index of entries.keys()) {
      const [name, task] = entries[(index + round) % entries.length] as (typeof entries)[number];
      results.get(name)?.push(await task(round));
    }
  }
  return results;
}
