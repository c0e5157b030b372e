import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { operations } from '../../functions/operations.ts';
import { streamWorkers } from '../../functions/workers.ts';
import { logicalId } from '../../infra/names.ts';
import { newDirectory } from '../support/directories.ts';

const names = [...operations.map(({ operation }) => operation.name), 'service/unrouted/reject-unrouted'];

/** The stacks, as a directory lists their templates. */
const PARTS = [
  ...['amili', 'api', 'beel-flat', 'beel', 'console', 'data', 'enkash', 'entry', 'monitoring', 'operator'],
  ...(streamWorkers.length > 0 ? ['workers'] : []),
];

/** Runs the app as the CDK CLI runs it: in a directory of its own, with no account and no AWS in the environment. */
function runApp(context: Record<string, string>) {
  const cwd = newDirectory();
  const cdkJson = JSON.parse(readFileSync('cdk.json', 'utf8'));
  const [, script = ''] = cdkJson.app.split(' ');
  const fromCli = { 'aws:cdk:enable-asset-metadata': true, 'aws:cdk:enable-path-metadata': true };
  const directory = join(cwd, 'cdk.out');
  const { NODE_COMPILE_CACHE } = process.env;
  const CDK_CONTEXT_JSON = JSON.stringify({ ...cdkJson.context, ...fromCli, ...context });
  const { status, stdout, stderr } = spawnSync(process.execPath, [resolve(script)], {
    cwd,
    env: { HOME: cwd, NODE_COMPILE_CACHE, CDK_OUTDIR: directory, CDK_CONTEXT_JSON },
    encoding: 'utf8',
  });
  return { status, output: stdout + stderr, directory };
}

const templatesIn = (directory: string) =>
  readdirSync(directory)
    .filter((file) => file.endsWith('.template.json'))
    .sort();

/** What the console's stack will publish, which lies beside the code of the function that does. */
function keysOfPages(directory: string): string[] {
  const template = readFileSync(join(directory, 'offboard-dev-console.template.json'), 'utf8');
  const { InfraPublishPages, PublishedPages } = JSON.parse(template).Resources;
  const asset = join(directory, InfraPublishPages.Metadata['aws:asset:path']);
  const files = JSON.parse(readFileSync(join(asset, 'pages.json'), 'utf8')) as { key: string }[];
  expect(PublishedPages.Properties.Keys).toEqual(files.map(({ key }) => key));
  return files.map(({ key }) => key);
}

describe('cdk synth', { timeout: 120_000 }, () => {
  it('without a stage makes dev: templates that CloudFormation’s own rules and ours find nothing in', () => {
    const { status, output, directory } = runApp({});

    expect({ status, output }).toEqual({ status: 0, output: '' });
    expect(templatesIn(directory)).toEqual(PARTS.map((part) => `offboard-dev-${part}.template.json`));
    expect(keysOfPages(directory)).toEqual(
      expect.arrayContaining(['console/config.json', 'console/index.html', 'docs', 'docs/']),
    );
    // What `sam local` goes by.
    for (const name of names) {
      const stack = `offboard-dev-${name.split('/')[0]?.replace('service', 'api')}`;
      const { Resources } = JSON.parse(readFileSync(join(directory, `${stack}.template.json`), 'utf8'));
      const { Properties, Metadata } = Resources[logicalId(name)];
      expect(Properties.Handler).toBe('index.handler');
      expect(Metadata['aws:cdk:path']).toBe(`${stack}/${logicalId(name)}/Resource`);
      expect(Metadata['aws:asset:property']).toBe('Code');
      expect(existsSync(join(directory, Metadata['aws:asset:path'], 'index.cjs'))).toBe(true);
    }
  });

  it('says in one line that -c indexes=0 is no number of indexes', () => {
    const { status, output } = runApp({ indexes: '0' });

    expect({ status, output }).toEqual({
      status: 1,
      output: 'offboard: indexes is "0": use a number from 1 to 4\n',
    });
  });

  it('says in one line that there is no such stage', () => {
    const { status, output } = runApp({ stage: 'qa' });

    expect({ status, output }).toEqual({
      status: 1,
      output: 'offboard: there is no stage "qa": use dev, staging, prod\n',
    });
  });
});
