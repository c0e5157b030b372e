import { stageNames } from '../../names.ts';
import { runWithOptions } from '../command-line.ts';
import { eventLine } from './event-line.ts';
import { follow } from './follow.ts';
import { serviceOf } from './service.ts';

const USAGE = `usage: npm run --silent events -- [--stage ${stageNames.join('|')}] [--url <address>] [--from oldest|now] [--once] [--json]
  [--vendor …] [--tenant …] [--customer …] [--type customer.deleted,…]

Prints what happens to customers and to what refers to them, one line each: when, what, whom, by whom and why. From now
on, until Ctrl-C; --from oldest begins with the oldest that is kept, and --once ends behind what there is. --json prints
each event as it is told, a line each. A tenant wants its vendor, and a customer its tenant.

Of the local stack that runs, with the key of its seeds, unless a stage or an address is named: that wants a key of the
operator in OPERATOR_KEY (npm run credentials -- operator --scopes read --stage …). The address of a stage is read from
its stack offboard-<stage>-api, with your AWS credentials, where --url does not say it.`;

const text = { type: 'string' } as const;
const flag = { type: 'boolean' } as const;
const options = {
  ...{ stage: text, url: text, from: text, once: flag, json: flag },
  ...{ vendor: text, tenant: text, customer: text, type: text },
} as const;

await runWithOptions({ name: 'npm run events', usage: USAGE, options }, async (values) => {
  const { once = false, json = false, vendor, tenant, customer, type } = values;
  const { from = once ? 'oldest' : 'now' } = values;
  const { url, authorization } = await serviceOf(values);
  const ending = new AbortController();
  // Whoever reads our output may go before us.
  process.stdout.once('error', () => ending.abort());
  await follow({
    ...{ url, authorization, once, signal: ending.signal },
    query: Object.fromEntries(
      Object.entries({ from, vendor, tenant, customer_id: customer, type }).filter(
        (entry): entry is [string, string] => entry[1] !== undefined,
      ),
    ),
    tell: (event) =>
      process.stdout.write(`${json ? JSON.stringify(event) : eventLine(event, process.stdout)}\n`),
    say: (words) => process.stderr.write(`events: ${words}\n`),
  });
});
