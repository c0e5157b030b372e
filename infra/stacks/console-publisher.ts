import { createHash } from 'node:crypto';
import { CustomResource, Duration, type Stack } from 'aws-cdk-lib';
import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import type { Bucket, CfnBucket } from 'aws-cdk-lib/aws-s3';
import type { PublishedFile, PublishedPages } from '../../functions/workers/publish-pages.ts';
import { publishPages } from '../../functions/workers.ts';
import { functionEnvironment } from '../functions/environment.ts';
import type { Stage } from '../stages.ts';
import { addLog } from './log.ts';
import { addFunction } from './service-function.ts';
import type { FunctionCode } from './stack-props.ts';

/** By its name AWS knows that no route and no stream calls it. */
const PUBLISHER = 'infra/publish-pages';

interface PublisherProps {
  readonly stage: Stage;
  readonly code: FunctionCode;
  readonly bucket: Bucket;
  readonly pages: readonly PublishedFile[];
}

/**
 * What puts the pages into their bucket while the stack is deployed. The CDK's BucketDeployment does that with 22 MB of
 * AWS CLI, a managed policy and the right to read all assets; this one may write to one bucket, and knows which files the
 * version before had.
 */
export function addPublisher(stack: Stack, { stage, code, bucket, pages }: PublisherProps): void {
  const { bucketArn, bucketName } = bucket;
  const bucketId = stack.getLogicalId(bucket.node.defaultChild as CfnBucket);
  const publisher = addFunction(stack, {
    stage,
    code,
    log: addLog(stack, 'PublisherLog', stage),
    name: publishPages.name,
    deployedAs: PUBLISHER,
    description: 'Puts the pages into their bucket while a stack is deployed',
    statements: [
      new PolicyStatement({ actions: ['s3:ListBucket'], resources: [bucketArn] }),
      new PolicyStatement({
        actions: ['s3:PutObject', 's3:DeleteObject'],
        resources: [`${bucketArn}/*`],
      }),
    ],
    acknowledged: {
      id: `AwsSolutions-IAM5[Resource::<${bucketId}.Arn>/*]`,
      reason: 'The names of the pages’ files change with what is in them, and the bucket holds nothing else',
    },
    environment: functionEnvironment(publishPages.grants, {
      stage: stage.name,
      ...{ publicKey: '', filesUrl: '', historyDays: 0, restorationDays: 0 },
    }),
    // It waits for its own permissions, which may take half a minute.
    timeout: Duration.minutes(2),
  });
  const properties: PublishedPages = { Bucket: bucketName, Keys: pages.map(({ key }) => key) };
  new CustomResource(stack, 'PublishedPages', {
    resourceType: 'Custom::PublishedPages',
    serviceToken: publisher.functionArn,
    serviceTimeout: Duration.minutes(3),
    // CloudFormation calls it where a property has changed.
    properties: { ...properties, Content: createHash('sha256').update(JSON.stringify(pages)).digest('hex') },
  });
}
