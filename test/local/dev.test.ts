import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { appendFileSync, cpSync, readFileSync, renameSync, symlinkSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { newDirectory } from '../support/directories.ts';
import { shell } from './run.ts';

/** A copy of the project, whose files may be changed. */
const copy = newDirectory();
const file = join(copy, 'functions/service/health/get-health.ts');
let dev: ChildProcess;
let printed = '';

beforeAll(async () => {
  for (const name of ['functions', 'shared', 'infra', 'package.json'])
    cpSync(name, join(copy, name), { recursive: true });
  symlinkSync(resolve('node_modules'), join(copy, 'node_modules'));
  const env = shell({ DATA_DIR: newDirectory(), PORT: '0' });
  dev = spawn(process.execPath, ['infra/commands/dev/command.ts'], { env, cwd: copy });
  const read = (chunk: Buffer) => {
    printed += chunk;
    dev.emit('printed');
  };
  dev.stdout?.on('data', read);
  dev.stderr?.on('data', read);
  await printing(/listens on \S+\n/);
});

afterAll(async () => {
  const ended = once(dev, 'exit');
  dev.kill('SIGINT');
  expect(await ended).toEqual([0, null]);
});

async function printing(words: RegExp): Promise<void> {
  while (!words.test(printed)) await once(dev, 'printed');
}

/** What is printed while `change` is made, up to these words. */
async function printedBy(change: () => void, words: RegExp): Promise<string> {
  printed = '';
  change();
  await printing(words);
  return printed;
}

/** Puts a new file in the place of the old one, as `sed -i`, git and editors do. */
function replace(change: (text: string) => string): void {
  writeFileSync(`${file}.tmp`, change(readFileSync(file, 'utf8')));
  renameSync(`${file}.tmp`, file);
}

it('reloads as often as a file is replaced, with one line each, on the same port', async () => {
  const url = /listens on (\S+)\n/.exec(printed)?.[1];
  for (const number of [1, 2]) {
    const answered = `{ status: 'ok', number: ${number},`;
    const change = () => replace((text) => text.replace(/\{ status: 'ok',( number: \d,)?/, answered));
    expect(await printedBy(change, /\n/)).toBe('reloaded: functions/service/health/get-health.ts\n');
    expect(await (await fetch(`${url}/health`)).json()).toMatchObject({ number });
  }
});

it('waits for the next change where a file is broken, and reloads once for files that change together', async () => {
  const whole = readFileSync(file, 'utf8');
  const broken = await printedBy(() => appendFileSync(file, 'is this code?'), /not reloaded: .*\n/);
  expect(broken).toContain('get-health.ts');
  expect(broken).toContain('ERR_INVALID_TYPESCRIPT_SYNTAX');

  const mend = () => {
    writeFileSync(file, whole);
    for (const name of ['shared/log.ts', 'infra/names.ts']) appendFileSync(join(copy, name), '\n');
  };
  const reloaded = 'reloaded: functions/service/health/get-health.ts and 2 more\n';
  expect(await printedBy(mend, /\n/)).toBe(reloaded);
});
