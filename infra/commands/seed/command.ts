import { receivables } from '../../../shared/dynamodb/tables.ts';
import { readOrMakeSeeds } from '../../local/seeds.ts';
import { dataDirectory, withStack } from '../../local/stack.ts';
import { Progress } from '../../progress.ts';
import { runWithOptions, Unclear } from '../command-line.ts';
import { seed } from './seed.ts';
import { type NamedTenant, TENANT_FORMS, tenantNamed } from './tenants.ts';

const USAGE = `usage: npm run --silent seed -- --customers <number> [--tenant <tenant>] [--links <share>]

Fills the local stack with customers as clients would have made them, and prints what it stored as a line of JSON. It
works on the stack that runs, or starts one for as long as it needs it. What is there already stays.

  --customers 100000    how many
  --tenant enkash       whose: enkash, amili or beel for the tenant that npm start prints credentials of,
                        else ${TENANT_FORMS.join(', ')}. Without it: enkash
  --links 0.1           the share of them that something refers to: an invoice, with Amili a document and its AR item.
                        From 0 to 1, evenly among the others. Without it: 0
`;

// The line of JSON is the command's output; the functions' own log would stand before it.
process.env.LOG_LEVEL ??= 'error';
const text = { type: 'string' } as const;
const options = { customers: text, tenant: text, links: text } as const;
const COMMAND = { name: 'npm run seed', usage: USAGE, options };
await runWithOptions(COMMAND, async ({ customers, tenant = 'enkash', links = '0' }) => {
  const wanted = {
    customers: numberIn('--customers', customers, (number) => Number.isInteger(number) && number > 0),
    links: numberIn('--links', links, (share) => share >= 0 && share <= 1),
  };
  const named = tenantNamed(tenant);
  await withStack(() => run(named, wanted));
});

function numberIn(option: string, text: string | undefined, isValid: (number: number) => boolean): number {
  if (text === undefined) throw new Unclear(`${option} is missing`);
  const number = text.trim() === '' ? Number.NaN : Number(text);
  if (!isValid(number)) throw new Unclear(`${option} ${text} is out of range`);
  return number;
}

async function run(tenant: NamedTenant, wanted: { customers: number; links: number }): Promise<void> {
  const { name, samples } = await tenant.resolve(() => readOrMakeSeeds(dataDirectory()));
  const since = performance.now();
  const progress = new Progress('seed', 'customers');
  try {
    const seeded = await seed(receivables(), samples, {
      ...wanted,
      progress: (stored) => progress.update(stored, wanted.customers),
    });
    const seconds = Math.round((performance.now() - since) / 100) / 10;
    progress.print(JSON.stringify({ tenant: name, ...seeded, seconds }));
  } finally {
    progress.end();
  }
}
