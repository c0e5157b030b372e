import { chmodSync, cpSync, mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { newDirectory } from '../support/directories.ts';
import { type Finished, shell, startService } from './run.ts';
import { runHere } from './run-here.ts';

const FILES = ['stack.json', 'seeds.json', 'signing-key.pem', 'dynamodb.sqlite'] as const;

/** Data as a start leaves it, while the service runs: with every file that there is. */
const whole = join(newDirectory(), 'data');
/** Who may read them, while it runs. */
let modesOfWhole: Record<string, string>;

beforeAll(async () => {
  const service = await startService(shell({ DATA_DIR: whole, PORT: '0' }));
  const record = readFileSync(join(whole, 'stack.json'));
  modesOfWhole = modes(whole);
  await service.end('SIGINT');
  writeFileSync(join(whole, 'stack.json'), record);
});

const modes = (dataDir: string) =>
  Object.fromEntries(
    ['', ...FILES, 'dynamodb.sqlite-wal', 'dynamodb.sqlite-shm'].map((name) => [
      name,
      (statSync(join(dataDir, name)).mode & 0o777).toString(8),
    ]),
  );

/** Of files that their owner alone may read. */
const CLOSED = {
  '': '700',
  'stack.json': '600',
  'seeds.json': '600',
  'signing-key.pem': '600',
  'dynamodb.sqlite': '600',
  'dynamodb.sqlite-wal': '600',
  'dynamodb.sqlite-shm': '600',
};

function copyOfData(): string {
  const copy = newDirectory();
  cpSync(whole, copy, { recursive: true });
  return copy;
}

const start = (DATA_DIR: string): Promise<Finished> =>
  runHere(['infra/commands/start.ts'], shell({ DATA_DIR, PORT: '0' }));

/** That a start on this data says one line with these words, and ends. */
async function expectRefusal(dataDir: string, words: string | RegExp): Promise<void> {
  const { code, stdout, stderr } = await start(dataDir);
  expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
  expect(stderr).toMatch(/^offboard: [^\n]+\n$/);
  if (typeof words === 'string') expect(stderr).toBe(`offboard: ${words}\n`);
  else expect(stderr).toMatch(words);
}

describe('a damaged file', () => {
  it.each([
    ['stack.json', 'nonsense'],
    ['stack.json', '{}'],
    ['seeds.json', '{"enkash": '],
    ['seeds.json', '[]'],
    ['signing-key.pem', 'nonsense'],
    ['signing-key.pem', ''],
  ])('%s that holds %j is named in one line', async (name, text) => {
    const dataDir = copyOfData();
    const file = join(dataDir, name);
    writeFileSync(file, text);
    await expectRefusal(dataDir, `${file} is damaged: delete it, and it is made anew`);
  });

  it('dynamodb.sqlite that is no database is named in one line', async () => {
    const dataDir = copyOfData();
    const file = join(dataDir, 'dynamodb.sqlite');
    writeFileSync(file, 'nonsense'.repeat(1_000));
    await expectRefusal(
      dataDir,
      new RegExp(
        `^offboard: the embedded DynamoDB does not start on ${file}: it ended with 1: error: Database`,
      ),
    );
  });

  it.each(FILES)('%s that is a directory is named in one line', async (name) => {
    const dataDir = copyOfData();
    const file = join(dataDir, name);
    rmSync(file);
    mkdirSync(file);
    await expectRefusal(dataDir, new RegExp(file));
  });

  it('seeds.json without the data that it tells of is named in one line; the next start makes all good', async () => {
    const dataDir = copyOfData();
    rmSync(join(dataDir, 'dynamodb.sqlite'));
    const file = join(dataDir, 'seeds.json');
    await expectRefusal(dataDir, new RegExp(`^offboard: ${file} does not fit the data: delete it, `));
    rmSync(file);
    // What an earlier version left open is closed to others.
    chmodSync(join(dataDir, 'dynamodb.sqlite'), 0o644);
    const service = await startService(shell({ DATA_DIR: dataDir, PORT: '0' }));
    expect(modes(dataDir)).toEqual(CLOSED);
    expect(await service.end('SIGINT')).toBe(0);
  });
});

describe('an impossible DATA_DIR', () => {
  it('is named where a file is in its place', async () => {
    const file = join(newDirectory(), 'file');
    writeFileSync(file, '');
    await expectRefusal(join(file, 'data'), new RegExp(`^offboard: ${file}/data`));
  });

  it('is named where no directory can be made', async () => {
    await expectRefusal(
      '/proc/offboard/data',
      /^offboard: \/proc\/offboard cannot be made: ENOENT: [^:]+: set DATA_DIR to another one\n$/,
    );
  });
});

describe('what lies in DATA_DIR', () => {
  it('is for its owner alone', () => {
    expect(modesOfWhole).toEqual(CLOSED);
  });
});
