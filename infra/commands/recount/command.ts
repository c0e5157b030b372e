import { randomUUID } from 'node:crypto';
import { now } from '../../../shared/clock.ts';
import { receivables } from '../../../shared/dynamodb/tables.ts';
import type { Stamp } from '../../../shared/receivables/stamp.ts';
import { Progress } from '../../progress.ts';
import { runWithOptions } from '../command-line.ts';
import { onTable, tableOptions } from '../on-table.ts';
import { namedCustomers } from './named-customers.ts';
import { recount } from './recount.ts';

const NAME = 'npm run recount';

const USAGE = `usage: npm run --silent recount -- [--stage dev|staging|prod | --table <name>] [--customers <file>] [--fix]

Prints a line of JSON for each customer whose count of links is wrong, and repairs it with --fix. On the local stack,
unless a stage or a table is named; of all customers, unless a file names some. Exit code 1 when a count stays wrong.`;

const text = { type: 'string' } as const;
const options = { ...tableOptions, customers: text, fix: { type: 'boolean' } } as const;
await runWithOptions(
  { name: NAME, usage: USAGE, options },
  async ({ fix = false, customers: file, ...where }) => {
    const what: What = { fix, ...(file !== undefined && { customers: await namedCustomers(file) }) };
    const { found, repaired } = await onTable(where, () => run(what));
    say(`${found} found, ${repaired} repaired`);
    if (repaired < found) process.exitCode = 1;
  },
);

interface Summary {
  found: number;
  repaired: number;
}

/** What to recount, and whether to repair it. */
interface What {
  readonly fix: boolean;
  readonly customers?: readonly string[];
}

async function run({ fix, customers }: What): Promise<Summary> {
  const summary = { found: 0, repaired: 0 };
  const progress = new Progress('recount', 'items to read');
  try {
    await recount(receivables(), {
      ...(fix && { fix: newStamp() }),
      ...(customers && { customers }),
      report(finding) {
        summary.found++;
        if (finding.repaired) summary.repaired++;
        progress.print(JSON.stringify(finding));
      },
      progress: (reading, read, total) => progress.update(read, total, reading),
    });
  } finally {
    progress.end();
  }
  return summary;
}

/** The stamp of this run. Nobody logs in to run a command: it signs for itself. */
function newStamp(): Stamp {
  return { at: now().toISOString(), by: 'recount', requestId: randomUUID(), operation: 'recount' };
}

function say(text: string): void {
  process.stderr.write(`recount: ${text}\n`);
}
