import type { Stack } from 'aws-cdk-lib';
import { Dashboard, GraphWidget, type IMetric, type IWidget, Stats } from 'aws-cdk-lib/aws-cloudwatch';
import { operations } from '../../functions/operations.ts';
import { resourceNames } from '../names.ts';
import type { Stage } from '../stages.ts';
import { apiMetric, functionMetric, tableMetric, tableSystemErrors, tableThrottles } from './metrics.ts';

/** One page to look at when something is wrong: the API, then each vendor's functions, then the tables. */
export function addDashboard(stack: Stack, { name }: Stage, apiId: string): string {
  const dashboardName = `offboard-${name}`;
  const { receivablesTable, credentialsTable } = resourceNames(name);
  const vendors = Map.groupBy(operations, ({ operation }) => operation.name.split('/')[0] as string);
  new Dashboard(stack, 'Dashboard', {
    dashboardName,
    widgets: [
      apiRow(apiId),
      ...[...vendors].map(([vendor, members]) =>
        functionRow(
          name,
          vendor,
          members.map(({ operation }) => operation.name),
        ),
      ),
      tableRow(receivablesTable),
      tableRow(credentialsTable),
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

const functionRow = (stage: string, vendor: string, names: readonly string[]): IWidget[] => {
  const each = (metric: string, statistic?: string) =>
    names.map((name) => functionMetric(stage, name, metric, statistic).with({ label: `${name} ${metric}` }));
  return [
    graph(`${vendor}: invocations`, each('Invocations')),
    graph(`${vendor}: crashes, time-outs and throttles`, [...each('Errors'), ...each('Throttles')]),
    graph(`${vendor}: p99 duration in ms`, each('Duration', Stats.p(99))),
  ];
};

const tableRow = (table: string): IWidget[] => [
  graph(`${table}: reads`, [tableMetric(table, 'ConsumedReadCapacityUnits')]),
  graph(`${table}: writes`, [tableMetric(table, 'ConsumedWriteCapacityUnits')]),
  graph(`${table}: throttles and system errors`, [tableThrottles(table), tableSystemErrors(table)]),
];

const graph = (title: string, left: IMetric[]): GraphWidget => new GraphWidget({ title, left, width: 8 });
