import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type Bundles, bundleFunctions } from '../../infra/functions/bundle.ts';
import { filledFixture } from '../../infra/local/fixtures.ts';
import { readOrMakeSeeds } from '../../infra/local/seeds.ts';
import { type LocalStack, startStack } from '../../infra/local/stack.ts';
import { logicalId } from '../../infra/names.ts';
import { stages } from '../../infra/stages.ts';
import { newDirectory } from '../support/directories.ts';
import { runBundle } from './function-process.ts';
import { resources, synthesize, templateOf } from './synthesized.ts';

const DATA_DIR = newDirectory();
let stack: LocalStack;
let bundles: Bundles;

const NAMES = [
  'enkash/tokens/create-token',
  'enkash/customers/delete-customer',
  'amili/customers/delete-customer',
  'beel-flat/customers/deactivate-customer',
];

beforeAll(async () => {
  stack = await startStack({ dataDir: DATA_DIR });
  bundles = await bundleFunctions(newDirectory(), NAMES);
});

afterAll(() => stack.close());

/** Not with spawnSync: the command asks the stack, which runs in this process and must be free to answer. */
async function samEnvironment(dataDir: string) {
  const child = spawn(process.execPath, ['infra/commands/sam-environment.ts'], {
    env: { ...process.env, DATA_DIR: dataDir },
  });
  const [stdout, stderr, [status]] = await Promise.all([
    text(child.stdout),
    text(child.stderr),
    once(child, 'close'),
  ]);
  return { status, stdout, stderr };
}

/** The environment that `sam local invoke --env-vars` gives a function: only what its template declares is replaced. */
function asSamGives(name: string, replaced: Record<string, string>): Record<string, string> {
  const functions = new Map(resources(templateOf(synthesize(stages.dev), name), 'AWS::Lambda::Function'));
  const declared = functions.get(logicalId(name))!.Properties.Environment.Variables as Record<
    string,
    unknown
  >;
  const variables = Object.entries(declared).map(([variable, value]) => [
    variable,
    replaced[variable] ?? (typeof value === 'string' ? value : ''),
  ]);
  const credentials = { AWS_ACCESS_KEY_ID: 'defaultkey', AWS_SECRET_ACCESS_KEY: 'defaultsecret' };
  return { AWS_REGION: 'us-east-1', ...credentials, ...Object.fromEntries(variables) };
}

it.each(NAMES)(
  '%s of the dev templates runs on the local stack with the environment that is printed for sam',
  async (name) => {
    const { stdout, stderr } = await samEnvironment(DATA_DIR);
    expect(stderr).toBe('');
    const { Parameters } = JSON.parse(stdout);
    const event = filledFixture(`events/${name}.json`, await readOrMakeSeeds(DATA_DIR));

    const { response } = await runBundle(
      join(bundles.directory, name, 'index.cjs'),
      asSamGives(name, Parameters),
      event,
    );

    expect(response.statusCode, response.body).toBe(200);
  },
);

it('says in one line that no stack is running', async () => {
  expect(await samEnvironment(newDirectory())).toEqual({
    status: 1,
    stdout: '',
    stderr: 'offboard: no local stack is running: start one with npm start\n',
  });
});
