import { createHash } from 'node:crypto';
import { existsSync, globSync, mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DynamoDBClient, paginateScan } from '@aws-sdk/client-dynamodb';
import { afterAll, describe, expect, it } from 'vitest';
import { createSnapshots } from '../../infra/local/sandbox/snapshots/snapshots.ts';
import { shell, startService } from '../local/run.ts';
import { runHere } from '../local/run-here.ts';
import { operatorAuthorization } from '../support/credentials.ts';
import { newDirectory } from '../support/directories.ts';
import { startOwnService } from '../support/own-service.ts';
import { type Ask, asking, signedIn } from './service.ts';

const HOUR = 60 * 60 * 1000;

/** The embedded engine alone has snapshots. */
const isEmbedded = !process.env.DYNAMODB_ENDPOINT;
const dataDir = newDirectory();
const { service, close } = await startOwnService(dataDir);
const ask = asking(service.url);
const { operator, enkash } = await signedIn(ask);
const customers = `/operator/v1/enkash/${enkash.tenant}/customers`;

afterAll(close);

const keep = (name: string) => ask(`PUT /sandbox/snapshots/${name}`);
const bringBack = (name: string) => ask(`POST /sandbox/snapshots/${name}/restoration`);
const list = async () => (await ask('GET /sandbox/snapshots')).body.items;
const namesOf = async () => (await list()).map(({ name }: { name: string }) => name);

async function create(
  legalName: string,
  as: Ask = ask,
  authorization = enkash.authorization,
): Promise<string> {
  const contact = { deleted: false, legalName, mobile: '9876543210', name: 'Asha' };
  const json = { legalName, customerKeyContacts: [contact] };
  return (await as('POST /api/v0/customer', authorization, json)).body.payload.customerId;
}

/** All events since the beginning: what workers have told, in their order. */
async function events(): Promise<{ data: { id?: string } }[]> {
  const found: { data: { id?: string } }[] = [];
  for (let cursor = ''; ; ) {
    const { status, body } = await ask(`GET /operator/v1/events?limit=100${cursor}`, operator);
    expect(status).toBe(200);
    found.push(...body.items);
    if (!body.more) return found;
    cursor = `&cursor=${body.next}`;
  }
}

/** Waits until workers have told of a customer: in its history, and in the events, which another worker writes. */
const told = (id: string, changes: number) =>
  expect
    .poll(async () => [
      (await ask(`GET ${customers}/${id}/history`, operator)).body.items?.length,
      (await events()).filter(({ data }) => data.id === id).length,
    ])
    .toEqual([changes, changes]);

/** Every item of both tables: its key, and what is in it in short. */
async function tables(): Promise<Record<string, string>> {
  const { AWS_ENDPOINT_URL_DYNAMODB: endpoint, RECEIVABLES_TABLE, CREDENTIALS_TABLE } = process.env;
  const client = new DynamoDBClient({ endpoint: endpoint as string });
  const found: [string, string][] = [];
  for (const TableName of [RECEIVABLES_TABLE as string, CREDENTIALS_TABLE as string])
    for await (const { Items = [] } of paginateScan({ client }, { TableName }))
      for (const item of Items) {
        const digest = createHash('sha256')
          .update(JSON.stringify(inOrder(item)))
          .digest('hex');
        found.push([`${item.pk?.S} ${item.sk?.S}`, digest]);
      }
  client.destroy();
  return Object.fromEntries(found);
}

/** The engine gives attributes in any order. */
function inOrder(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(inOrder);
  if (!(value instanceof Object)) return value;
  const members = Object.entries(value).sort(([one], [other]) => (one < other ? -1 : 1));
  return members.map(([name, inner]) => [name, inOrder(inner)]);
}

/** Files of the data directory below some of its parts, by what is in them. */
const filesIn = (...parts: string[]) =>
  Object.fromEntries(
    parts
      .flatMap((part) => globSync([part, `${part}/**`], { cwd: dataDir }))
      .filter((path) => statSync(join(dataDir, path)).isFile())
      .map((path) => [path, readFileSync(join(dataDir, path), 'utf8')]),
  );

describe.runIf(isEmbedded)('a snapshot', () => {
  it('brings back customers, credentials, histories, events, files, places and clock as they were', async () => {
    const id = await create('Before');
    await told(id, 1);
    const before = await tables();
    const eventsBefore = await events();
    const kept = await keep('base');
    expect(kept).toEqual({
      status: 200,
      body: { name: 'base', at: expect.any(String), bytes: expect.any(Number) },
    });
    expect(kept.body.bytes).toBeGreaterThan(100_000);
    const filesBefore = filesIn('files', 'workers', 'clock.json');

    const other = await create('After');
    await ask(`DELETE /api/v0/customer/${id}`, enkash.authorization);
    await told(id, 2);
    await told(other, 1);
    await ask('POST /sandbox/clock', undefined, { forwardMs: 2 * HOUR });
    writeFileSync(join(dataDir, 'files', 'later'), 'later');
    const key = await operatorAuthorization();
    expect((await ask('GET /operator/v1/tenants', key)).status).toBe(200);
    expect(await tables()).not.toEqual(before);

    expect(await bringBack('base')).toEqual(kept);

    expect(filesIn('files', 'workers', 'clock.json')).toEqual(filesBefore);
    expect(await tables()).toEqual(before);
    expect(await events()).toEqual(eventsBefore);
    expect((await ask('GET /sandbox/clock')).body.aheadMs).toBe(0);
    expect((await ask('GET /operator/v1/tenants', key)).status).toBe(401);
    expect((await ask(`GET ${customers}/${id}`, operator)).body).toMatchObject({
      name: 'Before',
      state: 'active',
    });
    expect((await ask(`GET ${customers}/${other}`, operator)).status).toBe(404);
  });

  it('leaves a service that goes on: each later change is told once', async () => {
    const id = await create('Told');
    await told(id, 1);
    await keep('told');
    await ask(`DELETE /api/v0/customer/${id}`, enkash.authorization);
    await told(id, 2);
    await bringBack('told');
    const before = await events();
    for (let round = 0; round < 2; round++) {
      await bringBack('told');
      await ask(`DELETE /api/v0/customer/${id}`, enkash.authorization);
      await told(id, 2);
      await expect.poll(async () => (await events()).length).toBe(before.length + 1);
      const after = await events();
      expect(after.slice(0, before.length)).toEqual(before);
      expect(after.at(-1)).toMatchObject({ type: 'customer.deleted', data: { id } });
    }
  });

  it('is kept and brought back between requests: none fails, and none is half', async () => {
    await keep('busy');
    let isOver = false;
    const statuses = new Set<number>();
    const client = async () => {
      while (!isOver) {
        const contact = { deleted: false, legalName: 'Busy', mobile: '9876543210', name: 'Asha' };
        const json = { legalName: 'Busy', customerKeyContacts: [contact] };
        const { status, body } = await ask('POST /api/v0/customer', enkash.authorization, json);
        statuses.add(status);
        const { status: seen } = await ask(`GET ${customers}/${body.payload?.customerId}`, operator);
        // Gone where the data of before have come between the two.
        expect([200, 404]).toContain(seen);
      }
    };
    const clients = [client(), client(), client()];
    try {
      expect((await keep('between')).status).toBe(200);
      expect((await bringBack('busy')).status).toBe(200);
      expect((await bringBack('between')).status).toBe(200);
    } finally {
      isOver = true;
      await Promise.allSettled(clients);
    }
    await Promise.all(clients);
    expect([...statuses]).toEqual([200]);
  });

  it('leaves tokens as good as they are, and writes fresh ones into the shell file', async () => {
    await keep('tokens');
    await bringBack('tokens');
    const again = await signedIn(ask);
    expect(again.operator).toBe(operator);
    for (const { authorization } of [enkash, again.enkash])
      expect((await ask('POST /api/v0/customer/search', authorization, {})).status).toBe(200);
    const { enkash: seeds } = JSON.parse(readFileSync(join(dataDir, 'seeds.json'), 'utf8'));
    expect(readFileSync(service.variables, 'utf8')).toContain(
      `ENKASH='Authorization: ${seeds.authorization}'`,
    );
    expect((await ask('POST /api/v0/customer/search', seeds.authorization, {})).status).toBe(200);
  });

  it('is listed with the newest first, replaced under its name, and removed', async () => {
    for (const { name } of await list()) await ask(`DELETE /sandbox/snapshots/${name}`);
    const one = await keep('one');
    const two = await keep('two');
    expect(await list()).toEqual([two.body, one.body]);
    const id = await create('Replaced');
    const again = await keep('one');
    expect(await list()).toEqual([again.body, two.body]);
    await bringBack('two');
    expect((await ask(`GET ${customers}/${id}`, operator)).status).toBe(404);
    await bringBack('one');
    expect((await ask(`GET ${customers}/${id}`, operator)).status).toBe(200);
    expect(await ask('DELETE /sandbox/snapshots/two')).toEqual(two);
    expect(await namesOf()).toEqual(['one']);
  });

  it('is readable by its owner only', async () => {
    await keep('closed');
    const modes = globSync(['snapshots', 'snapshots/closed/**'], { cwd: dataDir }).map(
      (path) => statSync(join(dataDir, path)).mode & 0o077,
    );
    expect(modes.length).toBeGreaterThan(5);
    expect(new Set(modes)).toEqual(new Set([0]));
  });

  it.each([
    ['PUT /sandbox/snapshots/Base', 400, 'name: 1 to 64 small letters, digits and hyphens'],
    [`PUT /sandbox/snapshots/${'a'.repeat(65)}`, 400, 'name: 1 to 64 small letters, digits and hyphens'],
    ['PUT /sandbox/snapshots/..%2f..%2fx', 400, 'name: 1 to 64 small letters, digits and hyphens'],
    ['DELETE /sandbox/snapshots/.a.draft', 400, 'name: 1 to 64 small letters, digits and hyphens'],
    ['DELETE /sandbox/snapshots/nothing', 404, 'there is no snapshot nothing'],
    ['POST /sandbox/snapshots/nothing/restoration', 404, 'there is no snapshot nothing'],
    [
      'POST /sandbox/snapshots/elsewhere/restoration',
      409,
      'the snapshot elsewhere has the tables of LOCAL_STAGE other, not of ',
    ],
  ])('is refused, and nothing changes: %s', async (line, status, message) => {
    await keep('elsewhere');
    const manifest = join(dataDir, 'snapshots/elsewhere/snapshot.json');
    writeFileSync(
      manifest,
      JSON.stringify({ ...JSON.parse(readFileSync(manifest, 'utf8')), stage: 'other' }),
    );
    // Workers are told in order: with the newest, of all that tests before have left.
    await told(await create('Newest'), 1);
    const before = [await tables(), await list()];
    const refused = await ask(line);
    expect([refused.status, refused.body]).toEqual([status, { message: expect.stringContaining(message) }]);
    expect([await tables(), await list()]).toEqual(before);
  });
});

it('is of the embedded engine alone', async () => {
  const { routes } = createSnapshots({
    ...{ dataDir: newDirectory(), stage: 'local', changeData: undefined },
    whileStill: (work) => work(),
    changed: async () => {},
  });
  const asked = { path: { name: 'base' }, query: new URLSearchParams(), body: undefined };
  expect(routes).toHaveLength(4);
  for (const { answer } of routes)
    await expect((async () => answer(asked))()).rejects.toMatchObject({
      ...{ status: 409, message: expect.stringContaining('the one at DYNAMODB_ENDPOINT') },
    });
});

describe.runIf(isEmbedded)('a process that is killed', () => {
  it('while data are brought back leaves the old ones or the new ones, and a service that works', async () => {
    const own = newDirectory();
    const env = shell({ DATA_DIR: own, PORT: '0' });
    let started = await startService(env);
    await asking(started.url)('PUT /sandbox/snapshots/before');
    const as = async () => (await signedIn(asking(started.url))).enkash.authorization;
    const id = await create('Later', asking(started.url), await as());
    for (const wait of [0, 150]) {
      const answer = asking(started.url)('POST /sandbox/snapshots/before/restoration').catch(() => undefined);
      await new Promise((resolve) => setTimeout(resolve, wait));
      await started.end('SIGKILL');
      await answer;
      started = await startService(env);
      const asked = asking(started.url);
      const { operator: key } = await signedIn(asked);
      const found = await asked(`GET ${customers}/${id}`, key);
      expect([200, 404]).toContain(found.status);
      expect(globSync('restoration*', { cwd: own })).toEqual([]);
      await create('Works', asked, await as());
    }
    expect((await asking(started.url)('POST /sandbox/snapshots/before/restoration')).status).toBe(200);
    expect(
      (await asking(started.url)(`GET ${customers}/${id}`, (await signedIn(asking(started.url))).operator))
        .status,
    ).toBe(404);
    await started.end('SIGINT');
    await runHere(['infra/commands/reset.ts'], env);
    expect(existsSync(join(own, 'snapshots'))).toBe(false);
  });

  it('while a snapshot is replaced leaves the earlier one or the new one, and nothing else', async () => {
    const own = newDirectory();
    const directory = join(own, 'snapshots');
    mkdirSync(directory);
    const put = (name: string, bytes: number) => {
      mkdirSync(join(directory, name));
      const manifest = { at: '2026-11-30T00:00:00.000Z', bytes, stage: 'local', parts: [] };
      writeFileSync(join(directory, name, 'snapshot.json'), JSON.stringify(manifest));
    };
    // Put aside, and killed before the new one took its place.
    put('.one.replaced', 1);
    put('.one.draft', 2);
    // Killed behind that.
    put('.two.replaced', 1);
    put('two', 2);
    const { routes } = createSnapshots({
      ...{ dataDir: own, stage: 'local', changeData: async () => {} },
      whileStill: (work) => work(),
      changed: async () => {},
    });
    const asked = { path: {}, query: new URLSearchParams(), body: undefined };
    const listing = routes[0]?.answer(asked) as { items: { name: string; bytes: number }[] };
    expect(listing.items.map(({ name, bytes }) => [name, bytes]).sort()).toEqual([
      ['one', 1],
      ['two', 2],
    ]);
    expect(globSync('.*', { cwd: directory })).toEqual([]);
  });
});
