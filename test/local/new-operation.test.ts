import { execFileSync } from 'node:child_process';
import { cpSync, existsSync, readdirSync, readFileSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { newDirectory } from '../support/directories.ts';
import { type Finished, run, shell } from './run.ts';

/** It finds the shapes of its noun in what was made of the other generation of BeeL. */
const BEEL_FLAT = ['beel-flat/products/get-product', 'GET /api/v1/products/{product_id}'] as const;

/** Operations of each dialect: with nouns that are new and nouns that have their shapes already. */
const NEW = [
  ['enkash/credit-notes/get-credit-note', 'GET /api/v0/customer/{customerId}/credit-note/{creditNoteId}'],
  ['amili/customers/put-customer', 'PUT /clients/{clientno}/customers/{customerno}'],
  ['beel/products/create-product', 'POST /api/v1/companies/{company_id}/products'],
  BEEL_FLAT,
  ['operator/notes/create-note', 'POST /operator/v1/{vendor}/{tenant}/customers/{customer_id}/notes'],
  ['service/echoes/send-echo', 'POST /echo/{word}'],
] as const;

/** Tests of whatever is in the table of operations. */
const OF_THE_TABLE = ['operations.test.ts', 'documentation/operations-table.test.ts'];

const copy = newDirectory();
const inCopy = (...args: string[]): Promise<Finished> => run(args, shell({ NO_COLOR: '1' }), copy);
const newOperation = (...args: string[]) => inCopy('infra/commands/new-operation/command.ts', ...args);

beforeAll(() => {
  const listed = execFileSync('git', ['ls-files', '-z', '--cached', '--others', '--exclude-standard'], {
    encoding: 'utf8',
  });
  for (const file of new Set(listed.split('\0').filter(existsSync))) {
    if (statSync(file).isFile()) cpSync(file, join(copy, file));
  }
  symlinkSync(resolve('node_modules'), join(copy, 'node_modules'));
});

/** Every file that the command may write, with its text. */
function state(): Record<string, string> {
  const files = ['functions', 'events', 'test'].flatMap((folder) =>
    readdirSync(join(copy, folder), { recursive: true, encoding: 'utf8' }).map((file) => join(folder, file)),
  );
  const texts = [...files, 'functions/README.md'].map((file) => {
    const path = join(copy, file);
    return [file, statSync(path).isFile() ? readFileSync(path, 'utf8') : 'a folder'] as const;
  });
  return Object.fromEntries(texts);
}

describe('npm run new-operation', () => {
  it('refuses in one line what it cannot make, and leaves nothing behind', async () => {
    const before = state();
    const { code, stdout, stderr } = await newOperation(
      'enkash/credit-notes/get-credit-note',
      'POST /credit-note',
    );
    expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
    expect(stderr).toBe('offboard: the verb get does not fit POST\n');
    expect(state()).toEqual(before);
  });

  it('leaves nothing behind when something fails half-way', async () => {
    const readme = join(copy, 'functions/README.md');
    const text = readFileSync(readme, 'utf8');
    writeFileSync(readme, 'no place for a table');
    const before = state();

    const { code, stderr } = await newOperation(...NEW[0]);

    expect(code).toBe(1);
    expect(stderr).toMatch(
      /^offboard: nothing was written: Error: functions\/README\.md must have .* once\n$/,
    );
    expect(state()).toEqual(before);
    writeFileSync(readme, text);
  });

  it('makes operations that type-check, pass the linter, and pass their tests at once', async () => {
    const before = state();
    const others = NEW.filter((args) => args !== BEEL_FLAT);
    expect(await inCopy('test/local/make-operations.ts', JSON.stringify(others))).toEqual({
      ...{ code: 0, stdout: '', stderr: '' },
    });
    const { code, stdout, stderr } = await newOperation(...BEEL_FLAT);
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    const files = [...stdout.matchAll(/^ {2}(\S+\.(?:ts|json))$/gm)].map(([, file = '']) => file);
    expect(files).toHaveLength(4);
    for (const file of files) expect(existsSync(join(copy, file))).toBe(true);
    const written = Object.entries(state())
      .filter(([file, text]) => before[file] !== text && /\.(ts|json)$/.test(file))
      .map(([file]) => file);
    const made = written.filter((file) => !(file in before));
    expect(made.sort()).toEqual(
      [
        ...NEW.flatMap(([name]) => [`functions/${name}.ts`, `events/${name}.json`, `test/${name}.test.ts`]),
        'functions/enkash/credit-notes/credit-note-response.ts',
        'functions/beel/products/product-request.ts',
        'functions/beel/products/product-response.ts',
        'functions/operator/notes/note-request.ts',
        'functions/operator/notes/note-response.ts',
        'functions/service/echoes/echo-request.ts',
        'functions/service/echoes/echo-response.ts',
      ].sort(),
    );

    // All that was written, and what that imports: of the rest nothing has changed.
    const config = {
      ...{ extends: './tsconfig.json', include: [] },
      files: written.filter((file) => file.endsWith('.ts')),
    };
    writeFileSync(join(copy, 'tsconfig.written.json'), JSON.stringify(config));
    // One file that imports them all loads the service once, and Node itself loads it in half of Vite's time.
    const tests = [...NEW.map(([name]) => `${name}.test.ts`), ...OF_THE_TABLE];
    const together = 'test/operator/together.test.ts';
    writeFileSync(join(copy, together), tests.map((test) => `import '../${test}';\n`).join(''));
    const checks = await Promise.all([
      // Threads of their own would check much of it twice.
      inCopy('node_modules/typescript/bin/tsc', '-p', 'tsconfig.written.json', '--singleThreaded'),
      inCopy('node_modules/@biomejs/biome/bin/biome', 'ci', ...written),
      inCopy(
        'node_modules/vitest/vitest.mjs',
        'run',
        '--experimental.viteModuleRunner=false',
        '--reporter=json',
        '--outputFile=together.json',
        together,
      ),
    ]);
    const failed = checks.filter(({ code }) => code !== 0).map(({ stdout, stderr }) => stdout + stderr);
    expect(failed).toEqual([]);
    const [{ assertionResults }] = JSON.parse(readFileSync(join(copy, 'together.json'), 'utf8')).testResults;
    const titles = assertionResults.map(({ ancestorTitles: [title] }: { ancestorTitles: string[] }) => title);
    expect([...new Set(titles)].sort()).toEqual(
      [
        ...NEW.map(([, route]) => route),
        'the table of operations',
        'the table of operations in functions/README.md',
      ].sort(),
    );
  }, 120_000);
});
