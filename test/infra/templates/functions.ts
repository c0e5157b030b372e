import { describe, expect, it } from 'vitest';
import { operations } from '../../../functions/operations.ts';
import { functionEnvironment } from '../../../infra/functions/environment.ts';
import { logicalId } from '../../../infra/names.ts';
import { type Stage, stages } from '../../../infra/stages.ts';
import type { Grants } from '../../../shared/http/operation.ts';
import { type Resource, referenceOf, resources, synthesize } from '../synthesized.ts';

const operation = operations.map(({ operation }) => operation);
const all = [...operation, { name: 'service/unrouted/reject-unrouted', grants: {} as Grants }];

describe.each<Stage>(Object.values(stages))('the functions of $name', (stage) => {
  const synthesized = synthesize(stage);
  const functions = new Map(resources(synthesized.api, 'AWS::Lambda::Function'));
  const logs = new Map(resources(synthesized.api, 'AWS::Logs::LogGroup'));
  const [[publicKey]] = resources(synthesized.data, 'Custom::PublicKey') as [[string, Resource]];

  it('are one for each operation, and one for the rest', () => {
    expect([...functions.keys()].sort()).toEqual(all.map(({ name }) => logicalId(name)).sort());
  });

  it.each(all)('$name: arm64, Node 24, time-out, memory, JSON log, tracing', ({ name }) => {
    const { Properties } = functions.get(logicalId(name))!;
    const LogGroup = { Ref: expect.stringMatching(`^${logicalId(name)}Log[0-9A-F]{8}$`) };
    expect(Properties).toEqual({
      FunctionName: `offboard-${stage.name}-${name.replace(/\/.*\//, '-')}`,
      Description: expect.any(String),
      Architectures: ['arm64'],
      Runtime: 'nodejs24.x',
      Handler: 'index.handler',
      Timeout: 15,
      MemorySize: 512,
      Code: expect.anything(),
      Role: expect.anything(),
      Environment: expect.anything(),
      LoggingConfig: { LogFormat: 'JSON', ApplicationLogLevel: stage.logLevel.toUpperCase(), LogGroup },
      TracingConfig: { Mode: 'Active' },
      Tags: [
        { Key: 'service', Value: 'offboard' },
        { Key: 'stage', Value: stage.name },
      ],
    });
    expect(Properties.FunctionName.length).toBeLessThanOrEqual(64);
    expect(logs.get(Properties.LoggingConfig.LogGroup.Ref)!.Properties.RetentionInDays).toBe(
      stage.logRetention,
    );
  });

  it.each(operation)('$name: the environment of its grants', ({ name, grants }) => {
    const { TOKEN_PUBLIC_KEY, ...variables } = functions.get(logicalId(name))!.Properties.Environment
      .Variables;
    const endpoint = (service: string) => ({
      'Fn::Join': ['', [`https://${service}.`, { Ref: 'AWS::Region' }, '.', { Ref: 'AWS::URLSuffix' }]],
    });
    const usesDynamoDb = grants.receivables || grants.credentials;
    const { TOKEN_PUBLIC_KEY: expected, ...others } = functionEnvironment(grants, {
      stage: stage.name,
      publicKey: `${publicKey}.PublicKey`,
    });
    expect(TOKEN_PUBLIC_KEY && referenceOf(synthesized, TOKEN_PUBLIC_KEY)).toBe(expected);
    expect(variables).toEqual({
      ...others,
      LOG_LEVEL: stage.logLevel,
      // Only in dev, where `sam local` may put others in their place.
      ...(stage.name === 'dev' && usesDynamoDb && { AWS_ENDPOINT_URL_DYNAMODB: endpoint('dynamodb') }),
      ...(stage.name === 'dev' && grants.tokenKey === 'sign' && { AWS_ENDPOINT_URL_KMS: endpoint('kms') }),
    });
  });

  it('tell the one for the rest no more than where it runs: the routes are in its bundle', () => {
    const { Variables } = functions.get('ServiceRejectUnrouted')!.Properties.Environment;
    expect(Variables).toEqual({ STAGE: stage.name, SERVICE_VERSION: '0.1.0', LOG_LEVEL: stage.logLevel });
  });

  it('have logs that are kept as long as the stage says', () => {
    const kept = stage.name === 'dev' ? 'Delete' : 'RetainExceptOnCreate';
    for (const { DeletionPolicy } of logs.values()) expect(DeletionPolicy).toBe(kept);
    // One for each function, and the access log.
    expect(logs.size).toBe(functions.size + 1);
  });
});

it('an outside issuer of Amili tokens is told to whoever verifies tokens', () => {
  const amiliIssuer = { issuer: 'https://id.example', audience: 'arm', jwksUrl: 'https://id.example/keys' };
  const functions = new Map(
    resources(synthesize({ ...stages.staging, amiliIssuer }).api, 'AWS::Lambda::Function'),
  );
  for (const { name, grants } of all) {
    const { AMILI_ISSUER, AMILI_TOKEN_AUDIENCE, AMILI_JWKS_URL } = functions.get(logicalId(name))!.Properties
      .Environment.Variables;
    const told =
      grants.tokenKey === 'verify' ? Object.values(amiliIssuer) : [undefined, undefined, undefined];
    expect([name, AMILI_ISSUER, AMILI_TOKEN_AUDIENCE, AMILI_JWKS_URL]).toEqual([name, ...told]);
  }
});
