import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { requiredVariable } from '../environment.ts';
import { documentClient } from './client.ts';

/** A table and the client that reaches it: what every data function takes as its first argument. */
export interface Table {
  readonly client: DynamoDBDocumentClient;
  readonly name: string;
  /**
   * Until when requests to it are repeated, on the clock of `performance.now()`: one end for all reads and writes of one
   * request. Without it each has some seconds of its own.
   */
  readonly deadline?: number;
}

/** Customers, their dependents and unique keys, until the deadline of a request. */
export const receivables = (request?: Pick<Table, 'deadline'>): Table =>
  tableNamed(requiredVariable('RECEIVABLES_TABLE'), request);

/** Users, clients and API keys: a table of its own, so that a role can be exact. */
export const credentials = (request?: Pick<Table, 'deadline'>): Table =>
  tableNamed(requiredVariable('CREDENTIALS_TABLE'), request);

const tableNamed = (name: string, { deadline }: Pick<Table, 'deadline'> = {}): Table => ({
  client: documentClient,
  name,
  ...(deadline !== undefined && { deadline }),
});
