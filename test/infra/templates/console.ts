import type { App } from 'aws-cdk-lib';
import { AwsSolutionsChecks } from 'cdk-nag';
import { describe, expect, it } from 'vitest';
import { publishedFiles } from '../../../infra/pages/publish.ts';
import { securityHeaders } from '../../../infra/pages/security-headers.ts';
import { addService } from '../../../infra/stacks/service.ts';
import { type Stage, stages } from '../../../infra/stages.ts';
import packageJson from '../../../package.json' with { type: 'json' };
import {
  emptyCode,
  newApp,
  type Resource,
  referenceOf,
  resources,
  synthesize,
  synthesizeAnew,
  testedPages,
} from '../synthesized.ts';

const consoleDomain = {
  name: 'console.example',
  certificateArn: 'arn:aws:acm:us-east-1:123456789012:certificate/1234',
};

describe.each<Stage>([stages.dev, stages.staging])('the console of $name', (stage) => {
  const synthesized = synthesize(stage);
  const template = synthesized.stacks.console!;
  const only = (type: string): [string, Resource] => {
    const found = resources(template, type);
    expect(found).toHaveLength(1);
    return found[0] as [string, Resource];
  };
  const [bucket, { Properties: ofBucket, ...bucketFate }] = only('AWS::S3::Bucket');
  const [distribution, { Properties }] = only('AWS::CloudFront::Distribution');
  const { Origins, DefaultCacheBehavior, CacheBehaviors, CustomErrorResponses, ...config } =
    Properties.DistributionConfig;
  const originOf = (id: string) => Origins.find(({ Id }: { Id: string }) => Id === id);

  it('lies in a bucket that CloudFront alone may read, by TLS alone, and that goes with its stack', () => {
    expect(ofBucket).toMatchObject({
      BucketEncryption: {
        ServerSideEncryptionConfiguration: [{ ServerSideEncryptionByDefault: { SSEAlgorithm: 'AES256' } }],
      },
      PublicAccessBlockConfiguration: {
        ...{ BlockPublicAcls: true, BlockPublicPolicy: true },
        ...{ IgnorePublicAcls: true, RestrictPublicBuckets: true },
      },
      OwnershipControls: { Rules: [{ ObjectOwnership: 'BucketOwnerEnforced' }] },
    });
    expect(ofBucket).not.toHaveProperty('WebsiteConfiguration');
    expect(bucketFate.DeletionPolicy).toBe('Delete');
    const [, policy] = only('AWS::S3::BucketPolicy');
    const [tls, version, read, ...others] = policy.Properties.PolicyDocument.Statement;
    for (const denied of [tls, version])
      expect(denied).toMatchObject({ Effect: 'Deny', Action: 's3:*', Principal: { AWS: '*' } });
    expect(tls.Condition).toEqual({ Bool: { 'aws:SecureTransport': 'false' } });
    expect(version.Condition).toEqual({ NumericLessThan: { 's3:TlsVersion': 1.2 } });
    expect({ ...read, Resource: referenceOf(synthesized, read.Resource) }).toMatchObject({
      ...{ Effect: 'Allow', Action: 's3:GetObject', Principal: { Service: 'cloudfront.amazonaws.com' } },
      Resource: `${bucket}.Arn/*`,
    });
    expect(Object.keys(read.Condition)).toEqual(['StringEquals']);
    expect(referenceOf(synthesized, read.Condition.StringEquals['AWS:SourceArn'])).toBe(
      `arn:AWS::Partition:cloudfront::AWS::AccountId:distribution/${distribution}`,
    );
    expect(others).toEqual([]);
  });

  it('is served from this bucket at its own paths, and nothing else is', () => {
    expect(
      CacheBehaviors.map(({ PathPattern, AllowedMethods, ViewerProtocolPolicy }: Record<string, unknown>) => [
        ...[PathPattern, AllowedMethods, ViewerProtocolPolicy],
      ]),
    ).toEqual(
      ['/', '/console/*', '/docs', '/docs/*'].map((path) => [path, ['GET', 'HEAD'], 'redirect-to-https']),
    );
    for (const { TargetOriginId, Compress, CachePolicyId } of CacheBehaviors) {
      const { DomainName, OriginAccessControlId } = originOf(TargetOriginId);
      expect(referenceOf(synthesized, DomainName)).toBe(`${bucket}.RegionalDomainName`);
      const [control] = only('AWS::CloudFront::OriginAccessControl');
      expect(referenceOf(synthesized, OriginAccessControlId)).toBe(`${control}.Id`);
      // AWS's policy CachingOptimized.
      expect([Compress, CachePolicyId]).toEqual([true, '658327ea-f89d-4fab-a63d-7e88639e58f6']);
    }
  });

  it('has the API on the same origin: all methods, nothing kept, all headers but Host', () => {
    const { TargetOriginId, ...behavior } = DefaultCacheBehavior;
    expect(behavior).toEqual({
      AllowedMethods: ['GET', 'HEAD', 'OPTIONS', 'PUT', 'PATCH', 'POST', 'DELETE'],
      // AWS's policies CachingDisabled and AllViewerExceptHostHeader.
      CachePolicyId: '4135ea2d-6df8-44a3-9df3-4b5a84be39ad',
      OriginRequestPolicyId: 'b689b0a8-53d0-40ab-baf2-68738e2966ac',
      ViewerProtocolPolicy: 'https-only',
      Compress: false,
    });
    const { DomainName, CustomOriginConfig } = originOf(TargetOriginId);
    const [[api]] = resources(synthesized.api, 'AWS::ApiGatewayV2::Api') as [[string, Resource]];
    expect(referenceOf(synthesized, DomainName)).toBe(`${api}.execute-api.AWS::Region.AWS::URLSuffix`);
    expect(CustomOriginConfig).toEqual({
      ...{ OriginProtocolPolicy: 'https-only', OriginSSLProtocols: ['TLSv1.2'], OriginReadTimeout: 30 },
    });
  });

  it('keeps no error, so that one caller’s refusal never becomes another’s, and replaces none', () => {
    const codes = [400, 403, 404, 405, 414, 416, 500, 501, 502, 503, 504];
    expect(CustomErrorResponses).toEqual(codes.map((ErrorCode) => ({ ErrorCode, ErrorCachingMinTTL: 0 })));
  });

  it('speaks HTTP/2 and 3, IPv4 and IPv6, and finds its root', () => {
    expect(config).toEqual({
      Comment: `offboard-${stage.name}: console, reference and API`,
      DefaultRootObject: 'console/index.html',
      Enabled: true,
      HttpVersion: 'http2and3',
      IPV6Enabled: true,
      PriceClass: 'PriceClass_200',
    });
  });

  it.each([
    ['/', '/'],
    ['/console/*', '/console/main-ABC.js'],
    ['/docs', '/docs'],
    ['/docs/*', '/docs/'],
  ])('sends what is at %s with the headers of the local stack, and with HSTS', (pattern, path) => {
    const { ResponseHeadersPolicyId } = CacheBehaviors.find(
      ({ PathPattern }: { PathPattern: string }) => PathPattern === pattern,
    );
    const policy = new Map(resources(template, 'AWS::CloudFront::ResponseHeadersPolicy')).get(
      ResponseHeadersPolicyId.Ref,
    )!.Properties.ResponseHeadersPolicyConfig;
    const named = policy.SecurityHeadersConfig;
    expect(named.StrictTransportSecurity).toEqual({ AccessControlMaxAgeSec: 31_536_000, Override: true });
    const custom = policy.CustomHeadersConfig.Items as { Header: string; Value: string }[];
    expect({
      'content-security-policy': named.ContentSecurityPolicy.ContentSecurityPolicy,
      ...(named.ContentTypeOptions.Override && { 'x-content-type-options': 'nosniff' }),
      'x-frame-options': named.FrameOptions.FrameOption,
      'referrer-policy': named.ReferrerPolicy.ReferrerPolicy,
      ...Object.fromEntries(custom.map(({ Header, Value }) => [Header, Value])),
    }).toEqual(securityHeaders(path));
  });

  it('is published anew when any of its files has changed', () => {
    const properties = (of = synthesized) =>
      resources(of.stacks.console!, 'Custom::PublishedPages').map(([, { Properties }]) => Properties);
    const [published] = properties();
    expect(published).toEqual({
      ServiceToken: { 'Fn::GetAtt': ['InfraPublishPages', 'Arn'] },
      ServiceTimeout: '180',
      Bucket: { Ref: bucket },
      Keys: ['console/config.json', 'console/index.html', 'console/main-ABC.js', 'docs', 'docs/'],
      Content: expect.stringMatching(/^[0-9a-f]{64}$/),
    });
    const renderer = { type: 'text/javascript', content: Buffer.from('new'), isImmutable: false };
    const pages = publishedFiles(new Map([...testedPages, ['/docs', renderer]]), stage);
    const [changed] = properties(synthesizeAnew(stage, { pages }));
    expect(changed!.Keys).toEqual(published!.Keys);
    expect(changed!.Content).not.toBe(published!.Content);
  });
});

describe('the files of the console', () => {
  it('are kept for good where their names change with them, and are asked for each time else', () => {
    const files = publishedFiles(testedPages, stages.staging);
    expect(files.map(({ key, type, cacheControl }) => [key, type, cacheControl])).toEqual([
      ['console/config.json', 'application/json', 'no-cache'],
      ['console/index.html', 'text/plain', 'no-cache'],
      ['console/main-ABC.js', 'text/plain', 'public, max-age=31536000, immutable'],
      ['docs', 'text/plain', 'no-cache'],
      ['docs/', 'text/plain', 'no-cache'],
    ]);
    expect(JSON.parse(Buffer.from(files[0]!.content, 'base64').toString())).toEqual({
      ...{ stage: 'staging', version: packageJson.version, sandbox: false },
    });
  });
});

it('a console with a domain of its own has its certificate, and TLS 1.2 at least', () => {
  const stage: Stage = { ...stages.staging, consoleDomain };
  const template = synthesize(stage).stacks.console!;
  const [[, { Properties }]] = resources(template, 'AWS::CloudFront::Distribution') as [[string, Resource]];
  expect(Properties.DistributionConfig).toMatchObject({
    Aliases: ['console.example'],
    ViewerCertificate: {
      AcmCertificateArn: consoleDomain.certificateArn,
      MinimumProtocolVersion: 'TLSv1.2_2021',
      SslSupportMethod: 'sni-only',
    },
  });
  expect(template.toJSON().Outputs).toMatchObject({
    ConsoleUrl: { Value: 'https://console.example/' },
    ConsoleDomainTarget: { Value: { 'Fn::GetAtt': [expect.any(String), 'DomainName'] } },
  });
  const app = newApp();
  addService(app, stage, emptyCode());
  expect(findings(app)).toEqual([]);
});

it('prod has no console until its stage says so', () => {
  expect(synthesize(stages.prod).stacks).not.toHaveProperty('console');
  expect(synthesize({ ...stages.prod, console: true }).stacks).toHaveProperty('console');
});

const findings = (app: App): string[] =>
  new AwsSolutionsChecks(app).validateScope(app).violations.map(({ ruleName }) => ruleName);
