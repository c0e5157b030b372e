import type { HttpEvent } from '../../shared/http/dialect.ts';
import { filledFixture } from './fixtures.ts';
import { readOrMakeSeeds } from './seeds.ts';
import { dataDirectory, withStack } from './stack.ts';
import { StartupError } from './startup-error.ts';

/** Runs `use` with the event fixture that the command line names, filled in, while the local stack is there. */
export async function withFixture(use: (event: HttpEvent) => void | Promise<void>): Promise<void> {
  const [file] = process.argv.slice(2);
  if (!file) throw new StartupError('name an event fixture, such as events/enkash/delete-customer.json');
  await withStack(async () => use(filledFixture(file, await readOrMakeSeeds(dataDirectory()))));
}
