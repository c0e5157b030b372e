import { invoke } from '../local/operation-events.ts';
import { withFixture } from './with-fixture.ts';

const USAGE = `usage: npm run --silent invoke -- events/<dialect>/<resource>/<verb>-<noun>.json

Runs the operation with the event, working credentials and ids filled in, and prints its response. On the data of the
local stack that runs, or of one that ends with the command.`;

await withFixture({ name: 'npm run invoke', usage: USAGE }, async (event) => {
  process.stdout.write(`${JSON.stringify(await invoke(event), undefined, 2)}\n`);
});
