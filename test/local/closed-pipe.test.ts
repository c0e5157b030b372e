import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { setTimeout as delay } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { freePort } from '../../infra/local/free-port.ts';
import packageJson from '../../package.json' with { type: 'json' };
import { newDirectory } from '../support/directories.ts';
import { shell } from './run.ts';

/** A command whose output nobody reads: the pipe is closed before it writes. */
function startUnread(args: readonly string[], env: NodeJS.ProcessEnv) {
  const child: ChildProcess = spawn(process.execPath, args, { env });
  child.stdout?.destroy();
  let stderr = '';
  child.stderr?.on('data', (chunk) => {
    stderr += chunk;
  });
  const ended = once(child, 'close').then(([code]) => ({ code, stderr }));
  return { child, ended };
}

const dataDir = newDirectory();

describe('a command whose reader has gone', () => {
  it.each([
    ['credentials', ['infra/commands/credentials/command.ts', 'amili', '--client', '2218']],
    ['credentials --help', ['infra/commands/credentials/command.ts', '--help']],
    ['invoke', ['infra/commands/invoke.ts', 'events/beel-flat/customers/get-customer.json']],
    ['event', ['infra/commands/event.ts', 'events/beel-flat/customers/get-customer.json']],
    ['recount --help', ['infra/commands/recount/command.ts', '--help']],
    ['new-operation --help', ['infra/commands/new-operation/command.ts', '--help']],
  ])('ends as if it were read: %s', async (_, args) => {
    const { ended } = startUnread(args, shell({ DATA_DIR: dataDir }));

    expect(await ended).toEqual({ code: 0, stderr: '' });
  });

  it('goes on with its work: start', async () => {
    const PORT = String(await freePort());
    const { child, ended } = startUnread(
      ['infra/commands/start.ts'],
      shell({ DATA_DIR: newDirectory(), PORT }),
    );
    const health = (): Promise<Response> =>
      fetch(`http://localhost:${PORT}/health`).catch(() => delay(50).then(health));

    // Each answer is logged.
    for (let n = 0; n < 3; n++) expect((await health()).status).toBe(200);

    child.kill('SIGINT');
    expect(await ended).toEqual({ code: 0, stderr: '' });
  });
});

it('every command is run in the one way that outlives its reader', () => {
  const programs = Object.values(packageJson.scripts).flatMap(
    (script) => script.match(/infra\/commands\/\S+\.ts/g) ?? [],
  );
  expect(programs.length).toBeGreaterThan(8);
  // withFixture is for the two commands that take one file.
  const isRun = (file: string) => /^await (runWithOptions|withFixture)\(/m.test(readFileSync(file, 'utf8'));
  expect(programs.filter((file) => !isRun(file))).toEqual([]);
});
