import { type App, type Environment, Tags, Validations } from 'aws-cdk-lib';
import type { Code } from 'aws-cdk-lib/aws-lambda';
import { AwsSolutionsChecks } from 'cdk-nag';
import type { Stage } from '../stages.ts';
import { ApiStack } from './api-stack.ts';
import { DataStack } from './data-stack.ts';
import { MonitoringStack } from './monitoring-stack.ts';

/** The code of the function whose entry has this name: `enkash/customers/delete-customer`. */
export type FunctionCode = (name: string) => Code;

/** What every stack of a stage is given. */
export interface ServiceStackProps {
  readonly stage: Stage;
  readonly env?: Environment;
  readonly terminationProtection: boolean;
}

/** Adds one stage of the service to the app: data, API and monitoring, checked against the AWS Solutions rules. */
export function addService(app: App, stage: Stage, code: FunctionCode): void {
  const props = { stage, terminationProtection: stage.deletionProtection, ...environment() };
  const name = (part: string) => `offboard-${stage.name}-${part}`;

  const data = new DataStack(app, name('data'), { ...props, code });
  const api = new ApiStack(app, name('api'), { ...props, code, data });
  new MonitoringStack(app, name('monitoring'), { ...props, apiId: api.apiId });

  Tags.of(app).add('service', 'offboard');
  Tags.of(app).add('stage', stage.name);
  Validations.of(app).addPlugins(new AwsSolutionsChecks(app, { verbose: true }));
}

/** The CDK CLI names the account where it has credentials; without one the templates fit any account and region. */
function environment(): { env?: Environment } {
  const { CDK_DEFAULT_ACCOUNT: account, CDK_DEFAULT_REGION: region } = process.env;
  return account && region ? { env: { account, region } } : {};
}
