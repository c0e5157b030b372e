import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { newDirectory } from '../support/directories.ts';
import { run, type Service, shell, startService } from './run.ts';
import { runHere } from './run-here.ts';

const env = shell({ DATA_DIR: newDirectory(), PORT: '0' });
let service: Service;

beforeAll(async () => {
  service = await startService(env);
});

afterAll(() => service.end('SIGINT'));

describe('npm run invoke', () => {
  it('runs the operation on the stack that runs, and prints its response', async () => {
    const { code, stdout, stderr } = await run(
      ['infra/commands/invoke.ts', 'events/beel-flat/customers/get-customer.json'],
      env,
    );
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(JSON.parse(stdout).statusCode).toBe(200);
  });

  it('logs no two invocations under one trace', async () => {
    const traces = new Set<string>();
    for (let time = 0; time < 2; time++) {
      const { stdout } = await runHere(
        ['infra/commands/invoke.ts', 'events/service/health/get-health.json'],
        {
          ...env,
          LOG_LEVEL: 'info',
        },
      );
      const line = JSON.parse(stdout.slice(0, stdout.indexOf('\n')));
      traces.add(line.traceId);
    }
    expect(traces.size).toBe(2);
  });

  it('works without a running stack', async () => {
    const elsewhere = shell({ DATA_DIR: newDirectory() });
    const { code, stdout } = await run(
      ['infra/commands/invoke.ts', 'events/amili/customers/delete-customer.json'],
      elsewhere,
    );
    expect(code).toBe(0);
    expect(JSON.parse(JSON.parse(stdout).body)).toEqual({
      status: 'PROCESSED',
      result: 'DELETED',
      message: 'Customer deleted',
      clientNo: 2218,
      accountNo: expect.any(Number),
      customerNo: '543210',
    });
  });

  it.each([
    [[], 'name an event fixture, such as events/enkash/customers/delete-customer.json'],
    [['events/nowhere.json'], 'events/nowhere.json cannot be read: '],
    [['.ci/run'], '.ci/run is not JSON: '],
    [['package.json'], 'no operation has the route undefined'],
  ])('refuses %j in words', async (args, words) => {
    const { code, stdout, stderr } = await runHere(['infra/commands/invoke.ts', ...args], env);
    expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
    expect(stderr.startsWith(`offboard: ${words}`)).toBe(true);
    expect(stderr).not.toContain('    at ');
  });
});

describe('npm run event', () => {
  it('gives each event a trace of its own', async () => {
    const traces = new Set<string>();
    for (let time = 0; time < 2; time++) {
      const { stdout } = await runHere(
        ['infra/commands/event.ts', 'events/amili/customers/get-customer.json'],
        env,
      );
      traces.add(JSON.parse(stdout).headers['x-amzn-trace-id']);
    }
    expect([...traces]).toEqual([
      expect.stringMatching(/^Root=1-[0-9a-f]{8}-[0-9a-f]{24}$/),
      expect.stringMatching(/^Root=1-[0-9a-f]{8}-[0-9a-f]{24}$/),
    ]);
  });

  it('fills every placeholder and changes nothing else', async () => {
    const file = 'events/beel-flat/customers/deactivate-customers.json';
    const { code, stdout } = await runHere(['infra/commands/event.ts', file], env);
    expect(code).toBe(0);
    const filled = JSON.parse(stdout);
    const fixture = JSON.parse(readFileSync(file, 'utf8'));
    expect(stdout).not.toContain('{{');
    expect(filled.headers.authorization).toMatch(/^Bearer beel_sk_live_[0-9a-f]{32}$/);
    expect(filled.queryStringParameters.ids).toMatch(/^[0-9a-f-]{36},[0-9a-f-]{36}$/);
    const { headers, queryStringParameters, rawQueryString, ...rest } = filled;
    expect(rest).toEqual({
      ...fixture,
      headers: undefined,
      queryStringParameters: undefined,
      rawQueryString: undefined,
    });
    expect(Object.keys(headers)).toEqual(Object.keys(fixture.headers));
    expect(decodeURIComponent(rawQueryString)).toBe(`ids=${queryStringParameters.ids}`);
  });
});
