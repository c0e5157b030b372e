import type { HttpEvent } from '../../shared/http/dialect.ts';
import { filledFixture } from '../local/fixtures.ts';
import { readOrMakeSeeds } from '../local/seeds.ts';
import { dataDirectory, withStack } from '../local/stack.ts';
import { StartupError } from '../startup-error.ts';
import { runWithOptions } from './command-line.ts';

/** A command over the event fixture that its command line names: `use` gets it filled in, while the local stack is there. */
export async function withFixture(
  command: { readonly name: string; readonly usage: string },
  use: (event: HttpEvent) => void | Promise<void>,
): Promise<void> {
  // The event or response is the command's output; the functions' own log would stand before it.
  process.env.LOG_LEVEL ??= 'error';
  await runWithOptions({ ...command, allowPositionals: true }, async (_, [file, ...others]) => {
    if (!file || others.length > 0)
      throw new StartupError('name an event fixture, such as events/enkash/customers/delete-customer.json');
    await withStack(async () => use(filledFixture(file, await readOrMakeSeeds(dataDirectory()))));
  });
}
