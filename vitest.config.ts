import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { defineConfig } from 'vitest/config';

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
    testTimeout: 30_000,
    hookTimeout: 60_000,
    // Many tests run commands: what Node compiles of their modules is kept from one to the next.
    env: { LOG_LEVEL: 'error', NODE_COMPILE_CACHE: join(import.meta.dirname, 'node_modules/.cache/compile') },
  },
});
