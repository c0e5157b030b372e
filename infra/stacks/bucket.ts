import { Duration, RemovalPolicy, Stack, Token, Validations } from 'aws-cdk-lib';
import { BlockPublicAccess, Bucket, BucketEncryption, ObjectOwnership } from 'aws-cdk-lib/aws-s3';
import type { Construct } from 'constructs';
import { resourceNames } from '../names.ts';
import type { Stage } from '../stages.ts';

/**
 * The bucket of files' contents: private, encrypted, reached by TLS alone. Where data is kept, what is overwritten or
 * deleted by hand can be brought back for as many days as the tables can.
 */
export function addBucket(scope: Construct, id: string, stage: Stage): Bucket {
  const isKept = stage.removalPolicy !== RemovalPolicy.DESTROY;
  const bucket = new Bucket(scope, id, {
    bucketName: bucketNameIn(scope, stage),
    blockPublicAccess: BlockPublicAccess.BLOCK_ALL,
    objectOwnership: ObjectOwnership.BUCKET_OWNER_ENFORCED,
    encryption: BucketEncryption.S3_MANAGED,
    enforceSSL: true,
    minimumTLSVersion: 1.2,
    versioned: isKept,
    ...(isKept && {
      lifecycleRules: [{ noncurrentVersionExpiration: Duration.days(stage.recoveryDays) }],
    }),
    removalPolicy: stage.removalPolicy,
  });
  Validations.of(bucket).acknowledge({
    id: 'AwsSolutions-S1',
    reason:
      'Only the functions reach it, by the prefix of their dialect, and each of their requests has its log line',
  });
  return bucket;
}

/** The bucket as other stacks name it. Its name says where it is, so that they need no output of its stack. */
export function bucketOf(scope: Construct, stage: Stage) {
  const { region, urlSuffix } = Stack.of(scope);
  return {
    url: `https://${bucketNameIn(scope, stage)}.s3.${region}.${urlSuffix}`,
    arnBelow: (prefix: string) => arnBelow(scope, stage, prefix),
    /** What cdk-nag finds in a role that may do something below a prefix, and why it must be so. */
    wildcardBelow: (prefix: string) => ({
      id: `AwsSolutions-IAM5[Resource::${arnBelow(scope, stage, prefix, asNamed)}]`,
      reason:
        'A key for each file, drawn when it is stored: the prefix is that of the function’s own dialect',
    }),
  };
}

/** How what only CloudFormation may know is written. */
type Written = (value: string, name: string) => string;

const asToken: Written = (value) => value;

/** As cdk-nag does it, which knows whatever the app knows. */
const asNamed: Written = (value, name) => (Token.isUnresolved(value) ? `<AWS::${name}>` : value);

function arnBelow(scope: Construct, stage: Stage, prefix: string, written = asToken): string {
  const partition = written(Stack.of(scope).partition, 'Partition');
  return `arn:${partition}:s3:::${bucketNameIn(scope, stage, written)}/${prefix}/*`;
}

/** A bucket's name is unique in all of AWS. */
function bucketNameIn(scope: Construct, { name }: Stage, written = asToken): string {
  const { account, region } = Stack.of(scope);
  return `${resourceNames(name).filesBucket}-${written(account, 'AccountId')}-${written(region, 'Region')}`;
}
