import { Duration, Validations } from 'aws-cdk-lib';
import { PolicyDocument, PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import {
  ApplicationLogLevel,
  Architecture,
  type CfnFunction,
  Function as LambdaFunction,
  LoggingFormat,
  Runtime,
  Tracing,
} from 'aws-cdk-lib/aws-lambda';
import type { LogGroup } from 'aws-cdk-lib/aws-logs';
import type { Construct } from 'constructs';
import { FUNCTION_MEMORY_MB, FUNCTION_TIMEOUT_SECONDS } from '../functions/settings.ts';
import { functionName, logicalId } from '../names.ts';
import type { Stage } from '../stages.ts';
import type { FunctionCode } from './stack-props.ts';

export interface ServiceFunctionProps {
  readonly stage: Stage;
  readonly code: FunctionCode;
  /** Where it writes its log; other functions may write theirs there too. */
  readonly log: LogGroup;
  /** Its entry: `<dialect>/<resource>/<verb>-<noun>`. */
  readonly name: string;
  /** The entry's name by which AWS knows it, where that must stay though the file has moved. */
  readonly deployedAs?: string;
  readonly description: string;
  /** What its role may do beyond writing its own log and traces. */
  readonly statements: readonly PolicyStatement[];
  /** What cdk-nag finds in these statements and must be so. */
  readonly acknowledged?: { readonly id: string; readonly reason: string };
  readonly environment?: Record<string, string>;
  readonly timeout?: Duration;
  /** Megabytes. */
  readonly memory?: number;
}

/** A function with a role of its own, which holds what is written here and nothing else. */
export function addFunction(scope: Construct, props: ServiceFunctionProps): LambdaFunction {
  const { stage, code, log, name, deployedAs = name, description, environment, timeout } = props;
  const { memory = FUNCTION_MEMORY_MB } = props;
  const id = logicalId(deployedAs);
  const lambda = new LambdaFunction(scope, id, {
    functionName: functionName(stage.name, deployedAs),
    description,
    code: code(name),
    handler: 'index.handler',
    runtime: Runtime.NODEJS_24_X,
    architecture: Architecture.ARM_64,
    memorySize: memory,
    timeout: timeout ?? Duration.seconds(FUNCTION_TIMEOUT_SECONDS),
    role: roleOf(scope, id, props),
    ...(environment && { environment }),
    tracing: Tracing.ACTIVE,
    logGroup: log,
    loggingFormat: LoggingFormat.JSON,
    applicationLogLevelV2: LOG_LEVELS[stage.logLevel],
  });
  // A name that people can type: for `sam local invoke`, and to find it in the template.
  (lambda.node.defaultChild as CfnFunction).overrideLogicalId(id);
  return lambda;
}

/** Lambda drops what is below its own level, whatever LOG_LEVEL lets through. */
const LOG_LEVELS = {
  debug: ApplicationLogLevel.DEBUG,
  info: ApplicationLogLevel.INFO,
  warn: ApplicationLogLevel.WARN,
  error: ApplicationLogLevel.ERROR,
};

function roleOf(scope: Construct, id: string, { statements, acknowledged, log }: ServiceFunctionProps) {
  const lines = new PolicyStatement({
    actions: ['logs:CreateLogStream', 'logs:PutLogEvents'],
    resources: [log.logGroupArn],
  });
  const traces = new PolicyStatement({
    actions: ['xray:PutTelemetryRecords', 'xray:PutTraceSegments'],
    resources: ['*'],
  });
  const role = new Role(scope, `${id}Role`, {
    assumedBy: new ServicePrincipal('lambda.amazonaws.com'),
    inlinePolicies: { exact: new PolicyDocument({ statements: [...statements, lines, traces] }) },
  });
  Validations.of(role).acknowledge({
    id: 'AwsSolutions-IAM5[Resource::*]',
    reason: 'X-Ray takes traces for no resource in particular: its two actions know no resource but *',
  });
  if (acknowledged) Validations.of(role).acknowledge(acknowledged);
  // The CDK would add a second policy with the same permissions for tracing.
  return role.withoutPolicyUpdates();
}
