import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { operations } from '../../functions/operations.ts';
import { run, shell } from './run.ts';
import { runHere } from './run-here.ts';

/** The project's own commands: npm's name, and the program behind it. */
const commands = Object.entries<string>(JSON.parse(readFileSync('package.json', 'utf8')).scripts)
  .filter(([, script]) => script.startsWith('node '))
  .map(([name, script]) => [name, script.replace('node ', '')] as const);

const typed = (name: string): string => (name === 'start' ? 'npm start' : `npm run ${name}`);

describe.each(commands)('npm run %s', (name, program) => {
  it('says with --help what it does, and does nothing', async () => {
    const { code, stdout, stderr } = await runHere([program, '--help'], shell());
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(stdout.replace(' --silent', '').startsWith(`usage: ${typed(name)}`)).toBe(true);
  });

  it('refuses in one line an option that it does not have', async () => {
    const stderr = `offboard: Unknown option '--nonsense': ${typed(name)} -- --help says what it takes\n`;
    expect(await runHere([program, '--nonsense'], shell())).toEqual({ code: 1, stdout: '', stderr });
  });
});

describe('without -- before them, npm takes options for itself', () => {
  /** Types a line as a user does. */
  const type = (line: string): Promise<string> =>
    new Promise((resolve) => {
      execFile('sh', ['-c', line], { env: shell() }, (_, stdout, stderr) => resolve(`${stdout}${stderr}`));
    });

  it.each([
    [
      'npm run --silent synth -c stage=prod',
      'npm took the stage for itself: type npm run synth -- -c stage=prod',
    ],
    [
      'npm run --silent synth --stage=prod',
      'npm took the stage for itself: type npm run synth -- -c stage=prod',
    ],
    [
      'npm run --silent synth stage=prod',
      "Unexpected argument 'stage=prod': npm run synth -- --help says what it takes",
    ],
    [
      'npm run --silent credentials amili --client=5',
      'npm took --client for itself: write -- before it, npm run credentials -- … --client …',
    ],
    [
      'npm run --silent recount --fix',
      'npm took --fix for itself: write -- before it, npm run recount -- … --fix …',
    ],
  ])('%s', async (line, words) => {
    expect(await type(line)).toBe(`offboard: ${words}\n`);
  });
});

describe('npm run routes', () => {
  it('prints every operation', async () => {
    const { code, stdout } = await run(['infra/commands/routes.ts'], shell());
    expect(code).toBe(0);
    const rows = stdout
      .trim()
      .split('\n')
      .map((row) => row.split(/ {2,}/));
    expect(rows).toContainEqual([
      'DELETE',
      '/api/v0/customer/{customerId}',
      'enkash/customers/delete-customer',
    ]);
    expect(rows.map(([method, path, name]) => [`${method} ${path}`, name])).toEqual(
      operations.map(({ operation }) => [operation.route, operation.name]),
    );
  });
});
