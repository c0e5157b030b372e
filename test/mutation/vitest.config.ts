import { defineConfig } from 'vitest/config';
import project from '../../vitest.config.ts';

/**
 * The tests that must notice what is changed in shared/receivables and shared/auth. Without the random ones, which may
 * or may not notice, and without those that load the whole service, which would make every run slow.
 */
export default defineConfig({
  test: {
    ...project.test,
    // Its setup file changes the SDK, which files in one process would share.
    isolate: true,
    include: [
      'test/receivables/**/*.test.ts',
      'test/dynamodb/failed-condition.test.ts',
      'test/auth/**/*.test.ts',
      'test/security/own-tokens.test.ts',
    ],
    exclude: ['test/receivables/model.test.ts', 'test/receivables/older-table.test.ts'],
  },
});
