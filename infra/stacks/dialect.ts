import type { Stack } from 'aws-cdk-lib';
import { type HttpApi, type HttpMethod, HttpRouteKey } from 'aws-cdk-lib/aws-apigatewayv2';
import { FilterPattern, type LogGroup, MetricFilter } from 'aws-cdk-lib/aws-logs';
import type { Stage } from '../stages.ts';
import type { DataStack } from './data-stack.ts';
import { addLog } from './log.ts';
import { crashMetricName } from './metrics.ts';
import { addOperationFunction } from './operation-functions.ts';
import { addRoute } from './route.ts';
import type { DialectOperations, FunctionCode, ServiceStackProps } from './stack-props.ts';

/** What a stack is given that holds the functions of a dialect. */
export interface DialectStackProps extends ServiceStackProps {
  readonly code: FunctionCode;
  readonly data: DataStack;
  /** The folder of the dialect. */
  readonly dialect: string;
  readonly operations: DialectOperations;
}

/**
 * Adds the operations of a dialect to a stack: for each its function, role and route, and one log for all of them.
 * @returns the log
 */
export function addDialect(
  stack: Stack,
  { operations, httpApi, ...props }: DialectStackProps & { readonly httpApi: HttpApi },
): LogGroup {
  const log = addLog(stack, 'Log', props.stage);
  countCrashes(stack, log, props.stage, props.dialect);
  for (const { operation } of operations) {
    const [method, path] = operation.route.split(' ') as [HttpMethod, string];
    const lambda = addOperationFunction(stack, operation, { ...props, log });
    addRoute(stack, httpApi, HttpRouteKey.with(path, method), lambda);
  }
  return log;
}

/**
 * Counts invocations that crashed or took too long. In Lambda's JSON logs the last line of each is its report, at
 * Lambda's own level INFO, whatever level the function logs at:
 *
 *     {"time": "…", "type": "platform.report", "record": {"requestId": "…", "status": "timeout", "metrics": {…}}}
 *
 * The status is `success`, `error` (the handler threw), `failure` (the process ended) or `timeout`:
 * https://docs.aws.amazon.com/lambda/latest/dg/telemetry-schema-reference.html
 */
export function countCrashes(stack: Stack, logGroup: LogGroup, { name }: Stage, dialect: string): void {
  new MetricFilter(stack, 'Crashes', {
    logGroup,
    filterPattern: FilterPattern.all(
      FilterPattern.stringValue('$.type', '=', 'platform.report'),
      FilterPattern.stringValue('$.record.status', '!=', 'success'),
    ),
    ...crashMetricName(name, dialect),
  });
}
