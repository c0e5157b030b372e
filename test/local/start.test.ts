import { execFile } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync, statSync } from 'node:fs';
import { createServer } from 'node:http';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { walks } from '../../infra/commands/start/walk.ts';
import { newDirectory } from '../support/directories.ts';
import { run, type Service, shell, startService } from './run.ts';
import { runHere } from './run-here.ts';

const dataDir = newDirectory();
const env = shell({ DATA_DIR: dataDir, PORT: '0' });
let service: Service;

beforeAll(async () => {
  service = await startService(env);
});

afterAll(() => service.end('SIGINT'));

/** Pastes what a summary shows, line by line, into one shell. @returns the status of each answer */
async function paste(output: string): Promise<number[]> {
  const lines = output.split('\n').filter((line) => line.startsWith('  '));
  // The answer of a request whose id a variable keeps goes to stderr.
  const { stdout } = await promisify(execFile)('sh', ['-c', ['exec 2>&1', ...lines].join('\n')]);
  return [...stdout.matchAll(/^(\d{3})$/gm)].map(([, status]) => Number(status));
}

/** What the summary promises of its lines. */
const promised = (output: string): number[] =>
  [...output.matchAll(/ {2}# (\d{3}) /g)].map(([, status]) => Number(status));

/** A service of its own on an embedded engine, which is to be killed. */
async function startToBeBereft() {
  const dataDir = newDirectory();
  const { DYNAMODB_ENDPOINT, ...env } = shell({ DATA_DIR: dataDir, PORT: '0' });
  const bereft = await startService(env);
  const { enginePid } = JSON.parse(readFileSync(join(dataDir, 'stack.json'), 'utf8'));
  return { bereft, dataDir, env, enginePid };
}

describe('npm start', () => {
  it('prints a short summary: what it is, what to paste, and the URL at its end', () => {
    const lines = service.output().trimEnd().split('\n');
    expect(lines.length).toBeLessThan(40);
    expect(lines).toContain(`  . ${dataDir}/env.sh  # tokens in short variables, good for an hour`);
    for (const dialect of Object.keys(walks)) expect(lines).toContain(dialect);
    expect(lines.at(-1)).toBe(`offboard listens on ${service.url}`);
    expect(service.output()).not.toContain('\u001b');
    expect(service.output()).not.toContain('Bearer');
  });

  it('prints lines that do what they say, from created to deleted in each dialect', async () => {
    expect(promised(service.output())).toEqual(
      Object.values(walks).flatMap((steps) => steps.map(([, status]) => status)),
    );
    expect(await paste(service.output())).toEqual(promised(service.output()));
  });

  it('writes tokens where only their owner reads them', () => {
    expect(statSync(join(dataDir, 'env.sh')).mode & 0o777).toBe(0o600);
  });

  it('keeps its data over a restart and makes good what was deleted', async () => {
    const before = JSON.parse(readFileSync(join(dataDir, 'seeds.json'), 'utf8'));
    expect(await service.end('SIGINT')).toBe(0);

    service = await startService(env);

    const after = JSON.parse(readFileSync(join(dataDir, 'seeds.json'), 'utf8'));
    expect(after.enkash.linkedCustomerId).toBe(before.enkash.linkedCustomerId);
    expect(await paste(service.output())).toEqual(promised(service.output()));
  });

  it('ends, and says why in one line, when its database does', async () => {
    const { bereft, env, enginePid } = await startToBeBereft();
    const before = bereft.output();
    const ended = once(bereft.process, 'exit');
    process.kill(enginePid, 'SIGKILL');

    expect(await ended).toEqual([1, null]);
    // A worker that was just at work has a line in the log.
    const said = bereft.output().slice(before.length).split('\n');
    expect(said.filter((line) => !line.startsWith('{'))).toEqual([
      'offboard: the embedded DynamoDB has ended (SIGKILL): start again',
      '',
    ]);
    const again = await startService(env);
    expect((await fetch(`${again.url}/health`)).status).toBe(200);
    await again.end('SIGINT');
  });

  it('ends with its database while a request is at it', async () => {
    const { bereft, dataDir, enginePid } = await startToBeBereft();
    const { enkash } = JSON.parse(readFileSync(join(dataDir, 'seeds.json'), 'utf8'));
    process.kill(enginePid, 'SIGSTOP');
    const answer = fetch(`${bereft.url}/api/v0/customer/${enkash.linkedCustomerId}`, {
      method: 'DELETE',
      headers: { authorization: enkash.authorization },
    });
    const refused = expect(answer).rejects.toThrow('fetch failed');
    await expect
      .poll(() => fetch(`${bereft.url}/sandbox/requests`).then((page) => page.text()))
      .toContain('DELETE');
    const ended = once(bereft.process, 'exit');
    process.kill(enginePid, 'SIGKILL');

    // A request that tries again and again, as this one does, may take twelve seconds.
    expect(await Promise.race([ended, delay(10_000, 'goes on')])).toEqual([1, null]);
    await refused;
  });

  it('says in one line that a stack already runs on this data', async () => {
    const { code, stdout, stderr } = await run(['infra/commands/start.ts'], env);
    expect({ code, stdout, stderr }).toEqual({
      code: 1,
      stdout: '',
      stderr: `offboard: a stack already runs on ${dataDir} (process ${service.process.pid})\n`,
    });
  });

  it('says in one line that the port is taken', async () => {
    const PORT = new URL(service.url).port;
    const finished = await run(['infra/commands/start.ts'], shell({ DATA_DIR: newDirectory(), PORT }));
    const stderr = `offboard: port ${PORT} is taken: set PORT to another one\n`;
    expect(finished).toEqual({ code: 1, stdout: '', stderr });
  });

  it('says in one line that HOST is no address of this machine', async () => {
    const env = shell({ DATA_DIR: newDirectory(), PORT: '0', HOST: '192.0.2.1' });
    const stderr = 'offboard: HOST 192.0.2.1 is no address of this machine\n';
    expect(await run(['infra/commands/start.ts'], env)).toEqual({ code: 1, stdout: '', stderr });
  });

  it('says in one line that PORT is no port', async () => {
    const finished = await runHere(
      ['infra/commands/start.ts'],
      shell({ DATA_DIR: newDirectory(), PORT: 'http' }),
    );
    expect(finished).toEqual({ code: 1, stdout: '', stderr: 'offboard: PORT http is no port\n' });
  });

  it('says in one line that LOG_LEVEL is no level', async () => {
    const LOG_LEVEL = 'loud';
    const finished = await runHere(
      ['infra/commands/start.ts'],
      shell({ DATA_DIR: newDirectory(), LOG_LEVEL }),
    );
    const stderr = 'offboard: LOG_LEVEL loud is no level: use debug, info, warn, error\n';
    expect(finished).toEqual({ code: 1, stdout: '', stderr });
  });

  it('says in one line that CORS_ORIGIN is no origin', async () => {
    const CORS_ORIGIN = 'https://app.example, app';
    const finished = await runHere(
      ['infra/commands/start.ts'],
      shell({ DATA_DIR: newDirectory(), CORS_ORIGIN }),
    );
    const stderr = 'offboard: "app" is no origin to allow: use one such as https://app.example, or *\n';
    expect(finished).toEqual({ code: 1, stdout: '', stderr });
  });

  it.each(['prod', 'My Stage'])('says in one line that %s is no name for the local tables', async (name) => {
    const env = shell({ DATA_DIR: newDirectory(), PORT: '0', LOCAL_STAGE: name });
    expect(await runHere(['infra/commands/start.ts'], env)).toEqual({
      code: 1,
      stdout: '',
      stderr: `offboard: LOCAL_STAGE ${name} is a deployed stage, or no name in small letters\n`,
    });
  });

  it('says in one line that nothing answers at DYNAMODB_ENDPOINT', async () => {
    const closed = createServer().listen(0);
    const { port } = closed.address() as { port: number };
    await new Promise((resolve) => closed.close(resolve));
    const DYNAMODB_ENDPOINT = `http://127.0.0.1:${port}`;
    const { code, stdout, stderr } = await runHere(
      ['infra/commands/start.ts'],
      shell({ DATA_DIR: newDirectory(), PORT: '0', DYNAMODB_ENDPOINT }),
    );
    expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
    expect(stderr).toMatch(new RegExp(`^offboard: no DynamoDB answers at ${DYNAMODB_ENDPOINT}: [^\\n]+\\n$`));
  });

  it('says in one line that there is no embedded DynamoDB for this platform', async () => {
    const elsewhere = 'data:text/javascript,Object.defineProperty(process, "arch", { value: "riscv64" })';
    const { DYNAMODB_ENDPOINT, ...env } = shell({ DATA_DIR: newDirectory(), PORT: '0' });
    const finished = await run(['--import', elsewhere, 'infra/commands/start.ts'], env);
    expect(finished).toEqual({
      code: 1,
      stdout: '',
      stderr:
        'offboard: no embedded DynamoDB for linux-riscv64 (@dynoxide/linux-riscv64 is not installed): ' +
        'start DynamoDB Local in Docker and set DYNAMODB_ENDPOINT=http://localhost:8000\n',
    });
  });
});

/** Starts it with these settings, asks it something, and ends it, which leaves nothing of it running. */
async function whole(settings: Record<string, string>, signal: NodeJS.Signals, args: readonly string[] = []) {
  const DATA_DIR = newDirectory();
  const started = await startService(shell({ DATA_DIR, PORT: '0', ...settings }), args);
  const answer = await fetch(`${started.url}/nowhere`, { headers: { origin: 'https://app.example' } });
  await answer.text();
  const port = new URL(started.url).port;
  const elsewhere = await statusAt(
    `http://${settings.HOST === '0.0.0.0' ? '127.0.0.2' : '127.0.0.1'}:${port}`,
  );

  expect(await started.end(signal)).toBe(0);
  expect(await statusAt(started.url)).toBe('fetch failed');
  const { stdout } = await promisify(execFile)('ps', ['-eo', 'args']);
  expect(stdout.split('\n').filter((line) => line.includes(DATA_DIR))).toEqual([]);
  // What was printed before it may end after the URL, which is waited for.
  const output = started.output();
  const logged = output.split('\n').filter((line) => line.includes('/nowhere'));
  return { url: started.url, answer, elsewhere, output, logged };
}

const statusAt = (url: string): Promise<unknown> =>
  fetch(`${url}/health`).then(
    ({ status }) => status,
    ({ message }) => message,
  );

describe('npm start with other settings', () => {
  const WARNING = 'warning: open to the network: whoever gets hold of a token may use it from anywhere\n';

  it('listens where HOST says, lets origins in, logs JSON into a pipe, and ends at SIGTERM', async () => {
    const settings = { HOST: '127.0.0.2', CORS_ORIGIN: 'https://other.example,https://app.example' };
    const { url, answer, elsewhere, output, logged } = await whole(settings, 'SIGTERM');

    expect(url).toMatch(/^http:\/\/127\.0\.0\.2:\d+$/);
    expect(elsewhere).toBe('fetch failed');
    expect(output).not.toContain('warning');
    expect(answer.headers.get('access-control-allow-origin')).toBe('https://app.example');
    expect(logged).toHaveLength(1);
    expect(JSON.parse(logged[0] as string)).toMatchObject({
      level: 'INFO',
      path: '/nowhere',
      outcome: 'routeNotFound',
    });
  });

  it('is for reading on a terminal, in its colours, warns where others can reach it, and ends at SIGHUP', async () => {
    const terminal = 'data:text/javascript,process.stdout.isTTY = true';
    const settings = { HOST: '0.0.0.0', FORCE_COLOR: '1' };
    const { url, answer, elsewhere, output, logged } = await whole(settings, 'SIGHUP', [
      '--import',
      terminal,
    ]);

    expect(url).toMatch(/^http:\/\/localhost:\d+$/);
    expect(elsewhere).toBe(200);
    expect(output).toContain(WARNING);
    expect(output).toContain(`\u001b[1mEnKash\u001b[22m\n  \u001b[36mC=$(curl `);
    const trace = answer.headers.get('x-request-id');
    expect(logged).toEqual([
      expect.stringMatching(
        new RegExp(`^\\d\\d:\\d\\d:\\d\\d GET /nowhere 404 \\d+ ms routeNotFound trace ${trace}$`),
      ),
    ]);
  });
});
