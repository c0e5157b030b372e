import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { run, type Service, shell, startService } from '../local/run.ts';
import { runHere } from '../local/run-here.ts';
import { newDirectory } from '../support/directories.ts';

const COMMAND = 'infra/commands/seed/command.ts';
const dataDir = newDirectory();
const env = shell({ DATA_DIR: dataDir, PORT: '0' });
let service: Service;

beforeAll(async () => {
  service = await startService(env);
});

afterAll(() => service.end('SIGINT'));

const seed = (...args: string[]) => runHere([COMMAND, ...args], env);

/** Asks the service in the name of its own seeds. */
async function status(method: string, path: string, vendor: string): Promise<number> {
  const seeds = JSON.parse(readFileSync(join(dataDir, 'seeds.json'), 'utf8'));
  const { authorization } = seeds[vendor];
  return (await fetch(`${service.url}${path}`, { method, headers: { authorization } })).status;
}

describe('npm run seed', () => {
  it('fills the stack that runs, for the credentials that it printed', async () => {
    const { code, stdout, stderr } = await seed('--customers', '60', '--links', '0.25', '--tenant', 'beel');
    const { tenant, examples, ...rest } = JSON.parse(stdout);
    expect([code, rest]).toEqual([0, { customers: 60, linked: 15, seconds: expect.any(Number) }]);
    expect(tenant).toMatch(/^beel#live:[0-9a-f-]{36}$/);
    expect(stderr).toMatch(
      /^seed: \d\d % of 60 customers, \ds left\n(seed: .*\n)*seed: 100 % of 60 customers\n$/,
    );

    expect(await status('GET', `/api/v1/customers/${examples.linked}`, 'beel')).toBe(200);
    expect(await status('DELETE', `/api/v1/customers/${examples.linked}`, 'beel')).toBe(409);
    expect(await status('DELETE', `/api/v1/customers/${examples.unlinked}`, 'beel')).toBe(200);
  });

  it('takes EnKash when no tenant is named, links nobody when no share is, and adds to what is there', async () => {
    const counted = async () => JSON.parse((await seed('--customers', '2')).stdout);
    const [first, second] = [await counted(), await counted()];
    expect(first).toMatchObject({ tenant: 'enkash#CEKFOWV7UQ', customers: 2, linked: 0 });
    for (const { examples } of [first, second])
      expect(await status('DELETE', `/api/v0/customer/${examples.unlinked}`, 'enkash')).toBe(200);
  });

  it('fills another tenant, and works without a running stack', async () => {
    const alone = shell({ DATA_DIR: newDirectory() });
    const args = ['--customers', '3', '--tenant', 'amili#77', '--links', '1'];
    const { code, stdout } = await run([COMMAND, ...args], alone);
    expect([code, JSON.parse(stdout)]).toMatchObject([0, { tenant: 'amili#77', customers: 3, linked: 3 }]);
    const recounted = await run(['infra/commands/recount/command.ts'], alone);
    expect([recounted.code, recounted.stdout]).toEqual([0, '']);
  });

  it('leaves nothing half done when it is told to end', async () => {
    const { DYNAMODB_ENDPOINT, ...alone } = shell({ DATA_DIR: newDirectory() });
    const args = ['--customers', '1000000', '--tenant', 'amili', '--links', '0.5'];
    const child = spawn(process.execPath, [COMMAND, ...args], { env: alone });
    const exited = once(child, 'exit');
    // Its first line comes with the first customers.
    await once(child.stderr, 'data');
    child.kill('SIGTERM');

    expect(await exited).toEqual([143, null]);
    const recounted = await run(['infra/commands/recount/command.ts'], alone);
    expect([recounted.code, recounted.stdout]).toEqual([0, '']);
    expect(recounted.stderr).toMatch(/recount: 100 % of [\d,]{2,} items to read/);
  });

  it('says how it is used', async () => {
    const { code, stdout, stderr } = await seed('--help');
    expect([code, stderr]).toEqual([0, '']);
    expect(stdout).toMatch(/^usage: npm run --silent seed -- --customers <number>/);
  });

  it.each([
    [[], '--customers is missing: npm run seed -- --help says what it takes'],
    [['--customers', '0'], '--customers 0 is out of range: npm run seed -- --help says what it takes'],
    [['--customers', 'many'], '--customers many is out of range: npm run seed -- --help says what it takes'],
    [
      ['--customers', '1', '--links', '1.5'],
      '--links 1.5 is out of range: npm run seed -- --help says what it takes',
    ],
    [['--stage', 'dev'], "Unknown option '--stage': npm run seed -- --help says what it takes"],
    ...['acme', 'enkash#ACME', 'beel#550e8400-e29b-41d4-a716-446655440000', 'amili#0'].map(
      (tenant): [string[], string] => [
        ['--customers', '1', '--tenant', tenant],
        `--tenant ${tenant} is none of enkash, amili, beel, enkash#CEK…, amili#<client number>, beel#<live|test>:<company uuid>`,
      ],
    ),
  ])('refuses %j in one line', async (args, words) => {
    expect(await seed(...args)).toEqual({ code: 1, stdout: '', stderr: `offboard: ${words}\n` });
  });
});
