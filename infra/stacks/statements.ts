import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import type { Grants } from '../../shared/http/operation.ts';
import type { DataStack } from './data-stack.ts';

/**
 * What a role may do by its grants: `dynamodb:<action>` on the table itself for each action, and `dynamodb:Query` on each
 * index that they name; `s3:<action>` on files of its dialect; `events:<action>` on the stage's bus.
 * @param filesArn of all contents of the dialect's files; a worker is of no dialect
 */
export function statementsOf(
  { receivables, indexes, credentials, files, events, tokenKey }: Grants,
  data: DataStack,
  filesArn?: string,
): PolicyStatement[] {
  const mayUse = (actions: readonly string[], resource: string) =>
    new PolicyStatement({ actions: [...actions], resources: [resource] });
  const named = (actions: readonly string[], service = 'dynamodb') =>
    actions.map((action) => `${service}:${action}`);
  return [
    ...(receivables ? [mayUse(named(receivables), data.receivables.tableArn)] : []),
    ...(indexes ?? []).map((index) =>
      mayUse(['dynamodb:Query'], `${data.receivables.tableArn}/index/${index}`),
    ),
    ...(credentials ? [mayUse(named(credentials), data.credentials.tableArn)] : []),
    ...(files && filesArn !== undefined ? [mayUse(named(files, 's3'), filesArn)] : []),
    ...(events ? [mayUse(named(events, 'events'), data.eventBus.eventBusArn)] : []),
    ...(tokenKey === 'sign' ? [mayUse(['kms:Sign'], data.signingKey.keyArn)] : []),
  ];
}
