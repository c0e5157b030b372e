import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { defineConfig } from 'vitest/config';
import { BaseSequencer, type TestSpecification } from 'vitest/node';

/**
 * Files of these take up to a minute each: they start commands, browsers and services, or synthesize stacks. All others
 * take some seconds at most, and fill the end of a run. How long a file takes, vitest knows only where it has run before.
 */
const LONG = [
  'infra',
  'bench',
  'torture',
  'console',
  'crash',
  'local',
  'fuzz',
  'security',
  'smoke',
  'sandbox',
];

class LongFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const directory = ({ moduleId }: TestSpecification) => /\/test\/(\w+)\//.exec(moduleId)?.[1] ?? '';
    const rank = (file: TestSpecification) => [...LONG, directory(file)].indexOf(directory(file));
    return (await super.sort(files)).toSorted((a, b) => rank(a) - rank(b));
  }
}

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts', 'shared/**/*.test.ts', 'functions/**/*.test.ts', 'infra/**/*.test.ts'],
    globalSetup: 'test/global-setup.ts',
    setupFiles: [
      'test/support/fresh-modules.ts',
      'test/support/no-error-lines.ts',
      'test/support/own-tables-of-dialects.ts',
    ],
    pool: 'forks',
    // A process of its own for each file costs as much processor time as most files' tests: fresh-modules.ts keeps files apart.
    isolate: false,
    // Its own choice is one less than there are processors. Two more keep them at work while tests wait for commands.
    maxWorkers: availableParallelism() + 2,
    sequence: { sequencer: LongFirst },
    // They end what would never end: a machine that does other things too may take three times as long as usual.
    testTimeout: 60_000,
    hookTimeout: 180_000,
    expect: { poll: { timeout: 10_000 } },
    // Many tests run commands: what Node compiles of their modules is kept from one to the next.
    env: { LOG_LEVEL: 'error', NODE_COMPILE_CACHE: join(import.meta.dirname, 'node_modules/.cache/compile') },
  },
});
