import { expect } from 'vitest';
import { useOwnTables } from './own-tables.ts';

/**
 * Tests of a dialect look at all that is stored of a tenant, which reads a whole table: in the one that all tests share
 * they would look at what thousands of others have left, and those of the seeds' tenants at what others made of these.
 */
const { testPath = '' } = expect.getState();
if (
  /\/test\/(amili|beel|beel-flat|bench|deletes|enkash|guard|openapi|operator|receivables|repeats|security)\//.test(
    testPath,
  )
)
  await useOwnTables();
