import { defineConfig } from 'vitest/config';
import project from '../../vitest.config.ts';

/** The tests that must notice what is changed in shared/receivables and shared/auth: no random ones among them. */
export default defineConfig({
  test: {
    ...project.test,
    include: [
      'test/receivables/**/*.test.ts',
      'test/dynamodb/failed-condition.test.ts',
      'test/auth/**/*.test.ts',
      'test/security/own-tokens.test.ts',
    ],
    exclude: ['test/receivables/model.test.ts'],
  },
});
