import { CfnOutput, Duration, RemovalPolicy, Stack, Validations } from 'aws-cdk-lib';
import type { HttpApi } from 'aws-cdk-lib/aws-apigatewayv2';
import { BlockPublicAccess, Bucket, BucketEncryption, ObjectOwnership } from 'aws-cdk-lib/aws-s3';
import type { Construct } from 'constructs';
import type { PublishedFile } from '../../functions/workers/publish-pages.ts';
import { addDistribution } from './console-distribution.ts';
import { addPublisher } from './console-publisher.ts';
import type { FunctionCode, ServiceStackProps } from './stack-props.ts';

export interface ConsoleStackProps extends ServiceStackProps {
  readonly code: FunctionCode;
  readonly httpApi: HttpApi;
  readonly pages: readonly PublishedFile[];
}

/** The console and the reference of a stage: their files in a private bucket, and what serves these with the API. */
export class ConsoleStack extends Stack {
  constructor(scope: Construct, id: string, props: ConsoleStackProps) {
    super(scope, id, props);
    const { stage, code, httpApi, pages } = props;
    const bucket = this.addBucket();
    const distribution = addDistribution(this, { stage, bucket, httpApi });
    addPublisher(this, { stage, code, bucket, pages });

    const target = distribution.distributionDomainName;
    new CfnOutput(this, 'ConsoleUrl', { value: `https://${stage.consoleDomain?.name ?? target}/` });
    if (stage.consoleDomain) new CfnOutput(this, 'ConsoleDomainTarget', { value: target });
  }

  /** Private: CloudFront alone reads it. All that is in it can be made anew, so it goes with its stack. */
  private addBucket(): Bucket {
    const bucket = new Bucket(this, 'Pages', {
      blockPublicAccess: BlockPublicAccess.BLOCK_ALL,
      objectOwnership: ObjectOwnership.BUCKET_OWNER_ENFORCED,
      encryption: BucketEncryption.S3_MANAGED,
      enforceSSL: true,
      minimumTLSVersion: 1.2,
      lifecycleRules: [{ abortIncompleteMultipartUploadAfter: Duration.days(1) }],
      removalPolicy: RemovalPolicy.DESTROY,
    });
    Validations.of(bucket).acknowledge({
      id: 'AwsSolutions-S1',
      reason: 'It holds the pages that everybody may load, and no data: only CloudFront reads it',
    });
    return bucket;
  }
}
