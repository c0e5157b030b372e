import { Duration } from 'aws-cdk-lib';
import { type IMetric, MathExpression, Metric } from 'aws-cdk-lib/aws-cloudwatch';
import { type TableName, tableDefinitions } from '../../shared/dynamodb/table-definitions.ts';
import { functionName, logicalId, resourceNames } from '../names.ts';
import type { WatchedWorker } from './stack-props.ts';

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

/** How old the record is, in milliseconds, that the worker was last called with. */
export const iteratorAge = (stage: string, worker: string): Metric =>
  functionMetric(stage, worker, 'IteratorAge', 'Maximum');

/**
 * Records that a worker could not do: those that are kept, those that were dropped, and how often keeping them failed.
 * https://docs.aws.amazon.com/lambda/latest/dg/monitoring-metrics-types.html#event-source-mapping-metrics
 */
export function recordsGivenUp(stage: string, { name, mapping }: WatchedWorker): IMetric {
  const records = (metricName: string) =>
    new Metric({
      namespace: 'AWS/Lambda',
      metricName,
      statistic: 'Sum',
      period,
      dimensionsMap: { EventSourceMappingUUID: mapping },
    });
  // A graph shows those of several workers, and takes each id once.
  const id = logicalId(name);
  return sumOf(`${name} given up`, {
    [`kept${id}`]: records('OnFailureDestinationDeliveredEventCount'),
    [`dropped${id}`]: records('DroppedEventCount'),
    [`undelivered${id}`]: functionMetric(stage, name, 'DestinationDeliveryFailures'),
  });
}

/** Invocations that Lambda refused in the whole account and region: without a dimension it counts every function's. */
export const accountThrottles = (): Metric =>
  new Metric({ namespace: 'AWS/Lambda', metricName: 'Throttles', statistic: 'Sum', period });

/** Names of our own, so that the alarm needs nothing of the stack that has the log. */
export const crashMetricName = (stage: string, dialect: string) => ({
  metricNamespace: `offboard-${stage}`,
  metricName: `${dialect}-crashes`,
});

/** Invocations of a dialect's functions that crashed or took too long, counted in their log. */
export function crashMetric(stage: string, dialect: string): Metric {
  const { metricNamespace: namespace, metricName } = crashMetricName(stage, dialect);
  return new Metric({ namespace, metricName, statistic: 'Sum', period });
}

/** @param of what of the table: one operation or one index */
export const tableMetric = (
  stage: string,
  table: TableName,
  metricName: string,
  of: { readonly Operation?: string; readonly GlobalSecondaryIndexName?: string } = {},
): Metric =>
  new Metric({
    namespace: 'AWS/DynamoDB',
    metricName,
    statistic: 'Sum',
    period,
    dimensionsMap: { TableName: resourceNames(stage)[`${table}Table`], ...of },
  });

/**
 * Reads and writes that DynamoDB refused because there were too many. An index has metrics of its own, and one that is
 * behind throttles the table's writes, deletes too.
 */
export const tableThrottles = (stage: string, table: TableName): IMetric =>
  sumOf('throttled', {
    reads: tableMetric(stage, table, 'ReadThrottleEvents'),
    writes: tableMetric(stage, table, 'WriteThrottleEvents'),
    ...Object.fromEntries(
      tableDefinitions[table].indexes.flatMap(({ name: GlobalSecondaryIndexName }, index) => [
        [`reads${index}`, tableMetric(stage, table, 'ReadThrottleEvents', { GlobalSecondaryIndexName })],
        [`writes${index}`, tableMetric(stage, table, 'WriteThrottleEvents', { GlobalSecondaryIndexName })],
      ]),
    ),
  });

/** Requests that DynamoDB answered with an error of its own. */
export const tableSystemErrors = (stage: string, table: TableName): IMetric =>
  sumOf(
    'system errors',
    Object.fromEntries(
      DYNAMODB_OPERATIONS.map((operation) => [
        `in${operation}`,
        tableMetric(stage, table, 'SystemErrors', { Operation: operation }),
      ]),
    ),
  );

/** Events that targets of rules did not take, as many as wait in their queue. */
export const undeliveredEvents = (stage: string): Metric =>
  new Metric({
    namespace: 'AWS/SQS',
    metricName: 'ApproximateNumberOfMessagesVisible',
    statistic: 'Maximum',
    period,
    dimensionsMap: { QueueName: resourceNames(stage).undeliveredEvents },
  });

/** A metric that reports nothing while nothing happens counts as 0. */
const sumOf = (label: string, usingMetrics: Record<string, IMetric>): IMetric =>
  new MathExpression({
    expression: `SUM(FILL([${Object.keys(usingMetrics)}], 0))`,
    usingMetrics,
    label,
    period,
  });
