import { WITH_ALL_CUTS } from './cuts.ts';
import type { Footprints } from './measures/footprints.ts';
import type { Results } from './results.ts';
import { median, ratioOf } from './statistics.ts';

/** A candidate's figures as multiples of another's; undefined where they were not measured. */
export interface Ratios {
  readonly name: string;
  readonly bundle: number;
  /** Processor time of the main thread, which other processes of the machine do not add to. */
  readonly initialization: number;
  readonly initializationClock: number;
  readonly firstAnswer: number | undefined;
  readonly firstAnswerCpu: number | undefined;
  /** On the engine. */
  readonly warm?: number | undefined;
  /** With the transport stubbed: the function's own share of the work. */
  readonly warmStubbed: number | undefined;
}

/** Every candidate against the baseline, which is the first. */
export const ratiosOf = (results: Results): Ratios[] =>
  ['raw', ...results.peers, ...results.ours].map((name) => ({
    ...footprintRatios(results, name, 'raw'),
    warm: against(results.onEngine, name, median),
  }));

/** One of our functions without each of the cuts, as a multiple of the same function with all of them. */
export const cutRatiosOf = ({ cuts }: Results): Ratios[] =>
  [...cuts.sizes.keys()].map((name) => footprintRatios(cuts, name, WITH_ALL_CUTS));

const footprintRatios = (
  { sizes, initialization, firstAnswer, stubbed }: Footprints,
  name: string,
  base: string,
): Ratios => ({
  name,
  bundle: (sizes.get(name) as number) / (sizes.get(base) as number),
  initialization: against(initialization, name, ({ cpu }) => cpu, base) as number,
  initializationClock: against(initialization, name, ({ clock }) => clock, base) as number,
  firstAnswer: against(firstAnswer, name, ({ clock }) => clock, base),
  firstAnswerCpu: against(firstAnswer, name, ({ cpu }) => cpu, base),
  warmStubbed: against(stubbed, name, median, base),
});

/** The median over all rounds of a candidate's ratio to another; without one, to the baseline. */
export function against<Round>(
  measured: ReadonlyMap<string, readonly Round[]>,
  name: string,
  read: (round: Round) => number,
  base = 'raw',
): number | undefined {
  const [values, baseValues] = [measured.get(name), measured.get(base)];
  return values && baseValues && ratioOf(values.map(read), baseValues.map(read));
}

/** The median over all rounds of what a candidate takes more than another; without one, than the baseline. */
export function addedTo<Round>(
  measured: ReadonlyMap<string, readonly Round[]>,
  name: string,
  read: (round: Round) => number,
  base = 'raw',
): number {
  const [values, baseValues] = [name, base].map((of) => measured.get(of) as readonly Round[]) as [
    readonly Round[],
    readonly Round[],
  ];
  return median(values.map((value, round) => read(value) - read(baseValues[round] as Round)));
}
