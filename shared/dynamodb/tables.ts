import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { requiredVariable } from '../environment.ts';
import { documentClient } from './client.ts';

/** A table and the client that reaches it: what every data function takes as its first argument. */
export interface Table {
  readonly client: DynamoDBDocumentClient;
  readonly name: string;
}

/** Customers, their dependents and unique keys. */
export const receivables = (): Table => ({
  client: documentClient,
  name: requiredVariable('RECEIVABLES_TABLE'),
});

/** Users, clients and API keys: a table of its own, so that a role can be exact. */
export const credentials = (): Table => ({
  client: documentClient,
  name: requiredVariable('CREDENTIALS_TABLE'),
});
