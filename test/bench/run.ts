import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { availableParallelism } from 'node:os';
import { runWithOptions } from '../../infra/commands/command-line.ts';
import { startStack } from '../../infra/local/stack.ts';
import { StartupError } from '../../infra/startup-error.ts';
import type { Effort } from './effort.ts';
import { filesOf } from './files.ts';
import { reportOf, textOf } from './report.ts';
import { measureAll } from './results.ts';
import { RIC_DIRECTORY } from './runtime-api.ts';

/** Enough rounds for medians that differ by a few hundredths from run to run: some minutes on two processors. */
const WHOLE: Effort = {
  initializations: 11,
  firstAnswers: 15,
  warm: { rounds: 30, invocations: 400, warmUp: 2_000 },
  bulks: 15,
  contendedAttaches: 640,
  lists: { sizes: [1_000, 10_000, 100_000], rounds: 15 },
  uploads: { rows: 500, rounds: 5 },
  batches: { rows: 1_000, rounds: 3 },
  history: [1_000, 10_000],
  pages: { sizes: [1_000, 10_000], rounds: 15 },
  throughput: { rounds: 9, requests: 400 },
};

/** Just enough to show that everything runs. */
const QUICK: Effort = {
  initializations: 3,
  firstAnswers: 3,
  warm: { rounds: 5, invocations: 100, warmUp: 300 },
  bulks: 3,
  contendedAttaches: 64,
  lists: { sizes: [1_000, 10_000], rounds: 5 },
  uploads: { rows: 500, rounds: 1 },
  batches: { rows: 1_000, rounds: 1 },
  history: [1_000],
  pages: { sizes: [1_000], rounds: 3 },
  throughput: { rounds: 3, requests: 100 },
};

/** Installing Lambda's own runtime client compiles it for minutes: `npm ci` should not wait for that. */
const RIC = 'aws-lambda-ric@4.0.2';

const USAGE = `usage: npm run bench -- [--json <file>] [--write | --quick] [--install-ric]

Measures sizes, times, requests and costs in some thirteen minutes, and prints them.
  --json <file>   writes them there too
  --write         draws test/bench/chart.svg anew, and writes what it shows to results.json beside it
  --quick         just enough to see that everything runs
  --install-ric   compiles Lambda's runtime interface client first, once`;

const flag = { type: 'boolean' } as const;
const options = { json: { type: 'string' }, write: flag, quick: flag, 'install-ric': flag } as const;

await runWithOptions({ name: 'npm run bench', usage: USAGE, options }, async (values) => {
  if (values.quick && values.write) throw new StartupError('--write wants more than a --quick run');
  if (values['install-ric']) await installRic();
  process.env.LOG_LEVEL = 'error';
  const stack = await startStack({ stage: 'bench' });
  try {
    const results = await measureAll(values.quick ? QUICK : WHOLE, (what) => {
      process.stderr.write(`${what} …\n`);
    });
    const report = reportOf(results, availableParallelism());
    process.stdout.write(textOf(report));
    for (const [file, text] of filesOf(report, values)) writeFileSync(file, text);
  } finally {
    await stack.close();
  }
});

async function installRic(): Promise<void> {
  await mkdir(RIC_DIRECTORY, { recursive: true });
  const args = ['install', '--prefix', RIC_DIRECTORY, '--no-save', '--no-package-lock', RIC];
  execFileSync('npm', args, { stdio: 'inherit' });
}
