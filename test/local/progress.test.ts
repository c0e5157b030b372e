import { writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { expect, it } from 'vitest';
import { newDirectory } from '../support/directories.ts';
import { run, shell } from './run.ts';

/** What a program prints that uses the progress. */
async function printedBy(body: string) {
  const program = join(newDirectory(), 'program.mjs');
  const module = pathToFileURL(resolve('infra/progress.ts')).href;
  writeFileSync(
    program,
    `import { Progress } from '${module}';\nconst progress = new Progress('work', 'things');\n${body}`,
  );
  return run([program], shell());
}

it('is a line at the beginning and one at the end where there is no terminal, and never on stdout', async () => {
  expect(
    await printedBy(`
      progress.update(1_250, 5_000);
      progress.update(2_500, 5_000);
      progress.print('a result');
      progress.update(5_000, 5_000, 'almost done');
      progress.end();
    `),
  ).toEqual({
    code: 0,
    stdout: 'a result\n',
    stderr: expect.stringMatching(
      /^work: 25 % of 5,000 things, \d+s left\nwork: 100 % of 5,000 things \(almost done\)\n$/,
    ),
  });
});

it('has no share while nobody knows how many there will be', async () => {
  const { stderr } = await printedBy(`
    progress.update(2_000, undefined, 'the first');
    progress.update(4_000, 12_000, 'the second');
    progress.end();
  `);
  expect(stderr).toMatch(
    /^work: 2,000 things \(the first\)\nwork: 33 % of 12,000 things, \d+s left \(the second\)\n$/,
  );
});

it('is nothing at all where nothing was done', async () => {
  expect(await printedBy('progress.end();')).toEqual({ code: 0, stdout: '', stderr: '' });
});

it('keeps no signal from ending the process', async () => {
  const { code } = await printedBy(`
    progress.update(1, 2);
    process.kill(process.pid, 'SIGTERM');
    await new Promise((resolve) => setTimeout(resolve, 20_000));
  `);
  expect(code).toBe(-1);
});
