import type { Stack } from 'aws-cdk-lib';
import { Alarm, type IMetric, Stats, TreatMissingData } from 'aws-cdk-lib/aws-cloudwatch';
import { SnsAction } from 'aws-cdk-lib/aws-cloudwatch-actions';
import type { ITopic } from 'aws-cdk-lib/aws-sns';
import type { TableName } from '../../shared/dynamodb/table-definitions.ts';
import { functionName, logicalId, logicalPart, resourceNames } from '../names.ts';
import type { Stage } from '../stages.ts';
import {
  accountThrottles,
  apiMetric,
  crashMetric,
  iteratorAge,
  recordsGivenUp,
  tableSystemErrors,
  tableThrottles,
  undeliveredEvents,
} from './metrics.ts';
import { type WatchedWorker, WORKERS } from './stack-props.ts';

interface AlarmSettings {
  readonly id: string;
  readonly name: string;
  readonly description: string;
  readonly metric: IMetric;
  readonly threshold: number;
  /** Periods of five minutes in a row before it goes off. */
  readonly periods?: number;
}

interface Watched {
  readonly apiId: string;
  readonly dialects: readonly string[];
  readonly workers: readonly WatchedWorker[];
}

/** Every alarm of a stage. They grow with dialects, tables and workers, not with operations. */
export function addAlarms(
  stack: Stack,
  topic: ITopic,
  { name, alarms }: Stage,
  { apiId, dialects, workers }: Watched,
): void {
  const settings: AlarmSettings[] = [
    ...apiAlarms(name, apiId, alarms),
    ...dialects.map((dialect) => crashAlarm(name, dialect, alarms)),
    ...(workers.length > 0 ? [crashAlarm(name, WORKERS, alarms)] : []),
    ...workers.flatMap((worker) => workerAlarms(name, worker)),
    eventAlarm(name),
    throttleAlarm(name, alarms),
    ...tableAlarms(name, 'receivables', alarms),
    ...tableAlarms(name, 'credentials', alarms),
  ];
  for (const each of settings) addAlarm(stack, topic, each);
}

const apiAlarms = (stage: string, apiId: string, alarms: Stage['alarms']): AlarmSettings[] => [
  {
    id: 'ServerErrors',
    name: `offboard-${stage}-5xx`,
    description: 'The API answers 5xx: look for level ERROR in the functions’ logs',
    metric: apiMetric(apiId, '5xx', 'Sum'),
    threshold: alarms.serverErrors,
  },
  {
    id: 'Latency',
    name: `offboard-${stage}-latency-p99`,
    description: 'One request in a hundred takes this many milliseconds or more',
    metric: apiMetric(apiId, 'Latency', Stats.p(99)),
    threshold: alarms.latencyP99,
    periods: 3,
  },
];

/** A function answers what goes wrong in its vendor's envelope: only crashes and time-outs are left. */
const crashAlarm = (stage: string, dialect: string, { crashes }: Stage['alarms']): AlarmSettings => ({
  id: `${logicalPart(dialect)}Crashes`,
  name: `offboard-${stage}-${dialect}-crashes`,
  description: `Functions of ${dialect} crash or take too long: the log and the dashboard say which`,
  metric: crashMetric(stage, dialect),
  threshold: crashes,
});

/** Milliseconds: a quarter of the time for which a stream keeps its records. */
const OLD_RECORD = 6 * 60 * 60 * 1_000;

const workerAlarms = (stage: string, worker: WatchedWorker): AlarmSettings[] => [
  {
    id: `${logicalId(worker.name)}Age`,
    name: `${functionName(stage, worker.name)}-age`,
    description: `${worker.name} is six hours behind what is written: after a day records are lost to it`,
    metric: iteratorAge(stage, worker.name),
    threshold: OLD_RECORD,
  },
  {
    id: `${logicalId(worker.name)}GivenUp`,
    name: `${functionName(stage, worker.name)}-given-up`,
    description: `${worker.name} could not do some records: they are in the bucket GivenUpRecords of the stack workers`,
    metric: recordsGivenUp(stage, worker),
    threshold: 1,
  },
];

const eventAlarm = (stage: string): AlarmSettings => ({
  id: 'UndeliveredEvents',
  name: `offboard-${stage}-events-undelivered`,
  description: 'A target of a rule on the bus did not take events: they wait in the queue of the stack data',
  metric: undeliveredEvents(stage),
  threshold: 1,
});

/** Concurrency is the account's, not a function's: one alarm knows as much as one for each function. */
const throttleAlarm = (stage: string, { throttles }: Stage['alarms']): AlarmSettings => ({
  id: 'LambdaThrottles',
  name: `offboard-${stage}-lambda-throttles`,
  description: 'Lambda refuses to run functions: the concurrency of this account and region is used up',
  metric: accountThrottles(),
  threshold: throttles,
});

function tableAlarms(stage: string, table: TableName, alarms: Stage['alarms']): AlarmSettings[] {
  const name = resourceNames(stage)[`${table}Table`];
  return [
    {
      id: `${logicalPart(table)}Throttles`,
      name: `${name}-throttles`,
      description: `DynamoDB throttles ${name} or one of its indexes`,
      metric: tableThrottles(stage, table),
      threshold: alarms.throttles,
    },
    {
      id: `${logicalPart(table)}SystemErrors`,
      name: `${name}-system-errors`,
      description: `DynamoDB fails on ${name} by its own fault`,
      metric: tableSystemErrors(stage, table),
      threshold: alarms.dynamoDbSystemErrors,
    },
  ];
}

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
