import { readFileSync } from 'node:fs';
import { App } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { Code } from 'aws-cdk-lib/aws-lambda';
import { addService, type FunctionCode } from '../../infra/stacks/service.ts';
import type { Stage } from '../../infra/stages.ts';
import { newDirectory } from '../support/directories.ts';

/** The three templates of a stage. */
export interface Synthesized {
  readonly data: Template;
  readonly api: Template;
  readonly monitoring: Template;
}

export interface Resource {
  readonly Type: string;
  // biome-ignore lint/suspicious/noExplicitAny: a template holds whatever CloudFormation takes
  readonly Properties: Record<string, any>;
  readonly Metadata: Record<string, string>;
  readonly DeletionPolicy?: string;
  readonly UpdateReplacePolicy?: string;
}

/** Looking at every template with CloudFormation's own schemas takes seconds: once, in app.test.ts, is enough. */
process.env.CDK_VALIDATION = 'false';

const synthesized = new Map<Stage, Synthesized>();

/** Synthesizes a stage, once, as the CDK CLI would. Its functions have no code. */
export function synthesize(stage: Stage): Synthesized {
  const known = synthesized.get(stage) ?? synthesizeAnew(stage);
  synthesized.set(stage, known);
  return known;
}

function synthesizeAnew(stage: Stage): Synthesized {
  const app = newApp();
  addService(app, stage, emptyCode());
  const assembly = app.synth();
  const template = (part: string) =>
    Template.fromJSON(assembly.getStackByName(`offboard-${stage.name}-${part}`).template);
  return { data: template('data'), api: template('api'), monitoring: template('monitoring') };
}

/** An app with the context that cdk.json and the CDK CLI give it. */
export function newApp(): App {
  const { context } = JSON.parse(readFileSync('cdk.json', 'utf8'));
  return new App({
    autoSynth: false,
    analyticsReporting: false,
    outdir: newDirectory(),
    context: { ...context, 'aws:cdk:enable-asset-metadata': true, 'aws:cdk:enable-path-metadata': true },
  });
}

export function emptyCode(): FunctionCode {
  const directory = newDirectory();
  return () => Code.fromAsset(directory);
}

export const resources = (template: Template, type: string): [id: string, Resource][] =>
  Object.entries(template.findResources(type)) as [string, Resource][];

/** What an intrinsic function refers to, `<logical id>.<attribute>`, followed through the exports of the data stack. */
export function referenceOf({ data }: Pick<Synthesized, 'data'>, value: unknown): string {
  const { 'Fn::GetAtt': attribute, 'Fn::ImportValue': imported } = value as Record<string, unknown>;
  if (attribute) return (attribute as string[]).join('.');
  const outputs = Object.values(
    data.toJSON().Outputs as Record<string, { Value: unknown; Export?: { Name: string } }>,
  );
  const exported = outputs.find(({ Export }) => imported !== undefined && Export?.Name === imported);
  return exported ? referenceOf({ data }, exported.Value) : JSON.stringify(value);
}
