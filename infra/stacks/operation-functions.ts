import type { Stack } from 'aws-cdk-lib';
import type { Function as LambdaFunction } from 'aws-cdk-lib/aws-lambda';
import type { LogGroup } from 'aws-cdk-lib/aws-logs';
import { REJECT_UNROUTED } from '../../functions/operations.ts';
import type { Grants, Operation } from '../../shared/http/operation.ts';
import { functionEnvironment, operatorIssuerVariables } from '../functions/environment.ts';
import type { Stage } from '../stages.ts';
import { bucketOf } from './bucket.ts';
import type { DataStack } from './data-stack.ts';
import { addFunction } from './service-function.ts';
import type { FunctionCode } from './stack-props.ts';
import { statementsOf } from './statements.ts';

export interface OperationFunctionProps {
  readonly stage: Stage;
  readonly code: FunctionCode;
  readonly data: DataStack;
  readonly log: LogGroup;
}

/** The function of one operation: its environment and its role follow from its grants. */
export function addOperationFunction(
  stack: Stack,
  { name, route, grants, memory }: Operation,
  { stage, code, data, log }: OperationFunctionProps,
): LambdaFunction {
  const files = bucketOf(stack, stage);
  const dialect = name.split('/')[0] as string;
  return addFunction(stack, {
    stage,
    code,
    log,
    name,
    description: route,
    ...(memory !== undefined && { memory }),
    statements: statementsOf(grants, data, files.arnBelow(dialect)),
    ...(grants.files && { acknowledged: files.wildcardBelow(dialect) }),
    environment: {
      ...environmentOf(stack, grants, { stage, data }),
      ...(dialect === 'operator' && stage.operatorIssuer && operatorIssuerVariables(stage.operatorIssuer)),
    },
  });
}

/** The function that answers what no route takes: it may do nothing. */
export function addUnroutedFunction(
  stack: Stack,
  { stage, code, data, log }: OperationFunctionProps,
): LambdaFunction {
  return addFunction(stack, {
    stage,
    code,
    log,
    name: REJECT_UNROUTED,
    description: 'Answers what no route takes',
    statements: [],
    environment: {
      ...environmentOf(stack, {}, { stage, data }),
      ...(stage.corsOrigins && { CORS_ORIGIN: stage.corsOrigins.join(',') }),
    },
  });
}

/** What a function of the stage is told: what its grants let it use. */
export const environmentOf = (
  stack: Stack,
  grants: Grants,
  { stage, data }: Pick<OperationFunctionProps, 'stage' | 'data'>,
) => ({
  ...functionEnvironment(grants, {
    stage: stage.name,
    publicKey: data.signingKey.publicKey,
    filesUrl: bucketOf(stack, stage).url,
    restorationDays: stage.restorationDays,
    eventsUrl: `https://events.${stack.region}.${stack.urlSuffix}`,
    historyDays: stage.historyDays,
    ...(stage.amiliIssuer && { amiliIssuer: stage.amiliIssuer }),
  }),
  LOG_LEVEL: stage.logLevel,
  ...endpointsOf(stack, grants, stage),
});

/** The region's usual endpoints, where the stage names them for `sam local` to put others in their place. */
function endpointsOf({ region, urlSuffix }: Stack, grants: Grants, { namesEndpoints }: Stage) {
  if (!namesEndpoints) return {};
  return {
    ...((grants.receivables || grants.indexes || grants.credentials) && {
      AWS_ENDPOINT_URL_DYNAMODB: `https://dynamodb.${region}.${urlSuffix}`,
    }),
    ...(grants.tokenKey === 'sign' && { AWS_ENDPOINT_URL_KMS: `https://kms.${region}.${urlSuffix}` }),
  };
}
