import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import type { Grants } from '../../shared/http/operation.ts';
import type { DataStack } from './data-stack.ts';

/**
 * What a role may do by its grants: `dynamodb:<action>` on the table itself for each action, and `dynamodb:Query` on each
 * index that they name.
 */
export function statementsOf(
  { receivables, indexes, credentials, tokenKey }: Grants,
  data: DataStack,
): PolicyStatement[] {
  const mayUse = (actions: readonly string[], resource: string) =>
    new PolicyStatement({ actions: [...actions], resources: [resource] });
  const named = (actions: readonly string[]) => actions.map((action) => `dynamodb:${action}`);
  return [
    ...(receivables ? [mayUse(named(receivables), data.receivables.tableArn)] : []),
    ...(indexes ?? []).map((index) =>
      mayUse(['dynamodb:Query'], `${data.receivables.tableArn}/index/${index}`),
    ),
    ...(credentials ? [mayUse(named(credentials), data.credentials.tableArn)] : []),
    ...(tokenKey === 'sign' ? [mayUse(['kms:Sign'], data.signingKey.keyArn)] : []),
  ];
}
