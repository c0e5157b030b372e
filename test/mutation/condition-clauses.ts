import { createVitest, type Reporter, type TestCase, type Vitest } from 'vitest/node';
import { type Clause, type Condition, clausesOf } from './conditional-writes.ts';

interface Result {
  readonly id: string;
  readonly file: string;
  readonly name: string;
  readonly passed: boolean;
  readonly meta: ReturnType<TestCase['meta']>;
}

/**
 * Removes every clause of every condition that the tests of shared/receivables and shared/auth send to DynamoDB, one at
 * a time, and names the test that fails without it.
 * @returns the exit code: 1 where no test fails
 */
export async function removeEveryClause(): Promise<number> {
  const vitest = await createVitest('test', {
    config: 'test/mutation/vitest.config.ts',
    setupFiles: ['test/mutation/remove-clause.setup.ts'],
    watch: false,
    reporters: [collector],
    bail: 1,
    maxWorkers: 1,
  });
  try {
    return await removeAll(vitest);
  } finally {
    await vitest.close();
  }
}

async function removeAll(vitest: Vitest): Promise<number> {
  const recorded = await run(vitest, null);
  const failed = recorded.find(({ passed }) => !passed);
  if (failed) throw new Error(`it fails with every clause in its place: ${failed.name}`);
  const meetings = recorded.flatMap((test) =>
    (test.meta.conditions ?? []).map((condition) => ({ test, condition })),
  );
  const byTitle = Map.groupBy(
    meetings,
    ({ condition: { write, condition } }) => `${write}\n  if ${condition}`,
  );
  const unnoticed: string[] = [];
  let clauses = 0;
  for (const [title, met] of [...byTitle].sort()) {
    console.log(`\n${title}`);
    const tests = met.map(({ test }) => test);
    for (const clause of clausesOf(met[0]?.condition as Condition)) {
      const name = await firstFailure(vitest, clause, tests);
      console.log(`    without ${clause.clause}: ${name ?? 'NO TEST FAILS'}`);
      clauses++;
      if (!name) unnoticed.push(clause.clause);
    }
  }
  console.log(
    `\n${clauses} clauses of ${byTitle.size} conditions removed, ${unnoticed.length} without a failing test`,
  );
  return clauses > 0 && unnoticed.length === 0 ? 0 : 1;
}

async function firstFailure(
  vitest: Vitest,
  clause: Clause,
  tests: readonly Result[],
): Promise<string | undefined> {
  const results = await run(vitest, clause, tests);
  const misled = results.find(({ meta }) => meta.notUnderstood);
  if (misled) throw new Error(`without ${clause.clause}: ${misled.meta.notUnderstood} (${misled.name})`);
  return results.find(({ passed }) => !passed)?.name;
}

let results: Result[] = [];

/** Collects the results of this run alone: Vitest itself also remembers those of earlier runs. */
const collector: Reporter = {
  onTestCaseResult(test) {
    const { state } = test.result();
    if (state !== 'passed' && state !== 'failed') return;
    const { id, module, fullName: name } = test;
    results.push({ id, file: module.moduleId, name, passed: state === 'passed', meta: test.meta() });
  },
};

/** Runs all tests, or these ones up to the first that fails. */
async function run(vitest: Vitest, removed: Clause | null, tests?: readonly Result[]): Promise<Result[]> {
  results = [];
  vitest.provide('removedClause', removed);
  vitest.provide('onlyTests', tests?.map(({ id }) => id) ?? null);
  const { testModules, unhandledErrors } = await vitest.start(
    tests && [...new Set(tests.map(({ file }) => file))],
  );
  const [error] = [...unhandledErrors, ...testModules.flatMap((module) => module.errors())];
  if (error) throw error;
  return results;
}
