import { randomBytes, randomInt } from 'node:crypto';
import { parseArgs } from 'node:util';
import { startStack } from '../../infra/local/stack.ts';
import { runCommand, StartupError } from '../../infra/startup-error.ts';
import { receivables, type Table } from '../../shared/dynamodb/tables.ts';
import { faultKinds } from '../support/random-faults.ts';
import { type Episode, runEpisode } from './episode.ts';
import { SABOTAGE, sabotaged } from './sabotage.ts';

const { values: options } = parseArgs({
  options: {
    seed: { type: 'string', default: String(randomInt(1_000_000)) },
    seconds: { type: 'string', default: '10' },
    clients: { type: 'string', default: '8' },
    /** Breaks the guard in one of the ways of sabotage.ts, to see that it is found out. */
    sabotage: { type: 'string' },
  },
});
const firstSeed = Number(options.seed);
const clients = Number(options.clients);

/** Runs episodes one after the other, each with the next seed, until the seconds are over; at least one. */
await runCommand(async function torture() {
  const run = randomBytes(4).toString('hex');
  const stack = await startStack({ stage: `torture-${run}` });
  try {
    const table = tableOf(options.sabotage);
    const end = Date.now() + Number(options.seconds) * 1000;
    const outcomes = new Map<string, number>();
    const faults = new Map(faultKinds.map((kind) => [kind, 0]));
    let [seed, histories, violations] = [firstSeed, 0, 0];
    do {
      const episode = await runEpisode(table, { seed, clients, tenant: `${run}-${seed}` });
      add(outcomes, episode.outcomes);
      add(faults, episode.faults);
      histories += episode.histories;
      violations += episode.violations.length;
      if (episode.violations.length > 0) report(seed, episode);
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

function report(seed: number, { violations }: Episode): void {
  const sabotage = options.sabotage === undefined ? '' : ` --sabotage '${options.sabotage}'`;
  console.log(violations.join('\n\n'));
  console.log(`\nreproduce: npm run torture -- --seed ${seed} --seconds 0 --clients ${clients}${sabotage}\n`);
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
