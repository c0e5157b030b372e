import { describe, expect, it } from 'vitest';
import { dialects, operations } from '../../../functions/operations.ts';
import { functionEnvironment } from '../../../infra/functions/environment.ts';
import { logicalId } from '../../../infra/names.ts';
import { type Stage, stages } from '../../../infra/stages.ts';
import packageJson from '../../../package.json' with { type: 'json' };
import type { Grants, Operation } from '../../../shared/http/operation.ts';
import {
  type Resource,
  referenceOf,
  resources,
  resourcesOfAll,
  synthesize,
  templateOf,
} from '../synthesized.ts';
import { testedWorkers } from '../workers.ts';

const operation: readonly Operation[] = operations.map(({ operation }) => operation);
const all: readonly Pick<Operation, 'name' | 'grants' | 'memory'>[] = [
  ...operation,
  { name: 'service/unrouted/reject-unrouted', grants: {} as Grants },
];

describe.each<Stage>(Object.values(stages))('the functions of $name', (stage) => {
  const synthesized = synthesize(stage);
  const functionOf = (name: string) =>
    new Map(resources(templateOf(synthesized, name), 'AWS::Lambda::Function')).get(logicalId(name))!;
  const [[publicKey]] = resources(synthesized.data, 'Custom::PublicKey') as [[string, Resource]];

  it('are one for each operation, in the stack of its dialect, and one for the rest', () => {
    for (const [dialect, operations] of Object.entries(dialects)) {
      const names: string[] = operations.map(({ operation }) => operation.name);
      if (dialect === 'service') names.push('service/unrouted/reject-unrouted');
      const functions = resources(templateOf(synthesized, `${dialect}/`), 'AWS::Lambda::Function');
      expect(functions.map(([id]) => id).sort()).toEqual(names.map(logicalId).sort());
    }
    // The reader of the public key is the one more, and the publisher of the console's pages.
    const others = testedWorkers.length + (stage.name === 'prod' ? 1 : 2);
    expect(resourcesOfAll(synthesized, 'AWS::Lambda::Function')).toHaveLength(all.length + others);
  });

  it.each(all)('$name: arm64, Node 24, time-out, memory, JSON log, tracing', ({ name, memory = 512 }) => {
    const { Properties } = functionOf(name);
    const LogGroup = { Ref: expect.stringMatching(/^Log[0-9A-F]{8}$/) };
    expect(Properties).toEqual({
      FunctionName: `offboard-${stage.name}-${name.replace(/\/.*\//, '-')}`,
      Description: expect.any(String),
      Architectures: ['arm64'],
      Runtime: 'nodejs24.x',
      Handler: 'index.handler',
      Timeout: 15,
      MemorySize: memory,
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
  });

  it.each(operation)('$name: the environment of its grants', ({ name, grants }) => {
    const { TOKEN_PUBLIC_KEY, FILES_URL, ...variables } = functionOf(name).Properties.Environment.Variables;
    const endpoint = (service: string) => ({
      'Fn::Join': ['', [`https://${service}.`, { Ref: 'AWS::Region' }, '.', { Ref: 'AWS::URLSuffix' }]],
    });
    const usesDynamoDb = grants.receivables || grants.credentials;
    const {
      TOKEN_PUBLIC_KEY: expected,
      FILES_URL: filesUrl,
      ...others
    } = functionEnvironment(grants, {
      stage: stage.name,
      publicKey: `${publicKey}.PublicKey`,
      filesUrl: `https://offboard-${stage.name}-files-AWS::AccountId-AWS::Region.s3.AWS::Region.AWS::URLSuffix`,
      restorationDays: stage.restorationDays,
      historyDays: stage.historyDays,
    });
    expect(TOKEN_PUBLIC_KEY && referenceOf(synthesized, TOKEN_PUBLIC_KEY)).toBe(expected);
    expect(FILES_URL && referenceOf(synthesized, FILES_URL)).toBe(filesUrl);
    expect(variables).toEqual({
      ...others,
      LOG_LEVEL: stage.logLevel,
      // Only in dev, where `sam local` may put others in their place.
      ...(stage.name === 'dev' && usesDynamoDb && { AWS_ENDPOINT_URL_DYNAMODB: endpoint('dynamodb') }),
      ...(stage.name === 'dev' && grants.tokenKey === 'sign' && { AWS_ENDPOINT_URL_KMS: endpoint('kms') }),
    });
  });

  it('tell the one for the rest no more than where it runs: the routes are in its bundle', () => {
    const { Variables } = functionOf('service/unrouted/reject-unrouted').Properties.Environment;
    expect(Variables).toEqual({
      STAGE: stage.name,
      SERVICE_VERSION: packageJson.version,
      LOG_LEVEL: stage.logLevel,
    });
  });

  it.each(Object.keys(dialects))('write one log for all of %s, which counts their crashes', (dialect) => {
    const template = templateOf(synthesized, `${dialect}/`);
    const [[id]] = resources(template, 'AWS::Logs::LogGroup') as [[string, Resource]];
    for (const [, { Properties }] of resources(template, 'AWS::Lambda::Function'))
      expect(Properties.LoggingConfig.LogGroup).toEqual({ Ref: id });
    expect(resources(template, 'AWS::Logs::MetricFilter').map(([, { Properties }]) => Properties)).toEqual([
      {
        LogGroupName: { Ref: id },
        FilterPattern: '{ ($.type = "platform.report") && ($.record.status != "success") }',
        MetricTransformations: [
          {
            MetricNamespace: `offboard-${stage.name}`,
            MetricName: `${dialect}-crashes`,
            MetricValue: '1',
          },
        ],
      },
    ]);
  });

  it('have logs that are kept as long as the stage says', () => {
    const logs = resourcesOfAll(synthesized, 'AWS::Logs::LogGroup').map(([, log]) => log);
    const kept = stage.name === 'dev' ? 'Delete' : 'RetainExceptOnCreate';
    for (const { DeletionPolicy, Properties } of logs) {
      expect([DeletionPolicy, Properties.RetentionInDays]).toEqual([kept, stage.logRetention]);
    }
    // One for each dialect, the workers', the access log, that of the reader of the public key, and the publisher's.
    expect(logs).toHaveLength(Object.keys(dialects).length + (stage.name === 'prod' ? 3 : 4));
  });
});

it('an outside issuer of Amili tokens is told to whoever verifies tokens', () => {
  const amiliIssuer = { issuer: 'https://id.example', audience: 'arm', jwksUrl: 'https://id.example/keys' };
  const synthesized = synthesize({ ...stages.staging, amiliIssuer });
  const functions = new Map(resourcesOfAll(synthesized, 'AWS::Lambda::Function'));
  for (const { name, grants } of all) {
    const { AMILI_ISSUER, AMILI_TOKEN_AUDIENCE, AMILI_JWKS_URL } = functions.get(logicalId(name))!.Properties
      .Environment.Variables;
    const told =
      grants.tokenKey === 'verify' ? Object.values(amiliIssuer) : [undefined, undefined, undefined];
    expect([name, AMILI_ISSUER, AMILI_TOKEN_AUDIENCE, AMILI_JWKS_URL]).toEqual([name, ...told]);
  }
});
