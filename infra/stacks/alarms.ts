import type { Stack } from 'aws-cdk-lib';
import { Alarm, type IMetric, Stats, TreatMissingData } from 'aws-cdk-lib/aws-cloudwatch';
import { SnsAction } from 'aws-cdk-lib/aws-cloudwatch-actions';
import type { ITopic } from 'aws-cdk-lib/aws-sns';
import { functionNames } from '../../functions/operations.ts';
import { functionName, logicalId, resourceNames } from '../names.ts';
import type { Stage } from '../stages.ts';
import { apiMetric, functionMetric, tableSystemErrors, tableThrottles } from './metrics.ts';

interface AlarmSettings {
  readonly id: string;
  readonly name: string;
  readonly description: string;
  readonly metric: IMetric;
  readonly threshold: number;
  /** Periods of five minutes in a row before it goes off. */
  readonly periods?: number;
}

/** Every alarm of a stage. */
export function addAlarms(stack: Stack, topic: ITopic, { name, alarms }: Stage, apiId: string): void {
  const { receivablesTable, credentialsTable } = resourceNames(name);
  const settings: AlarmSettings[] = [
    {
      id: 'ServerErrors',
      name: `offboard-${name}-5xx`,
      description: 'The API answers 5xx: look for level ERROR in the functions’ logs',
      metric: apiMetric(apiId, '5xx', 'Sum'),
      threshold: alarms.serverErrors,
    },
    {
      id: 'Latency',
      name: `offboard-${name}-latency-p99`,
      description: 'One request in a hundred takes this many milliseconds or more',
      metric: apiMetric(apiId, 'Latency', Stats.p(99)),
      threshold: alarms.latencyP99,
      periods: 3,
    },
    ...functionNames.flatMap((operation) => functionAlarms(name, operation, alarms)),
    ...tableAlarms('Receivables', receivablesTable, alarms),
    ...tableAlarms('Credentials', credentialsTable, alarms),
  ];
  for (const each of settings) addAlarm(stack, topic, each);
}

/** A function answers what goes wrong in its vendor's envelope; its errors are crashes and time-outs. */
const functionAlarms = (
  stage: string,
  operation: string,
  { functionErrors, throttles }: Stage['alarms'],
): AlarmSettings[] => [
  {
    id: `${logicalId(operation)}Errors`,
    name: `${functionName(stage, operation)}-errors`,
    description: `${operation} crashes or takes too long`,
    metric: functionMetric(stage, operation, 'Errors'),
    threshold: functionErrors,
  },
  {
    id: `${logicalId(operation)}Throttles`,
    name: `${functionName(stage, operation)}-throttles`,
    description: `Lambda refuses to run ${operation}: the account's concurrency is used up`,
    metric: functionMetric(stage, operation, 'Throttles'),
    threshold: throttles,
  },
];

const tableAlarms = (
  id: string,
  table: string,
  { throttles, dynamoDbSystemErrors }: Stage['alarms'],
): AlarmSettings[] => [
  {
    id: `${id}Throttles`,
    name: `${table}-throttles`,
    description: `DynamoDB throttles ${table}`,
    metric: tableThrottles(table),
    threshold: throttles,
  },
  {
    id: `${id}SystemErrors`,
    name: `${table}-system-errors`,
    description: `DynamoDB fails on ${table} by its own fault`,
    metric: tableSystemErrors(table),
    threshold: dynamoDbSystemErrors,
  },
];

function addAlarm(stack: Stack, topic: ITopic, settings: AlarmSettings): void {
  const { id, name, description, metric, threshold, periods = 1 } = settings;
  const alarm = new Alarm(stack, id, {
    alarmName: name,
    alarmDescription: description,
    metric,
    threshold,
    evaluationPeriods: periods,
    treatMissingData: TreatMissingData.NOT_BREACHING,
  });
  alarm.addAlarmAction(new SnsAction(topic));
  alarm.addOkAction(new SnsAction(topic));
}
