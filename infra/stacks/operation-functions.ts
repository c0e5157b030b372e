import type { Stack } from 'aws-cdk-lib';
import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import type { Function as LambdaFunction } from 'aws-cdk-lib/aws-lambda';
import { REJECT_UNROUTED } from '../../functions/operations.ts';
import type { Grants, Operation } from '../../shared/http/operation.ts';
import { functionEnvironment } from '../functions/environment.ts';
import type { Stage } from '../stages.ts';
import type { ApiStackProps } from './api-stack.ts';
import type { DataStack } from './data-stack.ts';
import { addFunction } from './service-function.ts';

/** The function of one operation: its environment and its role follow from its grants. */
export function addOperationFunction(
  scope: Stack,
  { name, route, grants }: Operation,
  { stage, code, data }: ApiStackProps,
): LambdaFunction {
  return addFunction(scope, {
    stage,
    code,
    name,
    description: route,
    statements: statementsOf(grants, data),
    environment: { ...environmentOf(grants, stage, data), ...endpointsOf(scope, grants, stage) },
  });
}

/** The function that answers what no route takes: it may do nothing. */
export function addUnroutedFunction(scope: Stack, { stage, code, data }: ApiStackProps): LambdaFunction {
  return addFunction(scope, {
    stage,
    code,
    name: REJECT_UNROUTED,
    description: 'Answers what no route takes',
    statements: [],
    environment: environmentOf({}, stage, data),
  });
}

const environmentOf = (
  grants: Grants,
  { name, logLevel, amiliIssuer }: Stage,
  { signingKey }: DataStack,
) => ({
  ...functionEnvironment(grants, {
    stage: name,
    publicKey: signingKey.publicKey,
    ...(amiliIssuer && { amiliIssuer }),
  }),
  LOG_LEVEL: logLevel,
});

/** `dynamodb:<action>` on the table itself for each action of the grants, never on its indexes. */
function statementsOf({ receivables, credentials, tokenKey }: Grants, data: DataStack): PolicyStatement[] {
  const mayUse = (actions: readonly string[], resource: string) =>
    new PolicyStatement({ actions: [...actions], resources: [resource] });
  const named = (actions: readonly string[]) => actions.map((action) => `dynamodb:${action}`);
  return [
    ...(receivables ? [mayUse(named(receivables), data.receivables.tableArn)] : []),
    ...(credentials ? [mayUse(named(credentials), data.credentials.tableArn)] : []),
    ...(tokenKey === 'sign' ? [mayUse(['kms:Sign'], data.signingKey.keyArn)] : []),
  ];
}

/** The region's usual endpoints, where the stage names them for `sam local` to put others in their place. */
function endpointsOf({ region, urlSuffix }: Stack, grants: Grants, { namesEndpoints }: Stage) {
  if (!namesEndpoints) return {};
  return {
    ...((grants.receivables || grants.credentials) && {
      AWS_ENDPOINT_URL_DYNAMODB: `https://dynamodb.${region}.${urlSuffix}`,
    }),
    ...(grants.tokenKey === 'sign' && { AWS_ENDPOINT_URL_KMS: `https://kms.${region}.${urlSuffix}` }),
  };
}
