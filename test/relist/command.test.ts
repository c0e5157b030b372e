import { expect, it } from 'vitest';
import { run, shell } from '../local/run.ts';
import { newDirectory } from '../support/directories.ts';

it('npm run relist works on the local stack, and says how much it has done', async () => {
  const { code, stdout, stderr } = await run(
    ['infra/commands/relist/command.ts'],
    shell({ DATA_DIR: newDirectory(), PORT: '0' }),
  );
  expect([code, stdout]).toEqual([0, '']);
  expect(stderr).toMatch(/^(relist: \d+ items\n)+relist: 0 listed, 0 failed\n$/);
});
