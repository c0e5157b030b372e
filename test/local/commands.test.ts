import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { newDirectory } from '../support/directories.ts';
import { run, type Service, shell, startService } from './run.ts';

const env = shell({ DATA_DIR: newDirectory(), PORT: '0' });
let service: Service;

beforeAll(async () => {
  service = await startService(env);
});

afterAll(() => service.end('SIGINT'));

const credentials = (...args: string[]) => run(['infra/commands/credentials/command.ts', ...args], env);

/** What a command that must succeed printed: one line of JSON. */
async function made(...args: string[]) {
  const { code, stdout, stderr } = await credentials(...args);
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  expect(stdout).toMatch(/^\{.*\}\n$/);
  return JSON.parse(stdout);
}

const status = async (method: string, path: string, authorization: string): Promise<number> =>
  (await fetch(`${service.url}${path}`, { method, headers: { authorization } })).status;

describe('npm run credentials', () => {
  it('makes an EnKash login that works at once, for its company and those it acts for', async () => {
    const { authorization, companyId } = await made(
      'enkash',
      '--company',
      'CEK0000001',
      '--acts-for',
      'CEK0000002',
    );
    expect(companyId).toBe('CEK0000001');
    const path = '/api/v0/customer/KC00000000000000';
    expect(await status('DELETE', path, authorization)).toBe(404);
    expect(await status('DELETE', `${path}?parentCompanyId=CEK0000002`, authorization)).toBe(404);
    expect(await status('DELETE', `${path}?parentCompanyId=CEK0000003`, authorization)).toBe(403);
  });

  it('makes an Amili client that works at once, for its client numbers', async () => {
    const { authorization } = await made('amili', '--client', '11,12');
    expect(await status('DELETE', '/clients/12/customers/1', authorization)).toBe(404);
    expect(await status('DELETE', '/clients/13/customers/1', authorization)).toBe(403);
  });

  it('makes a BeeL key that works at once, with the scopes it was given', async () => {
    const company = randomUUID();
    const { authorization, key } = await made(
      'beel',
      '--company',
      company,
      '--scopes',
      'customers:read',
      '--mode',
      'test',
    );
    expect(key).toMatch(/^beel_sk_test_[0-9a-f]{32}$/);
    expect(await status('GET', `/api/v1/customers/${randomUUID()}`, authorization)).toBe(404);
    expect(await status('DELETE', `/api/v1/customers/${randomUUID()}`, authorization)).toBe(403);
  });

  it('revokes what it made', async () => {
    const { ids, clientId, clientSecret } = await made('amili', '--client', '14');
    expect(await made('revoke', ...ids)).toEqual({ revoked: ids });
    const form = { grant_type: 'client_credentials', client_id: clientId, client_secret: clientSecret };
    const answer = await fetch(`${service.url}/token`, { method: 'POST', body: new URLSearchParams(form) });
    expect(answer.status).toBe(401);
  });

  it.each([
    [['revoke', 'beel#key#00'], 'there is no credential beel#key#00'],
    [['revoke'], 'revoke what?'],
    [['enkash'], '--company is missing'],
    [['enkash', '--company', 'ACME'], '--company ACME does not match /^CEK[A-Z0-9]{7}$/'],
    [['amili', '--client', '0'], '--client 0 does not match /^[1-9]\\d{0,14}$/'],
    [['beel', '--company', randomUUID(), '--mode', 'dry'], '--mode dry does not match /^(live|test)$/'],
    [['amili', '--client', '1', '--stage', 'qa'], '--stage qa does not match /^(dev|staging|prod)$/'],
    [['amili', '--clients', '1'], "Unknown option '--clients'"],
    [['anybody'], 'there are no credentials of anybody: npm run credentials -- --help'],
    [[], 'whose? npm run credentials -- --help'],
  ])('refuses %j in words', async (args, words) => {
    const { code, stdout, stderr } = await credentials(...args);
    expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
    expect(stderr.startsWith(`offboard: ${words}`)).toBe(true);
    expect(stderr.split('\n')).toHaveLength(2);
  });
});

describe('npm run invoke', () => {
  it('runs the operation on the stack that runs, and prints its response', async () => {
    const { code, stdout, stderr } = await run(
      ['infra/commands/invoke.ts', 'events/beel-flat/customers/get-customer.json'],
      env,
    );
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(JSON.parse(stdout).statusCode).toBe(200);
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
    const { code, stdout, stderr } = await run(['infra/commands/invoke.ts', ...args], env);
    expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
    expect(stderr.startsWith(`offboard: ${words}`)).toBe(true);
    expect(stderr).not.toContain('    at ');
  });
});

describe('npm run event', () => {
  it('fills every placeholder and changes nothing else', async () => {
    const file = 'events/beel-flat/customers/deactivate-customers.json';
    const { code, stdout } = await run(['infra/commands/event.ts', file], env);
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
