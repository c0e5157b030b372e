import { describe, expect, it } from 'vitest';
import { dialects, operations } from '../../../functions/operations.ts';
import { type Stage, stages } from '../../../infra/stages.ts';
import { type Resource, referenceOf, resources, synthesize } from '../synthesized.ts';
import { testedWorkers } from '../workers.ts';

describe.each<Stage>(Object.values(stages))('the monitoring of $name', (stage) => {
  const synthesized = synthesize(stage);
  const { api, monitoring } = synthesized;
  const alarms = resources(monitoring, 'AWS::CloudWatch::Alarm').map(([, { Properties }]) => Properties);
  const alarm = (name: string) =>
    alarms.find(({ AlarmName }) => AlarmName === `offboard-${stage.name}-${name}`)!;
  const [[topicId]] = resources(monitoring, 'AWS::SNS::Topic') as [[string, Resource]];

  it('has its alarms: 5xx, latency, crashes of each dialect, workers, Lambda, and each table', () => {
    const expected = [
      '5xx',
      'latency-p99',
      ...['enkash', 'amili', 'beel', 'beel-flat', 'operator', 'service'].map(
        (dialect) => `${dialect}-crashes`,
      ),
      'workers-crashes',
      ...testedWorkers.flatMap(({ name }) =>
        ['age', 'given-up'].map((end) => `${name.replace('/', '-')}-${end}`),
      ),
      'events-undelivered',
      'lambda-throttles',
      ...['receivables', 'credentials'].flatMap((table) => [`${table}-throttles`, `${table}-system-errors`]),
    ];
    const found = alarms.map(({ AlarmName }) => AlarmName.replace(`offboard-${stage.name}-`, ''));
    expect(found.sort()).toEqual(expected.sort());
  });

  it('each tells the topic when it goes off and when it is over, and is quiet while nothing happens', () => {
    for (const { AlarmActions, OKActions, TreatMissingData, ComparisonOperator } of alarms) {
      expect([AlarmActions, OKActions]).toEqual([[{ Ref: topicId }], [{ Ref: topicId }]]);
      expect(TreatMissingData).toBe('notBreaching');
      expect(ComparisonOperator).toBe('GreaterThanOrEqualToThreshold');
    }
  });

  it('watches the API: answers of 5xx, and the slowest hundredth for a quarter of an hour', () => {
    const metric = {
      Namespace: 'AWS/ApiGateway',
      Dimensions: [{ Name: 'ApiId', Value: expect.anything() }],
      Period: 300,
    };
    const [[apiId]] = resources(api, 'AWS::ApiGatewayV2::Api') as [[string, unknown]];
    for (const name of ['5xx', 'latency-p99'])
      expect(referenceOf(synthesized, alarm(name).Dimensions[0].Value)).toBe(apiId);
    expect(alarm('5xx')).toMatchObject({
      ...metric,
      MetricName: '5xx',
      Statistic: 'Sum',
      Threshold: stage.alarms.serverErrors,
      EvaluationPeriods: 1,
    });
    expect(alarm('latency-p99')).toMatchObject({
      ...metric,
      MetricName: 'Latency',
      ExtendedStatistic: 'p99',
      Threshold: stage.alarms.latencyP99,
      EvaluationPeriods: 3,
    });
  });

  it.each([...Object.keys(dialects), 'workers'])(
    'watches %s for crashes and time-outs: what its log counts',
    (dialect) => {
      const watched = alarm(`${dialect}-crashes`);
      expect(watched).toMatchObject({
        Namespace: `offboard-${stage.name}`,
        MetricName: `${dialect}-crashes`,
        Statistic: 'Sum',
        Period: 300,
        EvaluationPeriods: 1,
        Threshold: stage.alarms.crashes,
      });
      expect(watched).not.toHaveProperty('Dimensions');
    },
  );

  it('watches the queue of events that were not delivered', () => {
    expect(alarm('events-undelivered')).toMatchObject({
      Namespace: 'AWS/SQS',
      MetricName: 'ApproximateNumberOfMessagesVisible',
      Dimensions: [{ Name: 'QueueName', Value: `offboard-${stage.name}-undelivered-events` }],
      Statistic: 'Maximum',
      Period: 300,
      EvaluationPeriods: 1,
      Threshold: 1,
    });
  });

  it('watches Lambda for throttles, in the whole account', () => {
    expect(alarm('lambda-throttles')).toMatchObject({
      Namespace: 'AWS/Lambda',
      MetricName: 'Throttles',
      Statistic: 'Sum',
      Period: 300,
      EvaluationPeriods: 1,
      Threshold: stage.alarms.throttles,
    });
    expect(alarm('lambda-throttles')).not.toHaveProperty('Dimensions');
  });

  it.each(['receivables', 'credentials'])('watches the table of %s', (table) => {
    const watched = (name: string) => {
      const { Metrics, Threshold } = alarm(`${table}-${name}`);
      const [sum, ...metrics] = Metrics as Record<string, unknown>[];
      expect((sum as { Expression?: string }).Expression).toBe(
        `SUM(FILL([${metrics.map(({ Id }) => Id)}], 0))`,
      );
      return {
        Threshold,
        metrics: metrics.map(({ MetricStat }) => (MetricStat as { Metric: unknown }).Metric),
      };
    };
    const metric = (MetricName: string, ...dimensions: [Name: string, Value: string][]) => ({
      Namespace: 'AWS/DynamoDB',
      MetricName,
      Dimensions: [...dimensions, ['TableName', `offboard-${stage.name}-${table}`]].map(([Name, Value]) => ({
        Name,
        Value,
      })),
    });
    const indexes =
      table === 'receivables'
        ? ['links-by-customer', 'listed-by-tenant', 'changes-by-request', 'refusals-by-trace']
        : [];
    expect(watched('throttles')).toEqual({
      Threshold: stage.alarms.throttles,
      metrics: [
        metric('ReadThrottleEvents'),
        metric('WriteThrottleEvents'),
        ...indexes.flatMap((index) => [
          metric('ReadThrottleEvents', ['GlobalSecondaryIndexName', index]),
          metric('WriteThrottleEvents', ['GlobalSecondaryIndexName', index]),
        ]),
      ],
    });
    const operations = [
      'BatchExecuteStatement',
      'BatchGetItem',
      'GetItem',
      'PutItem',
      'Query',
      'TransactWriteItems',
      'UpdateItem',
    ];
    expect(watched('system-errors')).toEqual({
      Threshold: stage.alarms.dynamoDbSystemErrors,
      metrics: operations.map((operation) => metric('SystemErrors', ['Operation', operation])),
    });
  });

  it('lets alarms of this account publish to the topic, and nobody without TLS', () => {
    const [[, policy]] = resources(monitoring, 'AWS::SNS::TopicPolicy') as [[string, Resource]];
    expect(policy.Properties.PolicyDocument.Statement).toEqual([
      {
        Sid: 'AllowPublishThroughSSLOnly',
        Effect: 'Deny',
        Principal: '*',
        Action: 'sns:Publish',
        Resource: { Ref: topicId },
        Condition: { Bool: { 'aws:SecureTransport': 'false' } },
      },
      {
        Sid: '1',
        Effect: 'Allow',
        Principal: { Service: 'cloudwatch.amazonaws.com' },
        Action: 'sns:Publish',
        Resource: { Ref: topicId },
        Condition: { StringEquals: { 'aws:SourceAccount': { Ref: 'AWS::AccountId' } } },
      },
    ]);
  });

  it('shows every function and table on one dashboard', () => {
    const [[, { Properties }]] = resources(monitoring, 'AWS::CloudWatch::Dashboard') as [[string, Resource]];
    expect(Properties.DashboardName).toBe(`offboard-${stage.name}`);
    const body = JSON.stringify(Properties.DashboardBody);
    for (const { operation } of operations) {
      expect(body).toContain(`offboard-${stage.name}-${operation.name.replace(/\/.*\//, '-')}\\"`);
    }
    for (const table of ['receivables', 'credentials'])
      expect(body).toContain(`offboard-${stage.name}-${table}\\"`);
  });
});

it('writes to the address that a stage names, and to nobody where it names none', () => {
  const subscriptions = (stage: Stage) =>
    resources(synthesize(stage).monitoring, 'AWS::SNS::Subscription').map(([, { Properties }]) => Properties);
  expect(subscriptions({ ...stages.dev, alarmEmail: 'ops@example.com' })).toEqual([
    { Protocol: 'email', Endpoint: 'ops@example.com', TopicArn: { Ref: expect.any(String) } },
  ]);
  expect(subscriptions(stages.dev)).toEqual([]);
});
