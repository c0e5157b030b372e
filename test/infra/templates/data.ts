import { describe, expect, it } from 'vitest';
import { stages } from '../../../infra/stages.ts';
import { type TableDefinition, tableDefinitions } from '../../../shared/dynamodb/table-definitions.ts';
import { type Resource, referenceOf, resources, synthesize, synthesizeAnew } from '../synthesized.ts';

/** Data survives its stack everywhere but in dev. */
const PROTECTION = {
  dev: { deletion: 'Delete', replacement: 'Delete', protected: false, recoveryDays: 1 },
  staging: { deletion: 'RetainExceptOnCreate', replacement: 'Retain', protected: false, recoveryDays: 7 },
  prod: { deletion: 'RetainExceptOnCreate', replacement: 'Retain', protected: true, recoveryDays: 35 },
};

describe.each(Object.values(stages))('the data of $name', (stage) => {
  const { data } = synthesize(stage);
  const expected = PROTECTION[stage.name];
  const only = (type: string): [string, Resource] => {
    const found = resources(data, type);
    expect(found).toHaveLength(1);
    return found[0] as [string, Resource];
  };

  it.each(['receivables', 'credentials'] as const)(
    'the table of %s: keys, on demand, encrypted, restorable',
    (name) => {
      const TableName = `offboard-${stage.name}-${name}`;
      const [, table] = resources(data, 'AWS::DynamoDB::Table').find(
        ([, { Properties }]) => Properties.TableName === TableName,
      )!;
      const { partitionKey, sortKey, indexes, stream }: TableDefinition = tableDefinitions[name];
      const keys = (hash: string, range: string) => [
        { AttributeName: hash, KeyType: 'HASH' },
        { AttributeName: range, KeyType: 'RANGE' },
      ];
      const indexed = indexes.map((index) => ({
        IndexName: index.name,
        KeySchema: keys(index.partitionKey, index.sortKey),
        Projection:
          index.projects.length > 0
            ? { ProjectionType: 'INCLUDE', NonKeyAttributes: index.projects }
            : { ProjectionType: 'KEYS_ONLY' },
      }));
      const attributes = new Set([
        'pk',
        'sk',
        ...indexes.flatMap((index) => [index.partitionKey, index.sortKey]),
      ]);
      expect(table.Properties).toEqual({
        TableName,
        KeySchema: keys(partitionKey, sortKey),
        AttributeDefinitions: [...attributes].map((AttributeName) => ({ AttributeName, AttributeType: 'S' })),
        ...(indexed.length > 0 && { GlobalSecondaryIndexes: indexed }),
        ...(stream && { StreamSpecification: { StreamViewType: 'NEW_AND_OLD_IMAGES' } }),
        BillingMode: 'PAY_PER_REQUEST',
        SSESpecification: { SSEEnabled: true },
        PointInTimeRecoverySpecification: {
          PointInTimeRecoveryEnabled: true,
          RecoveryPeriodInDays: expected.recoveryDays,
        },
        TimeToLiveSpecification: { AttributeName: 'expiresAt', Enabled: true },
        DeletionProtectionEnabled: expected.protected,
        Tags: expect.anything(),
      });
      expect([table.DeletionPolicy, table.UpdateReplacePolicy]).toEqual([
        expected.deletion,
        expected.replacement,
      ]);
    },
  );

  it('has two tables', () => {
    expect(resources(data, 'AWS::DynamoDB::Table')).toHaveLength(2);
  });

  it('the bucket of files: private, encrypted, kept like the tables', () => {
    const [id, bucket] = only('AWS::S3::Bucket');
    const isKept = stage.name !== 'dev';
    const { BucketName, Tags: _, ...properties } = bucket.Properties;
    expect(referenceOf({ stacks: {} }, BucketName)).toBe(
      `offboard-${stage.name}-files-AWS::AccountId-AWS::Region`,
    );
    expect(properties).toEqual({
      BucketEncryption: {
        ServerSideEncryptionConfiguration: [{ ServerSideEncryptionByDefault: { SSEAlgorithm: 'AES256' } }],
      },
      PublicAccessBlockConfiguration: {
        BlockPublicAcls: true,
        BlockPublicPolicy: true,
        IgnorePublicAcls: true,
        RestrictPublicBuckets: true,
      },
      OwnershipControls: { Rules: [{ ObjectOwnership: 'BucketOwnerEnforced' }] },
      ...(isKept && {
        VersioningConfiguration: { Status: 'Enabled' },
        LifecycleConfiguration: {
          Rules: [
            {
              NoncurrentVersionExpiration: { NoncurrentDays: expected.recoveryDays },
              Status: 'Enabled',
            },
          ],
        },
      }),
    });
    expect([bucket.DeletionPolicy, bucket.UpdateReplacePolicy]).toEqual([
      expected.deletion,
      expected.replacement,
    ]);
    const [, policy] = only('AWS::S3::BucketPolicy');
    expect(policy.Properties.Bucket).toEqual({ Ref: id });
    const denied = { Action: 's3:*', Effect: 'Deny', Principal: { AWS: '*' } };
    const Resource = [
      { 'Fn::GetAtt': [id, 'Arn'] },
      { 'Fn::Join': ['', [{ 'Fn::GetAtt': [id, 'Arn'] }, '/*']] },
    ];
    expect(policy.Properties.PolicyDocument.Statement).toEqual([
      { ...denied, Resource, Condition: { Bool: { 'aws:SecureTransport': 'false' } } },
      { ...denied, Resource, Condition: { NumericLessThan: { 's3:TlsVersion': 1.2 } } },
    ]);
  });

  it('the bus of events, an archive of them, and a queue for what targets do not take', () => {
    const [bus, { Properties }] = only('AWS::Events::EventBus');
    const [, archive] = only('AWS::Events::Archive');
    const [queue, undelivered] = only('AWS::SQS::Queue');
    expect(Properties).toMatchObject({ Name: `offboard-${stage.name}` });
    expect(archive.Properties).toMatchObject({
      ArchiveName: `offboard-${stage.name}-events`,
      SourceArn: { 'Fn::GetAtt': [bus, 'Arn'] },
      EventPattern: { source: [`/offboard/${stage.name}`] },
      RetentionDays: { dev: 7, staging: 30, prod: 90 }[stage.name],
    });
    expect(undelivered.Properties).toMatchObject({
      QueueName: `offboard-${stage.name}-undelivered-events`,
      SqsManagedSseEnabled: true,
      MessageRetentionPeriod: 14 * 86_400,
    });
    for (const { DeletionPolicy } of [archive, undelivered]) expect(DeletionPolicy).toBe(expected.deletion);
    const [, policy] = only('AWS::SQS::QueuePolicy');
    const [tls, rules] = policy.Properties.PolicyDocument.Statement;
    expect(tls).toMatchObject({ Effect: 'Deny', Condition: { Bool: { 'aws:SecureTransport': 'false' } } });
    expect(referenceOf({ stacks: {} }, rules.Condition.ArnLike['aws:SourceArn'])).toBe(
      `arn:AWS::Partition:events:AWS::Region:AWS::AccountId:rule/offboard-${stage.name}/*`,
    );
    expect(rules).toMatchObject({
      ...{ Effect: 'Allow', Action: 'sqs:SendMessage', Principal: { Service: 'events.amazonaws.com' } },
      Resource: { 'Fn::GetAtt': [queue, 'Arn'] },
    });
    expect(policy.Properties.PolicyDocument.Statement).toHaveLength(2);
  });

  it('the signing key: RSA, signs and verifies, kept like the tables, found by its alias', () => {
    const [id, key] = only('AWS::KMS::Key');
    const [, alias] = only('AWS::KMS::Alias');
    expect(key.Properties).toMatchObject({ KeySpec: 'RSA_2048', KeyUsage: 'SIGN_VERIFY' });
    expect(alias.Properties).toEqual({
      AliasName: `alias/offboard-${stage.name}-token-signing`,
      TargetKeyId: { 'Fn::GetAtt': [id, 'Arn'] },
    });
    for (const { DeletionPolicy, UpdateReplacePolicy } of [key, alias]) {
      expect([DeletionPolicy, UpdateReplacePolicy]).toEqual([expected.deletion, expected.replacement]);
    }
  });

  it('reads the public half of that key, and gives up after two minutes', () => {
    const [id] = only('AWS::KMS::Key');
    const [, read] = only('Custom::PublicKey');
    expect(read.Properties).toEqual({
      ServiceToken: { 'Fn::GetAtt': ['InfraReadPublicKey', 'Arn'] },
      ServiceTimeout: '120',
      KeyArn: { 'Fn::GetAtt': [id, 'Arn'] },
    });
  });

  it('the reader may run longer than it waits for its permissions', () => {
    const [, reader] = only('AWS::Lambda::Function');
    const { FunctionName, Timeout, Runtime, Architectures } = reader.Properties;
    expect({ FunctionName, Timeout, Runtime, Architectures }).toEqual({
      FunctionName: `offboard-${stage.name}-infra-read-public-key`,
      Timeout: 60,
      Runtime: 'nodejs24.x',
      Architectures: ['arm64'],
    });
  });
});

describe('the indexes of the receivables table', () => {
  const indexesOf = (indexes?: number) => {
    const { data } = indexes ? synthesizeAnew(stages.dev, { indexes }) : synthesize(stages.dev);
    const [table] = resources(data, 'AWS::DynamoDB::Table')
      .map(([, { Properties }]) => Properties)
      .filter(({ TableName }) => TableName === 'offboard-dev-receivables');
    return table?.GlobalSecondaryIndexes.map(({ IndexName }: { IndexName: string }) => IndexName);
  };

  it('are all made at once in a new stage', () => {
    expect(indexesOf()).toEqual([
      'links-by-customer',
      'listed-by-tenant',
      'changes-by-request',
      'refusals-by-trace',
    ]);
  });

  it('can be made one deployment after the other, from the one of version 0.1.0 on', () => {
    expect(indexesOf(1)).toEqual(['links-by-customer']);
    expect(indexesOf(2)).toEqual(['links-by-customer', 'listed-by-tenant']);
    expect(indexesOf(3)).toEqual(['links-by-customer', 'listed-by-tenant', 'changes-by-request']);
  });
});
