import { execFile } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { operations } from '../../functions/operations.ts';
import { newDirectory } from '../support/directories.ts';
import { run, type Service, shell, startService } from './run.ts';

const dataDir = newDirectory();
const env = shell({ DATA_DIR: dataDir, PORT: '0' });
let service: Service;

beforeAll(async () => {
  service = await startService(env);
});

afterAll(() => service.end('SIGINT'));

/** Pastes a line into a shell and reads status and body. */
async function paste(line: string): Promise<[status: number, body: string]> {
  const { stdout } = await promisify(execFile)('sh', ['-c', line]);
  const [head = '', body = ''] = stdout.split('\r\n\r\n');
  return [Number(head.split(' ')[1]), body];
}

const curlLines = (output: string): string[] => output.split('\n').filter((line) => line.startsWith('curl '));

describe('npm start', () => {
  it('prints every operation', () => {
    for (const { operation } of operations) {
      const [method, path] = operation.route.split(' ');
      expect(service.output()).toMatch(
        new RegExp(`^ +${method} +${path?.replaceAll(/[{}]/g, '\\$&')} +${operation.name}$`, 'm'),
      );
    }
  });

  it('prints curl lines that do what they say: a refused and an allowed delete in each dialect', async () => {
    const answers: [number, string][] = [];
    for (const line of curlLines(service.output())) answers.push(await paste(line));
    expect(answers).toEqual([
      [422, expect.stringContaining('it has 1 live invoice(s)')],
      [200, expect.stringContaining('"response_message":"Customer deleted"')],
      [422, expect.stringContaining('"result":"HAS_ATTACHMENTS"')],
      [200, expect.stringContaining('"result":"DELETED"')],
      [200, expect.stringContaining('"successful":1,"failed":1')],
      [409, expect.stringContaining('"code":"CLIENT_HAS_INVOICES"')],
      [200, expect.stringContaining('"message":"Customer deactivated successfully"')],
      [200, expect.stringContaining('nombre_fiscal;nif;')],
    ]);
  });

  it('keeps its data over a restart and makes good what was deleted', async () => {
    const [before] = curlLines(service.output());
    const linked = /customer\/(KC\w{14})/.exec(before as string)?.[1] as string;
    expect(await service.end('SIGINT')).toBe(0);

    service = await startService(env);

    const lines = curlLines(service.output());
    expect(lines[0]).toContain(linked);
    expect((await paste(lines[0] as string))[0]).toBe(422);
    expect((await paste(lines[1] as string))[0]).toBe(200);
  });

  it.each(['SIGTERM', 'SIGHUP'] as const)(
    'leaves nothing running when it is told to end: %s',
    async (signal) => {
      expect(await service.end(signal)).toBe(0);
      await expect(fetch(`${service.url}/health`)).rejects.toThrow('fetch failed');
      const { stdout } = await promisify(execFile)('ps', ['-eo', 'args']);
      expect(stdout.split('\n').filter((line) => line.includes(dataDir))).toEqual([]);
      service = await startService(env);
    },
  );

  it('ends, and says why in one line, when its database does', async () => {
    const dataDir = newDirectory();
    const { DYNAMODB_ENDPOINT, ...env } = shell({ DATA_DIR: dataDir, PORT: '0' });
    const bereft = await startService(env);
    const { enginePid } = JSON.parse(readFileSync(join(dataDir, 'stack.json'), 'utf8'));
    const before = bereft.output();
    const ended = once(bereft.process, 'exit');
    process.kill(enginePid, 'SIGKILL');

    expect(await ended).toEqual([1, null]);
    expect(bereft.output().slice(before.length)).toBe(
      'offboard: the embedded DynamoDB has ended (SIGKILL): start again\n',
    );
    const again = await startService(env);
    expect((await fetch(`${again.url}/health`)).status).toBe(200);
    await again.end('SIGINT');
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

  it('says in one line that PORT is no port', async () => {
    const finished = await run(
      ['infra/commands/start.ts'],
      shell({ DATA_DIR: newDirectory(), PORT: 'http' }),
    );
    expect(finished).toEqual({ code: 1, stdout: '', stderr: 'offboard: PORT http is no port\n' });
  });

  it.each(['prod', 'My Stage'])('says in one line that %s is no name for the local tables', async (name) => {
    const env = shell({ DATA_DIR: newDirectory(), PORT: '0', LOCAL_STAGE: name });
    expect(await run(['infra/commands/start.ts'], env)).toEqual({
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
    const { code, stdout, stderr } = await run(
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
