import { withFixture } from './with-fixture.ts';

const USAGE = `usage: npm run --silent event -- events/<dialect>/<resource>/<verb>-<noun>.json

Prints the event with working credentials and ids filled in, for sam local invoke --event -. On the data of the local
stack that runs, or of one that ends with the command.`;

await withFixture({ name: 'npm run event', usage: USAGE }, (event) => {
  process.stdout.write(`${JSON.stringify(event, undefined, 2)}\n`);
});
