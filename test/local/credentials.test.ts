import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { SCOPES } from '../../functions/beel/dialect/api-keys.ts';
import { resourceNames } from '../../infra/names.ts';
import { newDirectory } from '../support/directories.ts';
import { type Service, shell, startService } from './run.ts';
import { runHere } from './run-here.ts';

const dataDir = newDirectory();
const env = shell({ DATA_DIR: dataDir, PORT: '0' });
const COMPANY = randomUUID();
let service: Service;

beforeAll(async () => {
  service = await startService(env);
});

afterAll(() => service.end('SIGINT'));

const credentials = (...args: string[]) => runHere(['infra/commands/credentials/command.ts', ...args], env);

/** What a command that must succeed printed: one line of JSON. */
async function made(...args: string[]) {
  const { code, stdout, stderr } = await credentials(...args);
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  expect(stdout).toMatch(/^\{.*\}\n$/);
  return JSON.parse(stdout);
}

const status = async (method: string, path: string, authorization: string): Promise<number> =>
  (await fetch(`${service.url}${path}`, { method, headers: { authorization } })).status;

/** Leaves a client as version 0.2.0 stored it. */
async function takeCompany(id: string): Promise<void> {
  const { dynamodb: endpoint } = JSON.parse(readFileSync(join(dataDir, 'stack.json'), 'utf8'));
  const credentials = { accessKeyId: 'local', secretAccessKey: 'local' };
  const client = DynamoDBDocumentClient.from(new DynamoDBClient({ endpoint, region: 'local', credentials }));
  const update = new UpdateCommand({
    TableName: resourceNames('local').credentialsTable,
    Key: { pk: id, sk: 'CREDENTIAL' },
    UpdateExpression: 'SET #grant = :empty',
    ExpressionAttributeNames: { '#grant': 'grant' },
    ExpressionAttributeValues: { ':empty': {} },
  });
  await client.send(update);
  client.destroy();
}

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

  it.each([
    ['a comma', ['--client', '11,12']],
    ['two options', ['--client', '11', '--client', '12']],
    ['both, and a number twice', ['--client', '11,12', '--client=12']],
  ])('takes a list with %s', async (_, options) => {
    const { authorization, clientNos } = await made('amili', ...options);
    expect(clientNos).toEqual([11, 12]);
    expect(await status('DELETE', '/clients/11/customers/1', authorization)).toBe(404);
    expect(await status('DELETE', '/clients/12/customers/1', authorization)).toBe(404);
  });

  it('gives a BeeL key all scopes where none is named, and its company what is said of it', async () => {
    const company = randomUUID();
    const name = 'Panadería García SL';
    const { authorization, ...key } = await made('beel', '--company', company.toUpperCase(), '--name', name);
    expect(key).toMatchObject({ company, mode: 'live', scopes: SCOPES, profile: { legal_name: name } });
    const headers = { authorization };
    const answer = await fetch(`${service.url}/api/v1/companies/${company}`, { headers });
    expect(await answer.json()).toMatchObject({ data: { id: company, ...key.profile } });
  });

  it('makes a BeeL key that works at once, with the scopes it was given', async () => {
    const options = ['--company', randomUUID(), '--scopes', 'customers:read', '--mode', 'test'];
    const { authorization, key } = await made('beel', ...options);
    expect(key).toMatch(/^beel_sk_test_[0-9a-f]{32}$/);
    expect(await status('GET', `/api/v1/customers/${randomUUID()}`, authorization)).toBe(404);
    expect(await status('DELETE', `/api/v1/customers/${randomUUID()}`, authorization)).toBe(403);
  });

  it('makes a key of the operator that works at once, for everybody or for whom it says', async () => {
    const customers = (of: string) => `/operator/v1/${of.replace(':', '/')}/customers`;
    const { authorization, ids, ...all } = await made('operator', '--scopes', 'read,write');
    expect(all).toEqual({
      ...{ name: 'operator', scopes: ['read', 'write'] },
      key: expect.stringMatching(/^offboard_operator_[0-9a-f]{32}$/),
    });
    const tenant = `beel:test:${COMPANY}`;
    const reach = ['--name', 'ops', '--vendors', 'amili,beel', '--tenants', `amili:2218,${tenant}`];
    const some = await made('operator', '--scopes', 'read', ...reach);
    expect(some).toMatchObject({
      ...{ name: 'ops', scopes: ['read'], vendors: ['amili', 'beel'], tenants: ['amili:2218', tenant] },
    });
    const statuses = async (key: string) =>
      Promise.all(
        ['amili:2218', tenant, 'amili:2219', 'enkash:CEK0000001'].map((of) =>
          status('GET', customers(of), key),
        ),
      );
    expect(await statuses(authorization)).toEqual([200, 200, 200, 200]);
    expect(await statuses(some.authorization)).toEqual([200, 200, 404, 404]);
    expect(await made('revoke', ...ids)).toEqual({ revoked: ids });
  });

  it('revokes what it made', async () => {
    const { ids, clientId, clientSecret } = await made('amili', '--client', '14');
    expect(await made('revoke', ...ids)).toEqual({ revoked: ids });
    const form = { grant_type: 'client_credentials', client_id: clientId, client_secret: clientSecret };
    const answer = await fetch(`${service.url}/token`, { method: 'POST', body: new URLSearchParams(form) });
    expect(answer.status).toBe(401);
  });

  it('gives a client of version 0.2.0 the company whose users it then logs in', async () => {
    const login = await made('enkash', '--company', 'CEK0000005');
    const [clientKey, userKey] = login.ids as [string, string];
    const { authorization, form } = {
      authorization: `Basic ${Buffer.from(`${login.clientId}:${login.clientSecret}`).toString('base64')}`,
      form: { grant_type: 'password', username: login.username, password: login.password },
    };
    const logIn = async () => {
      const headers = { authorization };
      const body = new URLSearchParams(form);
      return (await fetch(`${service.url}/oauth/token`, { method: 'POST', headers, body })).status;
    };
    await takeCompany(clientKey);
    expect(await logIn()).toBe(400);

    const adopted = { adopted: [clientKey], company: 'CEK0000005' };
    expect(await made('adopt', clientKey, '--company', 'CEK0000005')).toEqual(adopted);
    expect(await logIn()).toBe(200);
    expect(await made('adopt', clientKey, '--company', 'CEK0000005')).toEqual(adopted);

    for (const [id, company] of [
      [clientKey, 'CEK0000006'],
      [userKey, 'CEK0000005'],
      ['enkash#client#nobody', 'CEK0000005'],
    ] as const) {
      expect(await credentials('adopt', id, '--company', company)).toEqual({
        code: 1,
        stdout: '',
        stderr: `offboard: there is no EnKash client ${id} without a company\n`,
      });
    }
  });

  it('tells how it is used', async () => {
    for (const option of ['--help', '-h']) {
      const { code, stdout, stderr } = await credentials(option);
      expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
      expect(stdout).toMatch(/^usage: npm run --silent credentials -- <what> /);
    }
  });

  it.each([
    [['revoke', 'beel#key#00'], 'there is no credential beel#key#00'],
    [['revoke'], 'revoke what?: npm run credentials -- --help says what it takes'],
    [['adopt', '--company', 'CEK0000001'], 'adopt what?: npm run credentials -- --help says what it takes'],
    [['adopt', 'enkash#client#a'], '--company is missing: npm run credentials -- --help says what it takes'],
    [['enkash'], '--company is missing: npm run credentials -- --help says what it takes'],
    [['amili'], '--client is missing: npm run credentials -- --help says what it takes'],
    [['amili', '--client', ','], '--client is missing: npm run credentials -- --help says what it takes'],
    [['enkash', '--company', 'ACME'], '--company ACME does not match /^CEK[A-Z0-9]{7}$/'],
    [['amili', '--client', '1', '--client', '0'], '--client 0 does not match /^[1-9]\\d{0,14}$/'],
    [['beel', '--company', COMPANY, '--mode', 'dry'], '--mode dry does not match /^(live|test)$/'],
    [
      ['beel', '--company', COMPANY, '--scopes', 'customers:read,customers:delete,invoices'],
      `--scopes knows no customers:delete, invoices: use ${SCOPES.join(', ')}`,
    ],
    [
      ['beel', '--company', COMPANY, '--scopes', ','],
      '--scopes names nothing: npm run credentials -- --help says what it takes',
    ],
    [
      ['beel', '--company', COMPANY, '--postal-code', '2801'],
      '--postal-code: Invalid string: must match pattern /^\\d{5}$/',
    ],
    [['operator'], '--scopes names nothing: npm run credentials -- --help says what it takes'],
    [['operator', '--scopes', 'read,delete'], '--scopes knows no delete: use read, write'],
    [['operator', '--scopes', 'read', '--vendors', 'sap'], '--vendors knows no sap: use enkash, amili, beel'],
    [
      ['operator', '--scopes', 'read', '--tenants', 'amili:2218,beel:1'],
      '--tenants beel:1 is no <vendor>:<tenant>, such as amili:2218',
    ],
    [
      ['operator', '--scopes', 'read', '--tenants', 'toString:1'],
      '--tenants toString:1 is no <vendor>:<tenant>, such as amili:2218',
    ],
    [
      ['operator', '--scopes', 'read', '--tenants', ','],
      '--tenants names nothing: npm run credentials -- --help says what it takes',
    ],
    [['amili', '--client', '1', '--stage', 'qa'], '--stage qa does not match /^(dev|staging|prod)$/'],
    [
      ['amili', '--clients', '1'],
      "Unknown option '--clients': npm run credentials -- --help says what it takes",
    ],
    [
      ['enkash', '--company'],
      "Option '--company <value>' argument missing: npm run credentials -- --help says what it takes",
    ],
    [
      ['enkash', '--company', 'CEK0000001', '--company=CEK0000002'],
      '--company is given twice: npm run credentials -- --help says what it takes',
    ],
    [['anybody'], 'there are no credentials for anybody: npm run credentials -- --help says what it takes'],
    [[], 'credentials for what?: npm run credentials -- --help says what it takes'],
  ])('refuses %j in one line', async (args, line) => {
    expect(await credentials(...args)).toEqual({ code: 1, stdout: '', stderr: `offboard: ${line}\n` });
  });
});
