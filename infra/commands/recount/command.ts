import { randomUUID } from 'node:crypto';
import { parseArgs } from 'node:util';
import { receivables } from '../../../shared/dynamodb/tables.ts';
import type { Stamp } from '../../../shared/receivables/stamp.ts';
import { withStack } from '../../local/stack.ts';
import { resourceNames, STAGE_NAME } from '../../names.ts';
import { Progress } from '../../progress.ts';
import { runCommand, StartupError } from '../../startup-error.ts';
import { namedCustomers } from './named-customers.ts';
import { recount } from './recount.ts';

const USAGE =
  'usage: npm run --silent recount -- [--stage dev|staging|prod | --table <name>] [--customers <file>] [--fix]';

/** Prints a line of JSON for each customer whose count is wrong; exit code 1 when one of them stays so. */
await runCommand(async () => {
  const { fix = false, customers: file, ...where } = readArguments();
  const table = tableOf(where);
  const what: What = { fix, ...(file !== undefined && { customers: await namedCustomers(file) }) };
  const { found, repaired } =
    table === undefined ? await withStack(() => run(what)) : await onAws(table, what);
  say(`${found} found, ${repaired} repaired`);
  if (repaired < found) process.exitCode = 1;
});

function readArguments() {
  try {
    const text = { type: 'string' } as const;
    return parseArgs({ options: { stage: text, table: text, customers: text, fix: { type: 'boolean' } } })
      .values;
  } catch (error) {
    throw new StartupError(`${(error as Error).message}\n${USAGE}`);
  }
}

/** The stage's table, or the one that is named: a table is restored under a name of its own. Neither is the local stack's. */
function tableOf({ stage, table }: { stage?: string; table?: string }): string | undefined {
  if (stage !== undefined && table !== undefined) throw new StartupError(`a stage or a table\n${USAGE}`);
  if (stage === undefined) return table;
  if (!STAGE_NAME.test(stage)) throw new StartupError(`there is no stage ${stage}\n${USAGE}`);
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
