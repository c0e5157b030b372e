import { withStack } from '../local/stack.ts';
import { resourceNames, STAGE_NAME } from '../names.ts';
import { StartupError } from '../startup-error.ts';
import { Unclear } from './command-line.ts';

const text = { type: 'string' } as const;

/** Which table a command works on: a stage's, or one that is named, as a table is restored under a name of its own. */
export const tableOptions = { stage: text, table: text } as const;

interface Where {
  readonly stage?: string | undefined;
  readonly table?: string | undefined;
}

/**
 * Works on a deployed table with the caller's AWS credentials, or on the local stack's where options name none.
 * @throws Unclear when they name both a stage and a table, or no stage
 */
export async function onTable<Result>({ stage, table }: Where, work: () => Promise<Result>): Promise<Result> {
  if (stage !== undefined && table !== undefined) throw new Unclear('name a stage or a table, not both');
  if (stage !== undefined && !STAGE_NAME.test(stage)) throw new Unclear(`there is no stage ${stage}`);
  const name = stage === undefined ? table : resourceNames(stage).receivablesTable;
  if (name === undefined) return withStack(work);
  process.env.RECEIVABLES_TABLE = name;
  try {
    return await work();
  } catch (error) {
    // Whatever AWS says here (no region, no credentials, no such table) is for the operator to mend.
    throw new StartupError(`${name}: ${(error as Error).message}`);
  }
}
