import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import type { Grants } from '../../shared/http/operation.ts';
import type { DataStack } from './data-stack.ts';

/** What a role may do by its grants: `dynamodb:<action>` on the table itself for each action, never on its indexes. */
export function statementsOf(
  { receivables, credentials, tokenKey }: Grants,
  data: DataStack,
): PolicyStatement[] {
  const mayUse = (actions: readonly string[], resource: string) =>
    new PolicyStatement({ actions: [...actions], resources: [resource] });
  const named = (actions: readonly string[]) => actions.map((action) => `dynamodb:${action}`);
  return [
    ...(receivables ? [mayUse(named(receivables), data.receivables.tableArn)] : []),
    ...(credentials ? [mayUse(named(credentials), data.credentials.tableArn)] : []),
    ...(tokenKey === 'sign' ? [mayUse(['kms:Sign'], data.signingKey.keyArn)] : []),
  ];
}
