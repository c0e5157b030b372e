import type { Stack } from 'aws-cdk-lib';
import { Dashboard, GraphWidget, type IMetric, type IWidget, Stats } from 'aws-cdk-lib/aws-cloudwatch';
import type { TableName } from '../../shared/dynamodb/table-definitions.ts';
import { resourceNames } from '../names.ts';
import type { Stage } from '../stages.ts';
import {
  apiMetric,
  functionMetric,
  iteratorAge,
  recordsGivenUp,
  tableMetric,
  tableSystemErrors,
  tableThrottles,
} from './metrics.ts';
import { type MonitoringStackProps, type WatchedWorker, WORKERS } from './stack-props.ts';

/** One page to look at when something is wrong: the API, then each dialect's functions, the workers, the tables. */
export function addDashboard(
  stack: Stack,
  { name }: Stage,
  { apiId, table, workers }: Pick<MonitoringStackProps, 'apiId' | 'table' | 'workers'>,
): string {
  const dashboardName = `offboard-${name}`;
  new Dashboard(stack, 'Dashboard', {
    dashboardName,
    widgets: [
      apiRow(apiId),
      ...Object.entries(table).map(([dialect, operations]) =>
        functionRow(
          name,
          dialect,
          operations.map(({ operation }) => operation.name),
        ),
      ),
      ...(workers.length > 0 ? workerRows(name, workers) : []),
      tableRow(name, 'receivables'),
      tableRow(name, 'credentials'),
    ],
  });
  return dashboardName;
}

const apiRow = (apiId: string): IWidget[] => [
  graph('API: requests', [apiMetric(apiId, 'Count', 'SampleCount')]),
  graph('API: refused and failed', [apiMetric(apiId, '4xx', 'Sum'), apiMetric(apiId, '5xx', 'Sum')]),
  graph('API: latency in ms', [
    apiMetric(apiId, 'Latency', Stats.p(50)),
    apiMetric(apiId, 'Latency', Stats.p(99)),
  ]),
];

const functionRow = (stage: string, dialect: string, names: readonly string[]): IWidget[] => {
  const each = (metric: string, statistic?: string) =>
    names.map((name) => functionMetric(stage, name, metric, statistic).with({ label: `${name} ${metric}` }));
  return [
    graph(`${dialect}: invocations`, each('Invocations')),
    graph(`${dialect}: crashes, time-outs and throttles`, [...each('Errors'), ...each('Throttles')]),
    graph(`${dialect}: p99 duration in ms`, each('Duration', Stats.p(99))),
  ];
};

const workerRows = (stage: string, workers: readonly WatchedWorker[]): IWidget[][] => [
  functionRow(
    stage,
    WORKERS,
    workers.map(({ name }) => name),
  ),
  [
    graph(
      'workers: age in ms of the record that they are at',
      workers.map(({ name }) => iteratorAge(stage, name).with({ label: name })),
    ),
    graph(
      'workers: records given up',
      workers.map((worker) => recordsGivenUp(stage, worker)),
    ),
  ],
];

function tableRow(stage: string, table: TableName): IWidget[] {
  const name = resourceNames(stage)[`${table}Table`];
  return [
    graph(`${name}: reads`, [tableMetric(stage, table, 'ConsumedReadCapacityUnits')]),
    graph(`${name}: writes`, [tableMetric(stage, table, 'ConsumedWriteCapacityUnits')]),
    graph(`${name}: throttles and system errors`, [
      tableThrottles(stage, table),
      tableSystemErrors(stage, table),
    ]),
  ];
}

const graph = (title: string, left: IMetric[]): GraphWidget => new GraphWidget({ title, left, width: 8 });
