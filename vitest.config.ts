import { availableParallelism } from 'node:os';
import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts', 'shared/**/*.test.ts', 'functions/**/*.test.ts', 'infra/**/*.test.ts'],
    globalSetup: 'test/global-setup.ts',
    setupFiles: 'test/support/no-error-lines.ts',
    pool: 'forks',
    // Its own choice is one less: on two processors the tests would run one after another.
    maxWorkers: availableParallelism(),
    testTimeout: 30_000,
    hookTimeout: 60_000,
    env: { LOG_LEVEL: 'error' },
  },
});
