import { Duration, type Stack } from 'aws-cdk-lib';
import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { EventSourceMapping, FilterCriteria, MetricType, StartingPosition } from 'aws-cdk-lib/aws-lambda';
import { S3OnFailureDestination } from 'aws-cdk-lib/aws-lambda-event-sources';
import type { Bucket, IBucket } from 'aws-cdk-lib/aws-s3';
import type { StreamWorker } from '../../functions/workers.ts';
import { WORKER_RETRIES, WORKER_TIMEOUT_SECONDS } from '../functions/settings.ts';
import { logicalId } from '../names.ts';
import { GIVEN_UP } from './given-up-records.ts';
import { environmentOf, type OperationFunctionProps } from './operation-functions.ts';
import { addFunction } from './service-function.ts';
import type { WatchedWorker } from './stack-props.ts';
import { statementsOf } from './statements.ts';

export interface StreamWorkerProps extends OperationFunctionProps {
  /** Takes what it cannot do. */
  readonly givenUp: Bucket;
}

/** The function of a worker, and what calls it with a table's stream. */
export function addStreamWorker(
  stack: Stack,
  { name, trigger, grants, memory }: StreamWorker,
  { givenUp, ...props }: StreamWorkerProps,
): WatchedWorker {
  const { stage, code, data, log } = props;
  const stream = data.receivables.tableStreamArn as string;
  const lambda = addFunction(stack, {
    stage,
    code,
    log,
    name,
    description: `Follows the stream of ${trigger.stream}`,
    ...(memory !== undefined && { memory }),
    statements: [...statementsOf(grants, data), ...statementsOfStream(stream, givenUp)],
    acknowledged: {
      id: `AwsSolutions-IAM5[Resource::<${GIVEN_UP}.Arn>/aws/lambda/*]`,
      reason: 'Lambda makes up the names of the objects in which it keeps what the worker could not do',
    },
    environment: environmentOf(stack, grants, props),
    timeout: Duration.seconds(WORKER_TIMEOUT_SECONDS),
  });
  const mapping = new EventSourceMapping(stack, `${logicalId(name)}Stream`, {
    target: lambda,
    eventSourceArn: stream,
    startingPosition: StartingPosition.TRIM_HORIZON,
    filters: trigger.filters.map((pattern) => FilterCriteria.filter({ ...pattern })),
    batchSize: trigger.records,
    maxBatchingWindow: Duration.seconds(trigger.window),
    // One call a shard at a time: what is written of an item comes in its order.
    parallelizationFactor: 1,
    reportBatchItemFailures: true,
    bisectBatchOnError: true,
    retryAttempts: WORKER_RETRIES,
    onFailure: new S3OnFailureDestination(givenUp as IBucket),
    metricsConfig: { metrics: [MetricType.EVENT_COUNT] },
  });
  return { name, mapping: mapping.eventSourceMappingId };
}

/** What Lambda does in the role of a function: it reads the stream, and puts away what the function could not do. */
const statementsOfStream = (stream: string, { bucketArn }: Bucket): PolicyStatement[] => [
  new PolicyStatement({
    actions: ['DescribeStream', 'GetRecords', 'GetShardIterator', 'ListStreams'].map(
      (action) => `dynamodb:${action}`,
    ),
    resources: [stream],
  }),
  new PolicyStatement({ actions: ['s3:ListBucket'], resources: [bucketArn] }),
  // Lambda's own prefix: aws/lambda/<event source mapping>/<shard>/<date>/<time>-<random>
  new PolicyStatement({ actions: ['s3:PutObject'], resources: [`${bucketArn}/aws/lambda/*`] }),
];
