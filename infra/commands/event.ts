import { runCommand } from '../startup-error.ts';
import { withFixture } from './with-fixture.ts';

/** `npm run --silent event -- <fixture>`: prints the event with working credentials, for `sam local invoke --event -`. */
process.env.LOG_LEVEL ??= 'error';
await runCommand(() =>
  withFixture((event) => {
    process.stdout.write(`${JSON.stringify(event, undefined, 2)}\n`);
  }),
);
