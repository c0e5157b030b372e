import { now } from '../../../shared/clock.ts';
import { receivables } from '../../../shared/dynamodb/tables.ts';
import { restorationDays } from '../../../shared/receivables/customers/restoration-window.ts';
import { stageNames } from '../../names.ts';
import { StartupError } from '../../startup-error.ts';
import { runWithOptions } from '../command-line.ts';
import { onTable, tableOptions } from '../on-table.ts';
import { explain } from './explain.ts';
import { named } from './named.ts';
import { screen } from './screen.ts';

const USAGE = `usage: npm run --silent explain -- <vendor> <tenant> <id> [--stage ${stageNames.join('|')} | --table <name>]

Tells on one screen what there is to know of a customer: its state, who changed it, when and why, what refers to it and
what would clear that, the last of its history, and what to do next. It only reads.

  enkash CEK0000001 KC0123456789ABCD                      a company and a customer of EnKash
  amili 2218 543210                                       a client and a customer number of Amili
  beel live:<company> <customer>                          a company of BeeL, live or test

On the local stack, unless a stage or a table is named.`;

// The screen is the output; the functions' own log would stand before it.
process.env.LOG_LEVEL ??= 'error';
const COMMAND = { name: 'npm run explain', usage: USAGE, options: tableOptions, allowPositionals: true };
await runWithOptions(COMMAND, async (where, positionals) => {
  const { ref, rules, whom } = named(positionals);
  const at = now();
  const text = await onTable(where, async () => {
    const explained = await explain(receivables(), ref, rules, at);
    return explained && screen(explained, await daysOf(where), at);
  });
  if (text === undefined)
    throw new StartupError(`there is no ${whom}: it never was, or all of it has been removed`);
  process.stdout.write(text);
});

/** Days for which deleted customers can be restored; undefined of a table that is no stage's. */
async function daysOf({ stage, table }: Where): Promise<number | undefined> {
  if (table !== undefined) return undefined;
  if (stage === undefined) return restorationDays();
  // The settings of stages load the CDK, which takes longer than all the rest.
  const { stageNamed } = await import('../../stages.ts');
  return stageNamed(stage).restorationDays;
}

interface Where {
  readonly stage?: string | undefined;
  readonly table?: string | undefined;
}
