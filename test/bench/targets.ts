import { batchRows } from './batch-targets.ts';
import { RAW_ON_OUR_CLIENT } from './bundles.ts';
import { OUR_DELETE } from './deletes.ts';
import { historyRows } from './history-targets.ts';
import { listRows } from './list-targets.ts';
import type { Duration } from './measures/initialization.ts';
import { pageRows } from './page-targets.ts';
import { addedTo, against, type Ratios, ratiosOf } from './ratios.ts';
import { requestRows } from './request-targets.ts';
import type { Results } from './results.ts';
import type { Row } from './row.ts';
import { median, percentile } from './statistics.ts';
import { uploadRows } from './upload-targets.ts';

/** Every target, and whether it was met. */
export function targetRows(results: Results): Row[] {
  const ratios = ratiosOf(results);
  const ours = ratios.filter(({ name }) => results.ours.includes(name));
  return [
    worst('bundle of every function', ours, ({ bundle }) => bundle, 1),
    worst('initialization of every function', ours, ({ initialization }) => initialization, 0.75),
    worst('first answer of a fresh process', ours, ({ firstAnswer }) => firstAnswer, 0.85),
    ...warmRows(results),
    ...requestRows(results),
    ...bulkRows(results),
    ...contentionRows(results),
    ...listRows(results),
    ...uploadRows(results),
    ...batchRows(results),
    ...historyRows(results),
    ...pageRows(results),
    atLeast('local gateway, requests per second', throughput(results), 0.85),
    ...results.peers.flatMap((peer) => peerRows(results, peer)),
  ];
}

const text = (ratio: number): string => ratio.toFixed(2);

function worst(
  what: string,
  candidates: readonly Ratios[],
  ratioOf: (ratios: Ratios) => number | undefined,
  most: number,
): Row {
  const measured = candidates.flatMap((candidate) => {
    const ratio = ratioOf(candidate);
    return ratio === undefined ? [] : [{ name: candidate.name, ratio }];
  });
  const [least, greatest] = [Math.min, Math.max].map((pick) => pick(...measured.map(({ ratio }) => ratio)));
  const name = measured.find(({ ratio }) => ratio === greatest)?.name;
  const range = `${text(least as number)} to ${text(greatest as number)} (${name})`;
  return { what, target: `≤ ${text(most)}`, measured: range, met: (greatest as number) <= most };
}

const atMost = (what: string, ratio: number, most: number): Row => ({
  what,
  target: `≤ ${text(most)}`,
  measured: text(ratio),
  met: ratio <= most,
});

const atLeast = (what: string, ratio: number, least: number): Row => ({
  what,
  target: `≥ ${text(least)}`,
  measured: text(ratio),
  met: ratio >= least,
});

function warmRows({ ours, stubbed, logged, signatureCheck }: Results): Row[] {
  const slowest = (addedBy: (name: string) => number) => {
    const added = ours.filter((name) => stubbed.has(name)).map((name) => ({ name, micros: addedBy(name) }));
    return added.toSorted((a, b) => b.micros - a.micros)[0] as (typeof added)[number];
  };
  const words = ({ name, micros }: ReturnType<typeof slowest>) => `${micros.toFixed(1)} µs (${name})`;
  const limited = (what: string, most: number, added: ReturnType<typeof slowest>): Row => ({
    what: `warm, added to raw: ${what}`,
    target: `≤ ${most} µs`,
    measured: words(added),
    met: added.micros <= most,
  });
  // Of all rounds together: one invocation in a hundred or so meets the garbage collector, too few in one round.
  const percentile99 = (name: string) => percentile((stubbed.get(name) ?? []).flat(), 99);
  const onOurClient = slowest((name) => addedTo(stubbed, name, median, RAW_ON_OUR_CLIENT));
  const withLog = { name: OUR_DELETE, micros: addedTo(logged, OUR_DELETE, median) };
  const check = `${median(signatureCheck).toFixed(1)} µs`;
  return [
    limited(
      'median',
      10,
      slowest((name) => addedTo(stubbed, name, median)),
    ),
    limited(
      '99th percentile',
      20,
      slowest((name) => percentile99(name) - percentile99('raw')),
    ),
    { what: 'warm, added to raw: median, with the request log', target: '', measured: words(withLog) },
    { what: 'warm, added to raw on our client: median', target: '', measured: words(onOurClient) },
    { what: 'signature check of a token not seen before', target: '', measured: check },
  ];
}

function bulkRows({ bulk }: Results): Row[] {
  const ratio = (read: (round: Duration) => number, durations = bulk.onEngine) =>
    against(durations, 'batches', read, 'parallel updates') as number;
  const what = 'bulk of 240 to 240 parallel updates';
  const clock = ({ clock }: Duration) => clock;
  return [
    atMost(`${what}: time`, ratio(clock), 0.25),
    { what: `${what}: time, transport stubbed`, target: '', measured: text(ratio(clock, bulk.stubbed)) },
    atMost(
      `${what}: client's processor`,
      ratio(({ cpu }) => cpu),
      0.25,
    ),
  ];
}

/** What clients wait who attach to one customer at the same time, against the one that attaches alone. */
function contentionRows({ contention }: Results): Row[] {
  const alone = median(contention[0]?.durations ?? []);
  return contention.map(({ clients, durations, conflicts, givenUp }) => {
    const waits = [50, 95, 99, 100].map((percent) => text(percentile(durations, percent) / alone));
    const words = `waits ${waits.join(', ')}; ${text(conflicts / durations.length)} conflicts`;
    return {
      what: `attach to one customer, ${clients} client(s): given up; waits at 50, 95, 99, 100 %`,
      target: '0',
      measured: `${givenUp}; ${words}`,
      met: givenUp === 0,
    };
  });
}

const throughput = ({ throughput: measured }: Results): number =>
  against(measured, 'gateway', (rate) => rate, 'bare server') as number;

/** Ours against a peer: below 1 is ahead. */
function peerRows({ initialization, firstAnswer, onEngine, stubbed }: Results, peer: string): Row[] {
  const row = (what: string, ratio: number | undefined): Row => ({
    what: `ours to ${peer}: ${what}`,
    target: '< 1.00',
    measured: text(ratio as number),
    met: (ratio as number) < 1,
  });
  return [
    row(
      'initialization',
      against(initialization, OUR_DELETE, ({ cpu }) => cpu, peer),
    ),
    row(
      'first answer',
      against(firstAnswer, OUR_DELETE, ({ clock }) => clock, peer),
    ),
    row('warm, on the engine', against(onEngine, OUR_DELETE, median, peer)),
    row('warm, transport stubbed', against(stubbed, OUR_DELETE, median, peer)),
  ];
}
