import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { startStack } from '../../local/stack.ts';
import { StartupError } from '../../startup-error.ts';
import { runWithOptions } from '../command-line.ts';
import { PICTURES } from './pictures.ts';

const USAGE = `usage: npm run screenshots [-- --only <name>]

Takes pictures of the main pages for the README, of a service that it starts for that on data of its own. A picture that
shows nothing new stays as it is.

  --only customers   one of ${PICTURES.map(({ name }) => name).join(', ')}`;

const FOLDER = resolve(import.meta.dirname, '../../pages/screenshots');

const options = { only: { type: 'string' } } as const;

await runWithOptions({ name: 'npm run screenshots', usage: USAGE, options }, async ({ only }) => {
  const pictures = PICTURES.filter(({ name }) => only === undefined || name === only);
  if (pictures.length === 0) throw new StartupError(`--only ${only} is no picture: --help names them`);
  process.env.LOG_LEVEL = 'error';
  const dataDir = mkdtempSync(join(tmpdir(), 'offboard-screenshots-'));
  const stack = await startStack({ dataDir, stage: 'screenshots' });
  try {
    // The whole service is loaded only now: --help is told at once.
    const { serve } = await import('../start/serve.ts');
    const service = await serve(dataDir, stack, { host: '127.0.0.1', port: 0 }, undefined);
    try {
      const { makeWorld } = await import('./world.ts');
      const { takePictures } = await import('./take-pictures.ts');
      const world = await makeWorld(service.url);
      for await (const line of takePictures(pictures, world, FOLDER)) process.stdout.write(`${line}\n`);
    } finally {
      await service.close();
    }
  } finally {
    await stack.close();
    rmSync(dataDir, { recursive: true, force: true });
  }
});
