import { Duration } from 'aws-cdk-lib';
import { type IMetric, MathExpression, Metric } from 'aws-cdk-lib/aws-cloudwatch';
import { functionName } from '../names.ts';

const period = Duration.minutes(5);

/** The operations of DynamoDB that a function may send; a PartiQL batch counts as one of its own. */
const DYNAMODB_OPERATIONS = [
  'BatchExecuteStatement',
  'BatchGetItem',
  'GetItem',
  'PutItem',
  'Query',
  'TransactWriteItems',
  'UpdateItem',
];

export const apiMetric = (apiId: string, metricName: string, statistic: string): Metric =>
  new Metric({
    namespace: 'AWS/ApiGateway',
    metricName,
    statistic,
    period,
    dimensionsMap: { ApiId: apiId },
  });

export const functionMetric = (stage: string, operation: string, metricName: string, statistic = 'Sum') =>
  new Metric({
    namespace: 'AWS/Lambda',
    metricName,
    statistic,
    period,
    dimensionsMap: { FunctionName: functionName(stage, operation) },
  });

export const tableMetric = (TableName: string, metricName: string, Operation?: string): Metric =>
  new Metric({
    namespace: 'AWS/DynamoDB',
    metricName,
    statistic: 'Sum',
    period,
    dimensionsMap: { TableName, ...(Operation && { Operation }) },
  });

/** Reads and writes that DynamoDB refused because there were too many. */
export const tableThrottles = (table: string): IMetric =>
  sumOf('throttled', {
    reads: tableMetric(table, 'ReadThrottleEvents'),
    writes: tableMetric(table, 'WriteThrottleEvents'),
  });

/** Requests that DynamoDB answered with an error of its own. */
export const tableSystemErrors = (table: string): IMetric =>
  sumOf(
    'system errors',
    Object.fromEntries(
      DYNAMODB_OPERATIONS.map((operation) => [
        `in${operation}`,
        tableMetric(table, 'SystemErrors', operation),
      ]),
    ),
  );

/** A metric that reports nothing while nothing happens counts as 0. */
const sumOf = (label: string, usingMetrics: Record<string, IMetric>): IMetric =>
  new MathExpression({
    expression: `SUM(FILL([${Object.keys(usingMetrics)}], 0))`,
    usingMetrics,
    label,
    period,
  });
