import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { type OperationModule, operations } from '../../functions/operations.ts';
import { writeCollection } from '../../infra/commands/collection/write.ts';
import { readOrMakeSeeds } from '../../infra/local/seeds.ts';
import { run, shell } from '../local/run.ts';
import { runHere } from '../local/run-here.ts';
import { newDirectory } from '../support/directories.ts';
import { startOwnService } from '../support/own-service.ts';
import { type HttpFileRequest, httpRequests } from './http-requests.ts';

const dataDir = newDirectory();
const { service, close } = await startOwnService(dataDir);
afterAll(close);

/** Writes for the samples as they are now: those that were deleted are made anew. */
async function writtenRequests(): Promise<Map<string, HttpFileRequest>> {
  const directory = newDirectory();
  writeCollection(directory, service.url, await readOrMakeSeeds(dataDir));
  const requests = httpRequests(readFileSync(join(directory, 'offboard.http'), 'utf8'));
  return new Map(requests.map((request) => [request.name, request]));
}

const nameOf = ({ operation }: OperationModule): string => operation.name.replaceAll(/[/-]/g, '_');

async function statusOf({ method, url, headers, body }: HttpFileRequest): Promise<number> {
  const answer = await fetch(url, { method, headers, ...(body !== undefined && { body }) });
  await answer.arrayBuffer();
  return answer.status;
}

describe('offboard.http', () => {
  it('has a request of each operation, which succeeds as documented', async () => {
    let requests = await writtenRequests();
    expect([...requests.keys()].toSorted()).toEqual(operations.map(nameOf).toSorted());
    const failed: string[] = [];
    for (const name of [...requests.keys()]) {
      const { responses } = (
        operations.find((module) => nameOf(module) === name) as OperationModule
      ).documentation();
      const isSuccess = (status: number) => status < 300 && status in responses;
      if (isSuccess(await statusOf(requests.get(name) as HttpFileRequest))) continue;
      // An earlier one has deleted or changed what this is about: written again, it is about another.
      requests = await writtenRequests();
      const status = await statusOf(requests.get(name) as HttpFileRequest);
      if (!isSuccess(status)) failed.push(`${name}: ${status}`);
    }
    expect(failed).toEqual([]);
  }, 60_000);
});

interface Item {
  readonly name: string;
  readonly item?: readonly Item[];
  readonly request?: Record<string, unknown>;
}

interface Collection {
  readonly info: { readonly schema: string };
  readonly item: readonly Item[];
  readonly variable: readonly { readonly key: string; readonly value: string }[];
}

describe('npm run collection', () => {
  it('writes a collection for a stage, with a folder for each resource and no secret', async () => {
    const [out, url] = [newDirectory(), 'https://api.example.com'];
    const { code, stdout, stderr } = await run(
      ['infra/commands/collection/command.ts', '--out', out, '--stage', 'dev', '--url', url],
      shell({ DATA_DIR: newDirectory() }),
    );
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(stdout.trim().split('\n')).toHaveLength(2);

    const file = join(out, 'offboard.postman_collection.json');
    const { info, item, variable } = JSON.parse(readFileSync(file, 'utf8')) as Collection;
    expect(statSync(file).mode & 0o777).toBe(0o600);
    expect(info.schema).toBe('https://schema.getpostman.com/json/collection/v2.1.0/collection.json');
    expect(item.map(({ name }) => name)[0]).toBe('Accounts receivable, EnKash dialect');
    expect(item[0]?.item?.map(({ name }) => name)).toEqual(['customers', 'invoices', 'reminders', 'tokens']);
    const all = item.flatMap(({ item = [] }) => item.flatMap(({ item = [] }) => item));
    expect(all).toHaveLength(operations.length);
    expect(variable.find(({ key }) => key === 'url')?.value).toBe(url);
    expect(variable.filter(({ value }) => value !== '')).toHaveLength(1);

    const requestOf = (name: string) => all.find((item) => item.name === name)?.request;
    expect(requestOf('Delete a customer that no live invoice refers to')).toEqual({
      method: 'DELETE',
      url: {
        raw: '{{url}}/api/v0/customer/{{enkash_customerId}}?parentCompanyId={{enkash_companyId}}',
        host: ['{{url}}'],
        path: ['api', 'v0', 'customer', '{{enkash_customerId}}'],
        query: [{ key: 'parentCompanyId', value: '{{enkash_companyId}}' }],
      },
      header: [
        { key: 'accept', value: 'application/json', type: 'text' },
        { key: 'authorization', value: '{{enkash_authorization}}', type: 'text' },
      ],
    });
    expect(requestOf('Get an access token')).toMatchObject({
      body: { mode: 'urlencoded', urlencoded: [{ key: 'grant_type', value: 'password' }, {}, {}, {}] },
    });
    expect(requestOf('Update the customers of a CSV file')).toMatchObject({
      body: {
        mode: 'formdata',
        formdata: [{ key: 'file', type: 'file', src: 'files/enkash-customers-update-customers.csv' }],
      },
    });
    expect(readFileSync(join(out, 'files/enkash-customers-update-customers.csv'), 'utf8')).toContain(
      '{{enkash_customerId}},Asha',
    );
  });

  it('fills in the samples of a laptop', async () => {
    const directory = newDirectory();
    const seeds = await readOrMakeSeeds(dataDir);
    writeCollection(directory, service.url, seeds);
    const { variable } = JSON.parse(
      readFileSync(join(directory, 'offboard.postman_collection.json'), 'utf8'),
    ) as Collection;
    const values = Object.fromEntries(variable.map(({ key, value }) => [key, value]));
    expect(variable.filter(({ value }) => value === '')).toEqual([]);
    expect(values).toMatchObject({
      url: service.url,
      enkash_customerId: seeds.enkash.customerId,
      amili_authorization: seeds.amili.authorization,
      beel_companyId: seeds.beel.company,
      operator_authorization: seeds.operator.authorization,
    });
    const csv = readFileSync(join(directory, 'files/enkash-customers-update-customers.csv'), 'utf8');
    expect(csv).toContain(`${seeds.enkash.customerId},Asha`);
  });

  it.each([
    [['--stage', 'elsewhere'], 'there is no stage elsewhere: use dev, staging, prod'],
    [['--url', 'nowhere'], '--url nowhere is no address'],
  ])('refuses %j', async (args, problem) => {
    const { code, stderr } = await runHere(
      ['infra/commands/collection/command.ts', ...args],
      shell({ DATA_DIR: newDirectory() }),
    );
    expect([code, stderr]).toEqual([1, `offboard: ${problem}\n`]);
  });
});
