import { type App, type Environment, Tags, Validations } from 'aws-cdk-lib';
import { AwsSolutionsChecks } from 'cdk-nag';
import { dialects } from '../../functions/operations.ts';
import type { PublishedFile } from '../../functions/workers/publish-pages.ts';
import { type StreamWorker, streamWorkers } from '../../functions/workers.ts';
import { routesOf } from '../../shared/http/routes.ts';
import type { Stage } from '../stages.ts';
import { ApiStack } from './api-stack.ts';
import { ConsoleStack } from './console-stack.ts';
import { DataStack } from './data-stack.ts';
import { DialectStack } from './dialect-stack.ts';
import { EntryStack } from './entry-stack.ts';
import { MonitoringStack } from './monitoring-stack.ts';
import { type FunctionCode, type OperationTable, WORKERS } from './stack-props.ts';
import { WorkersStack } from './workers-stack.ts';

export interface ServiceOptions {
  /** Another table of operations than the service's own. */
  readonly table?: OperationTable;
  /** Other workers than the service's own. */
  readonly workers?: readonly StreamWorker[];
  /**
   * How many of the receivables table's indexes are made; all of them when not said. A stage that has fewer gets them one
   * deployment after the other, because CloudFormation adds one at a time: see infra/README.md.
   */
  readonly indexes?: number | undefined;
  /** The files of the console, where the stage has it. */
  readonly pages?: readonly PublishedFile[];
}

/** Adds one stage of the service to the app, checked against the AWS Solutions rules. */
export function addService(
  app: App,
  stage: Stage,
  code: FunctionCode,
  { table = dialects, workers = streamWorkers, indexes, pages = [] }: ServiceOptions = {},
): void {
  const props = { stage, code, terminationProtection: stage.deletionProtection, ...environment() };
  const name = (part: string) => `offboard-${stage.name}-${part}`;
  const { service, ...vendors } = table;
  const routes = Object.values(table).flatMap((operations) =>
    operations.flatMap(({ operation }) => routesOf(operation)),
  );

  const data = new DataStack(app, name('data'), { ...props, indexes });
  const { httpApi } = new ApiStack(app, name('api'), {
    ...props,
    data,
    dialect: 'service',
    operations: service,
  });
  const dialectStacks = Object.entries(vendors).map(
    ([dialect, operations]) =>
      new DialectStack(app, name(dialect), { ...props, data, httpApi, dialect, operations }),
  );
  const entry = new EntryStack(app, name('entry'), { ...props, httpApi, routes });
  for (const dialect of dialectStacks) entry.addStackDependency(dialect);
  // A stack with nothing in it would be refused.
  const watched =
    workers.length > 0 ? new WorkersStack(app, name(WORKERS), { ...props, data, workers }).watched : [];
  new MonitoringStack(app, name('monitoring'), { ...props, apiId: httpApi.apiId, table, workers: watched });
  if (stage.console) new ConsoleStack(app, name('console'), { ...props, httpApi, pages });

  Tags.of(app).add('service', 'offboard');
  Tags.of(app).add('stage', stage.name);
  Validations.of(app).addPlugins(new AwsSolutionsChecks(app, { verbose: true }));
}

/** The CDK CLI names the account where it has credentials; without one the templates fit any account and region. */
function environment(): { env?: Environment } {
  const { CDK_DEFAULT_ACCOUNT: account, CDK_DEFAULT_REGION: region } = process.env;
  return account && region ? { env: { account, region } } : {};
}
