import { readFileSync } from 'node:fs';
import { App } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { Code } from 'aws-cdk-lib/aws-lambda';
import type { CloudFormationStackArtifact } from 'aws-cdk-lib/cx-api';
import type { Pages } from '../../infra/pages/build.ts';
import { publishedFiles } from '../../infra/pages/publish.ts';
import { addService, type ServiceOptions } from '../../infra/stacks/service.ts';
import type { FunctionCode } from '../../infra/stacks/stack-props.ts';
import type { Stage } from '../../infra/stages.ts';
import { newDirectory } from '../support/directories.ts';
import { testedWorkers } from './workers.ts';

/** The templates of a stage. */
export interface Synthesized {
  /** All of them, by the end of their names: `data`, `api`, `enkash` … */
  readonly stacks: Readonly<Record<string, Template>>;
  /** The same as the CDK CLI gets to know them, with what CloudFormation is told beside a template. */
  readonly artifacts: Readonly<Record<string, CloudFormationStackArtifact>>;
  readonly data: Template;
  readonly api: Template;
  readonly entry: Template;
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

const page = (text: string, isImmutable: boolean) => ({
  ...{ type: 'text/plain', content: Buffer.from(text), isImmutable },
});

/** A page of each kind: building the real ones takes longer than a template. */
export const testedPages: Pages = new Map([
  ['/', page('console', false)],
  ['/console/main-ABC.js', page('script', true)],
  ['/docs', page('reference', false)],
]);

/** Looking at every template with CloudFormation's own schemas takes seconds: once, in app.test.ts, is enough. */
process.env.CDK_VALIDATION = 'false';

const synthesized = new Map<Stage, Synthesized>();

/** Synthesizes a stage, once, as the CDK CLI would. Its functions have no code, and its workers are the tested ones. */
export function synthesize(stage: Stage): Synthesized {
  const known = synthesized.get(stage) ?? synthesizeAnew(stage);
  synthesized.set(stage, known);
  return known;
}

/** @param context more of it, as `-c` gives it */
export function synthesizeAnew(
  stage: Stage,
  options: ServiceOptions = {},
  context: Record<string, string> = {},
): Synthesized {
  const app = newApp(context);
  addService(app, stage, emptyCode(), {
    ...{ workers: testedWorkers, pages: publishedFiles(testedPages, stage) },
    ...options,
  });
  const artifacts = Object.fromEntries(
    app.synth().stacks.map((stack) => [stack.stackName.replace(`offboard-${stage.name}-`, ''), stack]),
  );
  const stacks = Object.fromEntries(
    Object.entries(artifacts).map(([part, { template }]) => [part, Template.fromJSON(template)]),
  );
  const { data, api, entry, monitoring } = stacks as Record<string, Template> & Synthesized;
  return { stacks, artifacts, data, api, entry, monitoring };
}

/** The template that has the function of this name: a dialect's own, for `service/` the API's. */
export const templateOf = ({ stacks, api }: Synthesized, name: string): Template =>
  stacks[name.split('/')[0] as string] ?? api;

/** The resources of a type in all stacks. */
export const resourcesOfAll = ({ stacks }: Synthesized, type: string): [id: string, Resource][] =>
  Object.values(stacks).flatMap((template) => resources(template, type));

/** An app with the context that cdk.json and the CDK CLI give it. */
export function newApp(more: Record<string, string> = {}): App {
  const { context } = JSON.parse(readFileSync('cdk.json', 'utf8'));
  return new App({
    autoSynth: false,
    analyticsReporting: false,
    outdir: newDirectory(),
    context: {
      ...context,
      'aws:cdk:enable-asset-metadata': true,
      'aws:cdk:enable-path-metadata': true,
      ...more,
    },
  });
}

export function emptyCode(): FunctionCode {
  const directory = newDirectory();
  return () => Code.fromAsset(directory);
}

export const resources = (template: Template, type: string): [id: string, Resource][] =>
  Object.entries(template.findResources(type)) as [string, Resource][];

interface Reference {
  readonly Ref?: string;
  readonly 'Fn::Join'?: readonly [separator: '', parts: readonly unknown[]];
  readonly 'Fn::GetAtt'?: readonly string[];
  readonly 'Fn::GetStackOutput'?: { readonly StackName: string; readonly OutputName: string };
}

/**
 * What a reference means, followed through the outputs of other stacks: `<logical id>`, `<logical id>.<attribute>`, or
 * these with what is joined to them, `<logical id>.Arn/index/<name>`.
 */
export function referenceOf({ stacks }: Pick<Synthesized, 'stacks'>, value: unknown): string {
  if (typeof value === 'string') return value;
  const {
    Ref,
    'Fn::Join': joined,
    'Fn::GetAtt': attribute,
    'Fn::GetStackOutput': output,
  } = value as Reference;
  if (joined) return joined[1].map((part) => referenceOf({ stacks }, part)).join('');
  if (Ref) return Ref;
  if (attribute) return attribute.join('.');
  const producer = Object.entries(stacks).find(([part]) => output?.StackName.endsWith(`-${part}`));
  const { Value } = producer?.[1].toJSON().Outputs[output?.OutputName ?? ''] ?? {};
  return Value ? referenceOf({ stacks }, Value) : JSON.stringify(value);
}
