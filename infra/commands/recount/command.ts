import { randomUUID } from 'node:crypto';
import { receivables } from '../../../shared/dynamodb/tables.ts';
import type { Stamp } from '../../../shared/receivables/stamp.ts';
import { withStack } from '../../local/stack.ts';
import { resourceNames, STAGE_NAME } from '../../names.ts';
import { StartupError } from '../../startup-error.ts';
import { runWithOptions, Unclear } from '../command-line.ts';
import { recount } from './recount.ts';

const NAME = 'npm run recount';

const USAGE = `usage: npm run --silent recount -- [--stage dev|staging|prod | --table <name>] [--fix]

Prints a line of JSON for each customer whose count of links is wrong, and repairs it with --fix. On the local stack,
unless a stage or a table is named. Exit code 1 when a count stays wrong.`;

/** Items between two lines of progress. */
const STRIDE = 100_000;

const text = { type: 'string' } as const;
const options = { stage: text, table: text, fix: { type: 'boolean' } } as const;
await runWithOptions({ name: NAME, usage: USAGE, options }, async ({ fix = false, ...where }) => {
  const table = tableOf(where);
  const { found, repaired } = table === undefined ? await withStack(() => run(fix)) : await onAws(table, fix);
  say(`${found} found, ${repaired} repaired`);
  if (repaired < found) process.exitCode = 1;
});

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

async function run(fix: boolean): Promise<Summary> {
  const summary = { found: 0, repaired: 0 };
  let said = 0;
  await recount(receivables(), {
    ...(fix && { fix: newStamp() }),
    report(finding) {
      summary.found++;
      if (finding.repaired) summary.repaired++;
      process.stdout.write(`${JSON.stringify(finding)}\n`);
    },
    progress(what, read) {
      if (read < said) said = 0;
      if (read - said < STRIDE) return;
      said = read;
      say(`${what}: ${read.toLocaleString('en')} items read`);
    },
  });
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
async function onAws(table: string, fix: boolean): Promise<Summary> {
  process.env.RECEIVABLES_TABLE = table;
  try {
    return await run(fix);
  } catch (error) {
    // Whatever AWS says here (no region, no credentials, no such table) is for the operator to mend.
    throw new StartupError(`${table}: ${(error as Error).message}`);
  }
}
