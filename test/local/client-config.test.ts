import { afterAll, beforeAll, expect, it } from 'vitest';
import { newDirectory } from '../support/directories.ts';
import { type Service, shell, startService } from './run.ts';
import { runHere } from './run-here.ts';

const env = shell({ DATA_DIR: newDirectory(), PORT: '0' });
let service: Service;

beforeAll(async () => {
  service = await startService(env);
});

afterAll(() => service.end('SIGINT'));

const clientConfig = (...args: string[]) =>
  runHere(['infra/commands/client-config/command.ts', ...args], env);

it('npm run client-config sets a key on the local stack, and shows it', async () => {
  const { code, stdout, stderr } = await clientConfig('2218', 'adbintervals', '10', '20');
  const setting = { configKey: 'ADBINTERVALS', values: ['10', '20'], origin: 'CLIENT' };
  expect([code, JSON.parse(stdout), stderr]).toEqual([0, setting, '']);
  const again = JSON.parse((await clientConfig('2218', 'ADBINTERVALS')).stdout);
  expect(again).toEqual({ configKey: 'ADBINTERVALS', values: ['30', '60', '90'], origin: 'DEFAULT' });
});

it.each([
  [[], 'which client? Its number comes first'],
  [['C1', 'DUEDAYS'], 'which client? Its number comes first'],
  [['2218'], 'which key?'],
  [['2218', 'GLCLOSEDTHROUGH', '2025-01'], 'there is no GLCLOSEDTHROUGH to set'],
  [['2218', 'DUEDAYS', 'ten'], 'DUEDAYS must be a number of days, at most 365'],
])('refuses %j in one line', async (args, words) => {
  const stderr = `offboard: ${words}: npm run client-config -- --help says what it takes\n`;
  expect(await clientConfig(...args)).toEqual({ code: 1, stdout: '', stderr });
});
