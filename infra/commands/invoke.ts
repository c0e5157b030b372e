import { invoke } from '../local/operation-events.ts';
import { runCommand } from '../startup-error.ts';
import { withFixture } from './with-fixture.ts';

/** `npm run --silent invoke -- events/<dialect>/<resource>/<verb>-<noun>.json`: runs the operation and prints its response. */
// The response is the command's output; the functions' own log would stand before it.
process.env.LOG_LEVEL ??= 'error';
await runCommand(() =>
  withFixture(async (event) => {
    process.stdout.write(`${JSON.stringify(await invoke(event), undefined, 2)}\n`);
  }),
);
