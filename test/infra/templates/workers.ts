import { describe, expect, it } from 'vitest';
import { functionEnvironment } from '../../../infra/functions/environment.ts';
import { functionName, logicalId } from '../../../infra/names.ts';
import { stages } from '../../../infra/stages.ts';
import { type Resource, referenceOf, resources, synthesize, synthesizeAnew } from '../synthesized.ts';
import { testedWorkers } from '../workers.ts';

const only = (found: [string, Resource][]): [string, Resource] => {
  expect(found).toHaveLength(1);
  return found[0] as [string, Resource];
};

describe.each(Object.values(stages))('the workers of $name', (stage) => {
  const synthesized = synthesize(stage);
  const { data, stacks, monitoring } = synthesized;
  const workers = stacks.workers!;
  const [receivables] = resources(data, 'AWS::DynamoDB::Table').find(
    ([, { Properties }]) => Properties.TableName === `offboard-${stage.name}-receivables`,
  )!;
  const mappings = resources(workers, 'AWS::Lambda::EventSourceMapping');
  const mappingOf = (name: string) =>
    mappings.find(([, { Properties }]) => Properties.FunctionName.Ref === logicalId(name))!;
  const tags = [
    { Key: 'service', Value: 'offboard' },
    { Key: 'stage', Value: stage.name },
  ];

  it('are one function and one mapping each', () => {
    const ids = testedWorkers.map(({ name }) => logicalId(name)).sort();
    expect(
      resources(workers, 'AWS::Lambda::Function')
        .map(([id]) => id)
        .sort(),
    ).toEqual(ids);
    expect(mappings).toHaveLength(testedWorkers.length);
  });

  it.each(testedWorkers)('$name: as other functions, but for a minute', ({ name, grants, memory = 512 }) => {
    const { Properties } = new Map(resources(workers, 'AWS::Lambda::Function')).get(logicalId(name))!;
    expect(Properties).toMatchObject({
      FunctionName: functionName(stage.name, name),
      Architectures: ['arm64'],
      Runtime: 'nodejs24.x',
      Handler: 'index.handler',
      Timeout: 60,
      MemorySize: memory,
      LoggingConfig: { LogFormat: 'JSON', ApplicationLogLevel: stage.logLevel.toUpperCase() },
      TracingConfig: { Mode: 'Active' },
      Tags: tags,
    });
    const { TOKEN_PUBLIC_KEY, AWS_ENDPOINT_URL_DYNAMODB, EVENTS_URL, ...variables } =
      Properties.Environment.Variables;
    const {
      TOKEN_PUBLIC_KEY: _,
      EVENTS_URL: eventsUrl,
      ...expected
    } = functionEnvironment(grants, {
      stage: stage.name,
      publicKey: 'key',
      filesUrl: '',
      restorationDays: stage.restorationDays,
      eventsUrl: 'https://events.AWS::Region.AWS::URLSuffix',
      historyDays: stage.historyDays,
    }) as Record<string, string>;
    expect(EVENTS_URL && referenceOf(synthesized, EVENTS_URL)).toBe(eventsUrl);
    expect(variables).toEqual({ ...expected, LOG_LEVEL: stage.logLevel });
    const usesDynamoDb = grants.receivables !== undefined || grants.indexes !== undefined;
    expect(AWS_ENDPOINT_URL_DYNAMODB !== undefined).toBe(stage.name === 'dev' && usesDynamoDb);
  });

  it.each(testedWorkers)('$name: is called with its records, in order, until they are kept', (worker) => {
    const { name, trigger } = worker;
    const [, { Properties }] = mappingOf(name);
    const { EventSourceArn, DestinationConfig, FilterCriteria, ...rest } = Properties;
    expect(referenceOf(synthesized, EventSourceArn)).toBe(`${receivables}.StreamArn`);
    expect(referenceOf(synthesized, DestinationConfig.OnFailure.Destination)).toBe('GivenUp.Arn');
    const patterns = FilterCriteria.Filters.map(({ Pattern }: { Pattern: string }) => JSON.parse(Pattern));
    expect(patterns).toEqual(trigger.filters);
    expect(rest).toEqual({
      FunctionName: { Ref: logicalId(name) },
      BatchSize: trigger.records,
      MaximumBatchingWindowInSeconds: trigger.window,
      ParallelizationFactor: 1,
      StartingPosition: 'TRIM_HORIZON',
      BisectBatchOnFunctionError: true,
      MaximumRetryAttempts: 30,
      FunctionResponseTypes: ['ReportBatchItemFailures'],
      MetricsConfig: { Metrics: ['EventCount'] },
      Tags: tags,
    });
  });

  it('have a bucket for what they could not do: private, encrypted, over TLS alone, for three months', () => {
    const [id, bucket] = only(resources(workers, 'AWS::S3::Bucket'));
    expect(bucket.Properties).toEqual({
      BucketEncryption: {
        ServerSideEncryptionConfiguration: [{ ServerSideEncryptionByDefault: { SSEAlgorithm: 'AES256' } }],
      },
      LifecycleConfiguration: {
        Rules: [
          {
            Status: 'Enabled',
            ExpirationInDays: 90,
            AbortIncompleteMultipartUpload: { DaysAfterInitiation: 1 },
          },
        ],
      },
      PublicAccessBlockConfiguration: {
        BlockPublicAcls: true,
        BlockPublicPolicy: true,
        IgnorePublicAcls: true,
        RestrictPublicBuckets: true,
      },
      Tags: tags,
    });
    expect(bucket.DeletionPolicy).toBe(stage.name === 'dev' ? 'Delete' : 'RetainExceptOnCreate');
    const [, policy] = only(resources(workers, 'AWS::S3::BucketPolicy'));
    expect(policy.Properties.Bucket).toEqual({ Ref: id });
    expect(policy.Properties.PolicyDocument.Statement).toEqual([
      {
        Effect: 'Deny',
        Principal: { AWS: '*' },
        Action: 's3:*',
        Condition: { Bool: { 'aws:SecureTransport': 'false' } },
        Resource: [
          { 'Fn::GetAtt': [id, 'Arn'] },
          { 'Fn::Join': ['', [{ 'Fn::GetAtt': [id, 'Arn'] }, '/*']] },
        ],
      },
    ]);
    expect(workers.toJSON().Outputs.GivenUpRecords).toEqual({ Value: { Ref: id } });
  });

  it('write one log, which counts their crashes', () => {
    const [log] = only(resources(workers, 'AWS::Logs::LogGroup'));
    for (const [, { Properties }] of resources(workers, 'AWS::Lambda::Function'))
      expect(Properties.LoggingConfig.LogGroup).toEqual({ Ref: log });
    const [, filter] = only(resources(workers, 'AWS::Logs::MetricFilter'));
    expect(filter.Properties).toEqual({
      LogGroupName: { Ref: log },
      FilterPattern: '{ ($.type = "platform.report") && ($.record.status != "success") }',
      MetricTransformations: [
        { MetricNamespace: `offboard-${stage.name}`, MetricName: 'workers-crashes', MetricValue: '1' },
      ],
    });
  });

  it.each(testedWorkers)(
    '$name: alarms when it is six hours behind, and when it gives records up',
    ({ name }) => {
      const alarm = (end: string) =>
        only(
          resources(monitoring, 'AWS::CloudWatch::Alarm').filter(
            ([, { Properties }]) => Properties.AlarmName === `${functionName(stage.name, name)}-${end}`,
          ),
        )[1].Properties;
      const ofFunction = [{ Name: 'FunctionName', Value: functionName(stage.name, name) }];
      expect(alarm('age')).toMatchObject({
        Namespace: 'AWS/Lambda',
        MetricName: 'IteratorAge',
        Dimensions: ofFunction,
        Statistic: 'Maximum',
        Period: 300,
        EvaluationPeriods: 1,
        Threshold: 6 * 3_600_000,
      });
      const { Threshold, Metrics } = alarm('given-up');
      const [sum, ...metrics] = Metrics;
      const ids = metrics.map(({ Id }: { Id: string }) => Id);
      expect([Threshold, sum.Expression]).toEqual([1, `SUM(FILL([${ids}], 0))`]);
      const ofMapping = (value: unknown) => referenceOf(synthesized, value) === mappingOf(name)[0];
      expect(
        metrics.map(({ MetricStat: { Metric, Stat } }: { MetricStat: { Metric: Metric; Stat: string } }) => [
          Metric.MetricName,
          Stat,
          Metric.Dimensions.map(({ Name, Value }) => [
            Name,
            typeof Value === 'string' ? Value : ofMapping(Value),
          ]),
        ]),
      ).toEqual([
        ['OnFailureDestinationDeliveredEventCount', 'Sum', [['EventSourceMappingUUID', true]]],
        ['DroppedEventCount', 'Sum', [['EventSourceMappingUUID', true]]],
        ['DestinationDeliveryFailures', 'Sum', [['FunctionName', functionName(stage.name, name)]]],
      ]);
    },
  );

  it('are on the dashboard, each with its age', () => {
    const [, { Properties }] = only(resources(monitoring, 'AWS::CloudWatch::Dashboard'));
    const body = JSON.stringify(Properties.DashboardBody);
    for (const { name } of testedWorkers)
      expect(body).toContain(`IteratorAge\\",\\"FunctionName\\",\\"${functionName(stage.name, name)}\\"`);
  });
});

interface Metric {
  readonly MetricName: string;
  readonly Dimensions: readonly { readonly Name: string; readonly Value: unknown }[];
}

it('are a stack only where there are any', () => {
  const { stacks, monitoring } = synthesizeAnew(stages.dev, { workers: [] });
  expect(Object.keys(stacks)).not.toContain('workers');
  const names = resources(monitoring, 'AWS::CloudWatch::Alarm').map(
    ([, { Properties }]) => Properties.AlarmName,
  );
  expect(names.filter((name) => name.includes('worker'))).toEqual([]);
  expect(JSON.stringify(monitoring.toJSON())).not.toContain('workers');
});
