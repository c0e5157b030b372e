import { randomBytes, randomInt } from 'node:crypto';
import { runWithOptions } from '../../infra/commands/command-line.ts';
import { startStack } from '../../infra/local/stack.ts';
import { StartupError } from '../../infra/startup-error.ts';
import { receivables, type Table } from '../../shared/dynamodb/tables.ts';
import { faultKinds } from '../support/random-faults.ts';
import { type Episode, runEpisode } from './episode.ts';
import { SABOTAGE, sabotaged } from './sabotage.ts';

const USAGE = `usage: npm run --silent torture -- [--seed <n>] [--seconds <n>] [--clients <n>] [--sabotage <way>]

Runs episodes one after the other, each with the next seed, until the seconds are over; at least one. Exit code 1 on any
violation. --sabotage breaks the guard in one of the ways of sabotage.ts, to see that it is found out.`;

const text = { type: 'string' } as const;
const options = {
  seed: { ...text, default: String(randomInt(1_000_000)) },
  seconds: { ...text, default: '10' },
  clients: { ...text, default: '8' },
  sabotage: text,
};

await runWithOptions({ name: 'npm run torture', usage: USAGE, options }, async (values) => {
  const [firstSeed, seconds, clients] = [values.seed, values.seconds, values.clients].map(numberOf) as [
    number,
    number,
    number,
  ];
  const run = randomBytes(4).toString('hex');
  const stack = await startStack({ stage: `torture-${run}` });
  try {
    const table = tableOf(values.sabotage);
    const end = Date.now() + seconds * 1000;
    const outcomes = new Map<string, number>();
    const faults = new Map(faultKinds.map((kind) => [kind, 0]));
    let [seed, histories, violations] = [firstSeed, 0, 0];
    do {
      const episode = await runEpisode(table, { seed, clients, tenant: `${run}-${seed}` });
      add(outcomes, episode.outcomes);
      add(faults, episode.faults);
      histories += episode.histories;
      violations += episode.violations.length;
      if (episode.violations.length > 0) report(episode, { seed, clients, sabotage: values.sabotage });
      seed++;
    } while (Date.now() < end);
    printTable('operations', outcomes);
    printTable('faults injected', faults);
    print('episodes', seed - firstSeed, `seeds ${firstSeed} to ${seed - 1}, ${clients} clients each`);
    print('histories checked', histories);
    print('violations', violations);
    if (violations > 0) process.exitCode = 1;
  } finally {
    await stack.close();
  }
});

function tableOf(sabotage: string | undefined): Table {
  if (sabotage === undefined) return receivables();
  const edit = SABOTAGE[sabotage];
  if (edit) return sabotaged(receivables(), edit);
  throw new StartupError(`--sabotage is one of: ${Object.keys(SABOTAGE).join('; ')}`);
}

interface Setting {
  readonly seed: number;
  readonly clients: number;
  readonly sabotage: string | undefined;
}

function report({ violations }: Episode, { seed, clients, sabotage }: Setting): void {
  const option = sabotage === undefined ? '' : ` --sabotage '${sabotage}'`;
  console.log(violations.join('\n\n'));
  console.log(`\nreproduce: npm run torture -- --seed ${seed} --seconds 0 --clients ${clients}${option}\n`);
}

function numberOf(text: string): number {
  if (!/^\d+$/.test(text)) throw new StartupError(`"${text}" is no number`);
  return Number(text);
}

function add(totals: Map<string, number>, counts: ReadonlyMap<string, number>): void {
  for (const [name, count] of counts) totals.set(name, (totals.get(name) ?? 0) + count);
}

function printTable(title: string, counts: ReadonlyMap<string, number>): void {
  const total = [...counts.values()].reduce((sum, count) => sum + count, 0);
  print(title, total);
  for (const [name, count] of [...counts].sort(([a], [b]) => (a < b ? -1 : 1))) print(`  ${name}`, count);
}

function print(name: string, count: number, remark = ''): void {
  console.log(`${name.padEnd(36)}${String(count).padStart(9)}  ${remark}`.trimEnd());
}
