import { StartupError } from '../../startup-error.ts';
import { runWithOptions } from '../command-line.ts';
import { changesOf } from './changes.ts';
import { ServiceProcess } from './service-process.ts';

const USAGE = `usage: npm run dev

Does what npm start does, with the same settings (npm start -- --help), and starts the service anew when a source file
was saved or replaced. Its data stays.`;

await runWithOptions({ name: 'npm run dev', usage: USAGE }, async () => {
  const service = new ServiceProcess();
  const told = new Promise<void>((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, () => resolve());
  });
  const changes = await changesOf(['functions', 'infra', 'shared'], (files) => void reload(files));
  let isReloading: Promise<unknown> = Promise.resolve();

  /** One after the other: the next stack needs the data that the last one lets go of. */
  function reload(files: readonly string[]): Promise<unknown> {
    isReloading = isReloading.then(async () => {
      await service.end();
      const isRunning = await service.start('--quiet');
      say(`${isRunning ? 'reloaded' : 'waiting for the next change, not reloaded'}: ${named(files)}`);
    });
    return isReloading;
  }

  try {
    if (!(await service.start())) throw new StartupError('the service did not start');
    await told;
  } finally {
    await changes.close();
    await isReloading;
    await service.end();
  }
});

function named([first = '', ...others]: readonly string[]): string {
  return others.length > 0 ? `${first} and ${others.length} more` : first;
}

function say(text: string): void {
  process.stdout.write(`${text}\n`);
}
