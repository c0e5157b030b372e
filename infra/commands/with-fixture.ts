import type { HttpEvent } from '../../shared/http/dialect.ts';
import { filledFixture } from '../local/fixtures.ts';
import { readOrMakeSeeds } from '../local/seeds.ts';
import { dataDirectory, withStack } from '../local/stack.ts';
import { StartupError } from '../startup-error.ts';

/** Runs `use` with the event fixture that the command line names, filled in, while the local stack is there. */
export async function withFixture(use: (event: HttpEvent) => void | Promise<void>): Promise<void> {
  const [file] = process.argv.slice(2);
  if (!file)
    throw new StartupError('name an event fixture, such as events/enkash/customers/delete-customer.json');
  await withStack(async () => use(filledFixture(file, await readOrMakeSeeds(dataDirectory()))));
}
