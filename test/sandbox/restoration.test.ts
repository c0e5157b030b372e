import { globSync, mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterEach, expect, it, vi } from 'vitest';
import { newDirectory } from '../support/directories.ts';

/** Steps until the process is as if it were killed: what comes behind throws, and changes nothing. */
let steps = Number.POSITIVE_INFINITY;

vi.mock('node:fs', async (original) => {
  const fs = await original<typeof import('node:fs')>();
  const stepping =
    <Args extends unknown[], Result>(step: (...args: Args) => Result) =>
    (...args: Args): Result => {
      if (steps-- <= 0) throw new Error('killed');
      return step(...args);
    };
  return { ...fs, renameSync: stepping(fs.renameSync), rmSync: stepping(fs.rmSync) };
});

const { carryOutRestoration, finishRestoration, prepareRestoration } = await import(
  '../../infra/local/sandbox/snapshots/restoration.ts'
);

afterEach(() => {
  steps = Number.POSITIVE_INFINITY;
});

function write(directory: string, files: Record<string, string>): void {
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(directory, path)), { recursive: true });
    writeFileSync(join(directory, path), text);
  }
}

function read(directory: string): Record<string, string> {
  const files = globSync('**', { cwd: directory }).filter((path) => statSync(join(directory, path)).isFile());
  return Object.fromEntries(files.map((path) => [path, readFileSync(join(directory, path), 'latin1')]));
}

const OTHERS = { 'signing-key.pem': 'key', 'sam.json': '{}' };
const OLD = {
  ...{ 'dynamodb.sqlite': 'old', 'dynamodb.sqlite-wal': 'old', 'files/a/b': 'old', 'files/a/old': 'old' },
  ...{ 'workers/record-changes.json': 'old', 'seeds.json': 'old', 'clock.json': 'old' },
  ...OTHERS,
};

/** A snapshot of a clock that was not ahead: it has no file of it. */
function snapshotIn(directory: string): Record<string, string> {
  mkdirSync(directory);
  const database = new DatabaseSync(join(directory, 'dynamodb.sqlite'));
  database.exec(
    'CREATE TABLE _stream_records (created_at INTEGER); INSERT INTO _stream_records VALUES (1000)',
  );
  database.close();
  write(directory, { 'files/a/b': 'new', 'workers/record-changes.json': 'new', 'seeds.json': 'new' });
  const parts = ['dynamodb.sqlite', 'files', 'workers', 'seeds.json'];
  const manifest = { at: '2026-11-30T00:00:00.000Z', bytes: 1, stage: 'local', parts };
  write(directory, { 'snapshot.json': JSON.stringify(manifest) });
  return { 'files/a/b': 'new', 'workers/record-changes.json': 'new', 'seeds.json': 'new', ...OTHERS };
}

it('leaves the old data or the new ones, at whichever step the process is killed', async () => {
  const outcomes = new Set<string>();
  for (let most = 0; ; most++) {
    const dataDir = newDirectory();
    write(dataDir, OLD);
    const snapshot = join(newDirectory(), 'snapshot');
    const expected = snapshotIn(snapshot);
    await prepareRestoration(dataDir, snapshot, new Date(Date.now() - 60_000));

    steps = most;
    let isKilled = false;
    try {
      carryOutRestoration(dataDir);
    } catch (error) {
      expect((error as Error).message).toBe('killed');
      isKilled = true;
    }
    // The next start is killed in its middle, too.
    steps = 2;
    try {
      finishRestoration(dataDir);
    } catch {}
    steps = Number.POSITIVE_INFINITY;
    finishRestoration(dataDir);

    const { 'dynamodb.sqlite': tables, ...found } = read(dataDir);
    if (tables === 'old') expect({ 'dynamodb.sqlite': 'old', ...found }).toEqual(OLD);
    else expect(found).toEqual(expected);
    outcomes.add(tables === 'old' ? 'old' : 'new');
    // One that was killed before it was decided does no harm to a later one.
    if (!isKilled) break;
  }
  expect([...outcomes]).toEqual(['old', 'new']);
});

it('keeps what workers have not come to as long as it had still been kept', async () => {
  const dataDir = newDirectory();
  const snapshot = join(newDirectory(), 'snapshot');
  snapshotIn(snapshot);
  await prepareRestoration(dataDir, snapshot, new Date(Date.now() - 60_000));
  carryOutRestoration(dataDir);
  const database = new DatabaseSync(join(dataDir, 'dynamodb.sqlite'));
  expect(database.prepare('SELECT created_at FROM _stream_records').all()).toMatchObject([
    { created_at: expect.closeTo(1_060, -1) },
  ]);
  database.close();
});

it('removes a copy that was not finished', () => {
  const dataDir = newDirectory();
  write(dataDir, { ...OLD, 'restoration.draft/dynamodb.sqlite': 'half' });
  finishRestoration(dataDir);
  expect(read(dataDir)).toEqual(OLD);
  rmSync(dataDir, { recursive: true });
});
