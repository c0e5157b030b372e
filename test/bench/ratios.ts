import type { Results } from './results.ts';
import { median, ratioOf } from './statistics.ts';

/** How many times the baseline's a candidate's are; undefined where it was not measured. */
export interface Ratios {
  readonly name: string;
  readonly bundle: number;
  /** Processor time of the main thread, which other processes of the machine do not add to. */
  readonly initialization: number;
  readonly initializationClock: number;
  readonly firstAnswer: number | undefined;
  readonly firstAnswerCpu: number | undefined;
  /** On the engine. */
  readonly warm: number | undefined;
  /** With the transport stubbed: the function's own share of the work. */
  readonly warmStubbed: number | undefined;
}

/** Every candidate against the baseline, which is the first. */
export function ratiosOf(results: Results): Ratios[] {
  const { sizes, initialization, firstAnswer, onEngine, stubbed } = results;
  return ['raw', ...results.peers, ...results.ours].map((name) => ({
    name,
    bundle: (sizes.get(name) as number) / (sizes.get('raw') as number),
    initialization: against(initialization, name, ({ cpu }) => cpu) as number,
    initializationClock: against(initialization, name, ({ clock }) => clock) as number,
    firstAnswer: against(firstAnswer, name, ({ clock }) => clock),
    firstAnswerCpu: against(firstAnswer, name, ({ cpu }) => cpu),
    warm: against(onEngine, name, median),
    warmStubbed: against(stubbed, name, median),
  }));
}

/** The median of the rounds' ratios of a candidate to another, the baseline when not said. */
export function against<Round>(
  measured: ReadonlyMap<string, readonly Round[]>,
  name: string,
  read: (round: Round) => number,
  base = 'raw',
): number | undefined {
  const [values, baseValues] = [measured.get(name), measured.get(base)];
  return values && baseValues && ratioOf(values.map(read), baseValues.map(read));
}

/** The median over the rounds of what a candidate takes more than the baseline. */
export function addedTo<Round>(
  measured: ReadonlyMap<string, readonly Round[]>,
  name: string,
  read: (round: Round) => number,
): number {
  const [values, base] = [measured.get(name) as readonly Round[], measured.get('raw') as readonly Round[]];
  return median(values.map((value, round) => read(value) - read(base[round] as Round)));
}
