import { randomUUID } from 'node:crypto';
import { receivables } from '../../../shared/dynamodb/tables.ts';
import type { Stamp } from '../../../shared/receivables/stamp.ts';
import { withStack } from '../../local/stack.ts';
import { resourceNames, STAGE_NAME } from '../../names.ts';
import { Progress } from '../../progress.ts';
import { StartupError } from '../../startup-error.ts';
import { runWithOptions, Unclear } from '../command-line.ts';
import { namedCustomers } from './named-customers.ts';
import { recount } from './recount.ts';

const NAME = 'npm run recount';

const USAGE = `usage: npm run --silent recount -- [--stage dev|staging|prod | --table <name>] [--customers <file>] [--fix]

Prints a line of JSON for each customer whose count of links is wrong, and repairs it with --fix. On the local stack,
unless a stage or a table is named; of all customers, unless a file names some. Exit code 1 when a count stays wrong.`;

const text = { type: 'string' } as const;
const options = { stage: text, table: text, customers: text, fix: { type: 'boolean' } } as const;
await runWithOptions(
  { name: NAME, usage: USAGE, options },
  async ({ fix = false, customers: file, ...where }) => {
    const table = tableOf(where);
    const what: What = { fix, ...(file !== undefined && { customers: await namedCustomers(file) }) };
    const { found, repaired } =
      table === undefined ? await withStack(() => run(what)) : await onAws(table, what);
    say(`${found} found, ${repaired} repaired`);
    if (repaired < found) process.exitCode = 1;
  },
);

/** The stage's table, or the one that is named: a table is restored under a name of its own. Neither is the local stack's. */
function tableOf({
  stage,
  table,
}: {
  stage?: string | undefined;
  table?: string | undefined;
}): string | undefined {
  if (stage !== undefined && table !== undefined) throw new Unclear('name a stage or a table, not both');
  if (stage === undefined) return table;
  if (!STAGE_NAME.test(stage)) throw new Unclear(`there is no stage ${stage}`);
  return resourceNames(stage).receivablesTable;
}

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
  return { at: new Date().toISOString(), by: 'recount', requestId: randomUUID(), operation: 'recount' };
}

function say(text: string): void {
  process.stderr.write(`recount: ${text}\n`);
}

/** Works on a deployed table with the caller's AWS credentials. */
async function onAws(table: string, what: What): Promise<Summary> {
  process.env.RECEIVABLES_TABLE = table;
  try {
    return await run(what);
  } catch (error) {
    // Whatever AWS says here (no region, no credentials, no such table) is for the operator to mend.
    throw new StartupError(`${table}: ${(error as Error).message}`);
  }
}
