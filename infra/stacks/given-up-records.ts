import { Duration, type Stack, Validations } from 'aws-cdk-lib';
import { BlockPublicAccess, Bucket, BucketEncryption, type CfnBucket } from 'aws-cdk-lib/aws-s3';
import type { Stage } from '../stages.ts';

/** The bucket's name in the template. */
export const GIVEN_UP = 'GivenUp';

/**
 * Where Lambda puts records that a worker could not do, whole: a queue would get but their places in the stream, and the
 * stream keeps them for a day. They hold what the table holds, so they are kept as closely, and not for ever.
 */
export function addGivenUpRecords(stack: Stack, { removalPolicy }: Stage): Bucket {
  const bucket = new Bucket(stack, GIVEN_UP, {
    blockPublicAccess: BlockPublicAccess.BLOCK_ALL,
    encryption: BucketEncryption.S3_MANAGED,
    enforceSSL: true,
    lifecycleRules: [
      { expiration: Duration.days(90), abortIncompleteMultipartUploadAfter: Duration.days(1) },
    ],
    removalPolicy,
  });
  // Named in what is acknowledged of the roles that may write to it.
  (bucket.node.defaultChild as CfnBucket).overrideLogicalId(GIVEN_UP);
  Validations.of(bucket).acknowledge({
    id: 'AwsSolutions-S1',
    reason:
      'Nothing but Lambda writes to it, and an alarm tells of each object: CloudTrail can say who reads it',
  });
  return bucket;
}
