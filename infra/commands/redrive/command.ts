import { logTo } from '../../../shared/log.ts';
import { readable } from '../../local/readable-log.ts';
import { dataDirectory, withStack } from '../../local/stack.ts';
import { STAGE_NAME, stageNames } from '../../names.ts';
import { StartupError } from '../../startup-error.ts';
import { runWithOptions, Unclear } from '../command-line.ts';
import { stackOutput } from '../stack-output.ts';
import type { Keeper } from './given-up.ts';
import { localKeeper } from './local-keeper.ts';
import { redrive } from './redrive.ts';
import { stageKeeper } from './stage-keeper.ts';

const USAGE = `usage: npm run --silent redrive -- [--stage ${stageNames.join('|')}] [--dry-run]

Replays the records that workers gave up, in their order, once the cause is mended, and removes each that is done. The
same record twice changes nothing. Prints a line of JSON for each object that was kept: which worker gave it up, when and
why, which items it is about, and what became of it; --dry-run only that. Behind a record that fails again, later ones of
its item wait. Exit code 1 when something remains.

On the local stack, unless a stage is named. On a stage it needs your AWS credentials, which must be allowed to describe
the stack offboard-<stage>-workers, to list, read and delete in its bucket, and to invoke the workers.`;

const options = { stage: { type: 'string' }, 'dry-run': { type: 'boolean' } } as const;

await runWithOptions(
  { name: 'npm run redrive', usage: USAGE, options },
  async ({ stage, 'dry-run': dryRun = false }) => {
    if (stage !== undefined && !STAGE_NAME.test(stage)) throw new Unclear(`there is no stage ${stage}`);
    // What workers log of a failure goes where the summary goes: the lines of JSON are the command's output.
    process.env.LOG_LEVEL ??= 'warn';
    logTo((line) => process.stderr.write(readable(line)));
    const run = (keeper: Keeper) => redrive(keeper, { dryRun, report });
    const { found, done } = await (stage === undefined
      ? runHere(dryRun, () => run(localKeeper(dataDirectory())))
      : runOn(stage, run));
    process.stderr.write(`redrive: ${found} given up, ${done} replayed, ${found - done} left\n`);
    if (!dryRun && done < found) process.exitCode = 1;
  },
);

/** Who only looks needs no tables. */
function runHere<Result>(dryRun: boolean, run: () => Promise<Result>): Promise<Result> {
  return dryRun ? run() : withStack(run);
}

async function runOn<Result>(stage: string, run: (keeper: Keeper) => Promise<Result>): Promise<Result> {
  const keeper = stageKeeper(stage, await stackOutput(stage, 'workers', 'GivenUpRecords'));
  try {
    return await run(keeper);
  } catch (error) {
    // Whatever AWS says here (no such bucket, no permission) is for the operator to mend.
    throw new StartupError(`stage ${stage}: ${(error as Error).message}`);
  } finally {
    keeper.close();
  }
}

function report(told: object): void {
  process.stdout.write(`${JSON.stringify(told)}\n`);
}
