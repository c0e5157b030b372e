import { Duration, type Stack, Validations } from 'aws-cdk-lib';
import type { HttpApi } from 'aws-cdk-lib/aws-apigatewayv2';
import { Certificate } from 'aws-cdk-lib/aws-certificatemanager';
import {
  AllowedMethods,
  type BehaviorOptions,
  CachePolicy,
  Distribution,
  type ErrorResponse,
  HttpVersion,
  OriginProtocolPolicy,
  OriginRequestPolicy,
  OriginSslPolicy,
  PriceClass,
  type ResponseHeadersPolicy,
  SecurityPolicyProtocol,
  ViewerProtocolPolicy,
} from 'aws-cdk-lib/aws-cloudfront';
import { HttpOrigin, S3BucketOrigin } from 'aws-cdk-lib/aws-cloudfront-origins';
import type { Bucket, IBucket } from 'aws-cdk-lib/aws-s3';
import { ROOT_KEY } from '../pages/publish.ts';
import type { ConsoleDomain, Stage } from '../stages.ts';
import { addPageHeaders } from './page-headers.ts';

interface DistributionProps {
  readonly stage: Stage;
  readonly bucket: Bucket;
  readonly httpApi: HttpApi;
}

/** Pages and API on one origin, so that pages need no CORS and may load from nowhere else. */
export function addDistribution(
  stack: Stack,
  { stage: { name, consoleDomain }, bucket, httpApi }: DistributionProps,
): Distribution {
  const origin = S3BucketOrigin.withOriginAccessControl(bucket as IBucket);
  const page = (responseHeadersPolicy: ResponseHeadersPolicy): BehaviorOptions => ({
    ...{ origin, responseHeadersPolicy },
    viewerProtocolPolicy: ViewerProtocolPolicy.REDIRECT_TO_HTTPS,
    allowedMethods: AllowedMethods.ALLOW_GET_HEAD,
    cachePolicy: CachePolicy.CACHING_OPTIMIZED,
    compress: true,
  });
  const console = page(addPageHeaders(stack, 'ConsoleHeaders', '/'));
  const reference = page(addPageHeaders(stack, 'ReferenceHeaders', '/docs'));
  const distribution = new Distribution(stack, 'Distribution', {
    comment: `offboard-${name}: console, reference and API`,
    defaultBehavior: apiBehavior(stack, httpApi),
    additionalBehaviors: {
      ...{ '/': console, '/console/*': console },
      ...{ '/docs': reference, '/docs/*': reference },
    },
    defaultRootObject: ROOT_KEY,
    errorResponses: UNCACHED_ERRORS,
    httpVersion: HttpVersion.HTTP2_AND_3,
    enableIpv6: true,
    // EnKash's clients are in India, which the cheapest class leaves out.
    priceClass: PriceClass.PRICE_CLASS_200,
    ...(consoleDomain && domainOf(stack, consoleDomain)),
  });
  acknowledge(distribution, consoleDomain);
  return distribution;
}

/**
 * The API as its own domain has it: all methods, nothing cached, and all that the client sent but `Host`, by which API
 * Gateway finds the API. CloudFront does not send a write again that was not answered.
 */
const apiBehavior = ({ region, urlSuffix }: Stack, { apiId }: HttpApi): BehaviorOptions => ({
  origin: new HttpOrigin(`${apiId}.execute-api.${region}.${urlSuffix}`, {
    protocolPolicy: OriginProtocolPolicy.HTTPS_ONLY,
    originSslProtocols: [OriginSslPolicy.TLS_V1_2],
    // As long as API Gateway itself waits for a function.
    readTimeout: Duration.seconds(30),
  }),
  // A redirect would come after a key has been sent in the open.
  viewerProtocolPolicy: ViewerProtocolPolicy.HTTPS_ONLY,
  allowedMethods: AllowedMethods.ALLOW_ALL,
  cachePolicy: CachePolicy.CACHING_DISABLED,
  originRequestPolicy: OriginRequestPolicy.ALL_VIEWER_EXCEPT_HOST_HEADER,
  compress: false,
});

/**
 * Else CloudFront keeps errors for ten seconds, whoever asked: by the path alone, whatever the cache policy is, and all
 * but 404, 414 and 501 in spite of the API's `no-store`. One caller's 403 would be another's.
 * https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/custom-error-pages-expiration.html
 */
const UNCACHED_ERRORS: ErrorResponse[] = [400, 403, 404, 405, 414, 416, 500, 501, 502, 503, 504].map(
  (httpStatus) => ({ httpStatus, ttl: Duration.seconds(0) }),
);

const domainOf = (stack: Stack, { name, certificateArn }: ConsoleDomain) => ({
  domainNames: [name],
  certificate: Certificate.fromCertificateArn(stack, 'Certificate', certificateArn),
  minimumProtocolVersion: SecurityPolicyProtocol.TLS_V1_2_2021,
});

function acknowledge(distribution: Distribution, domain: ConsoleDomain | undefined): void {
  Validations.of(distribution).acknowledge(
    {
      id: 'AwsSolutions-CFR1',
      reason: 'Operators and clients may be anywhere: who may call is decided by keys and tokens',
    },
    {
      id: 'AwsSolutions-CFR2',
      reason: 'The API has its own domain beside this one: throttles of its stage hold for both',
    },
    {
      id: 'AwsSolutions-CFR3',
      reason:
        'The API logs each of its requests without queries, which may hold names: CloudFront’s log would have them',
    },
  );
  if (domain) return;
  Validations.of(distribution).acknowledge({
    id: 'AwsSolutions-CFR4',
    reason:
      'Without a domain of its own it has CloudFront’s certificate, for which AWS chooses the protocols',
  });
}
