import { randomBytes } from 'node:crypto';
import { type LocalTableOptions, makeTables } from '../../infra/local/tables.ts';
import { resourceNames } from '../../infra/names.ts';

/** Tables of this test file's own: for tests that look at a whole table, and find nothing in it but their own. */
export async function useOwnTables(options: LocalTableOptions = {}): Promise<void> {
  // They begin like the names of the test run's tables: its end removes all of these.
  const { receivablesTable, credentialsTable } = resourceNames(
    `${process.env.STAGE}-${randomBytes(4).toString('hex')}`,
  );
  const names = { receivables: receivablesTable, credentials: credentialsTable };
  await makeTables(process.env.AWS_ENDPOINT_URL_DYNAMODB as string, names, options);
  Object.assign(process.env, { RECEIVABLES_TABLE: names.receivables, CREDENTIALS_TABLE: names.credentials });
}
