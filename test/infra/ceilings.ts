import { type Resource, resources, type Synthesized } from './synthesized.ts';

/** What no stack may pass. CloudFormation and Lambda refuse a little more: a deployment must not be what finds out. */
const MOST = {
  /** CloudFormation takes 500 a stack, and an operation may need more than its five one day. */
  resourcesInStack: 400,
  /** CloudFormation takes 1 MB. */
  templateBytes: 900_000,
  /** Lambda takes 4 KB in all. */
  environmentBytes: 3_000,
  metricsInAlarm: 10,
  // https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/cloudwatch_limits.html
  widgetsInDashboard: 500,
  metricsInWidget: 500,
  metricsInDashboard: 2_500,
  /** Lambda takes 64, of a name with the longest stage in it. */
  functionName: 64,
};

type Limit = keyof typeof MOST;

/** A number that has a ceiling, and whose it is. */
export interface Measured {
  readonly limit: Limit;
  readonly of: string;
  readonly value: number;
}

/** Everything of a stage that has a ceiling. */
export const measure = ({ stacks }: Synthesized): Measured[] =>
  Object.entries(stacks).flatMap(([part, template]) => [
    { limit: 'resourcesInStack', of: part, value: Object.keys(template.toJSON().Resources).length },
    { limit: 'templateBytes', of: part, value: JSON.stringify(template.toJSON(), undefined, 1).length },
    ...resources(template, 'AWS::Lambda::Function').flatMap(([id, lambda]) => measureFunction(id, lambda)),
    ...resources(template, 'AWS::CloudWatch::Alarm').map(([id, alarm]) => measureAlarm(id, alarm)),
    ...resources(template, 'AWS::CloudWatch::Dashboard').flatMap(([id, board]) =>
      measureDashboard(id, board),
    ),
  ]);

/** What is over its ceiling: `enkash: 501 resourcesInStack, at most 400`. */
export const findings = (measured: readonly Measured[]): string[] =>
  measured
    .filter(({ limit, value }) => value > MOST[limit])
    .map(({ limit, of, value }) => `${of}: ${value} ${limit}, at most ${MOST[limit]}`);

/** The one nearest to its ceiling. */
export const largest = (measured: readonly Measured[], limit: Limit): Measured | undefined =>
  measured
    .filter((each) => each.limit === limit)
    .sort((a, b) => b.value - a.value)
    .at(0);

function measureFunction(id: string, { Properties }: Resource): Measured[] {
  const { FunctionName, Environment } = Properties;
  const variables = Object.entries((Environment?.Variables ?? {}) as Record<string, unknown>);
  const bytes = variables.map(([name, value]) => name.length + lengthOf(value));
  return [
    { limit: 'functionName', of: id, value: FunctionName.length },
    { limit: 'environmentBytes', of: id, value: bytes.reduce((sum, each) => sum + each, 0) },
  ];
}

/** What is known at deployment only is at most a public key: 392 characters of base64 for RSA 2048. */
const lengthOf = (value: unknown): number => (typeof value === 'string' ? value.length : 400);

const measureAlarm = (id: string, { Properties }: Resource): Measured => ({
  limit: 'metricsInAlarm',
  of: id,
  // An expression is no metric.
  value: Properties.Metrics?.filter(({ MetricStat }: { MetricStat?: object }) => MetricStat).length ?? 1,
});

function measureDashboard(id: string, { Properties }: Resource): Measured[] {
  const { widgets } = JSON.parse(textOf(Properties.DashboardBody)) as { widgets: Widget[] };
  const metrics = widgets.map(({ properties }) => properties.metrics?.length ?? 0);
  return [
    { limit: 'widgetsInDashboard', of: id, value: widgets.length },
    ...widgets.map(({ properties }, index) => ({
      limit: 'metricsInWidget' as const,
      of: properties.title,
      value: metrics[index] as number,
    })),
    { limit: 'metricsInDashboard', of: id, value: metrics.reduce((sum, each) => sum + each, 0) },
  ];
}

interface Widget {
  readonly properties: { readonly title: string; readonly metrics?: readonly unknown[] };
}

/** A text with references in it, which stand for something without quotation marks. */
const textOf = (value: string | { 'Fn::Join': [string, unknown[]] }): string =>
  typeof value === 'string'
    ? value
    : value['Fn::Join'][1].map((part) => (typeof part === 'string' ? part : 'reference')).join('');
