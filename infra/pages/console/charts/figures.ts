/** What a run of the bench found, as ratios to the baseline: `test/bench/results.json`. */
export interface Figures {
  /** What was measured, and on which day. */
  readonly version: string;
  readonly date: string;
  readonly environment: {
    readonly node: string;
    readonly processors: number;
    readonly runtimeClient: string;
  };
  /** The contender that all others are compared with. */
  readonly baseline: string;
  readonly ours: string;
  readonly measures: readonly Measure[];
}

export interface Measure {
  readonly title: string;
  /** The greatest ratio that was aimed at for our own. */
  readonly target: number | null;
  /** By contender, ours first. Two decimals: more of them differ from run to run. */
  readonly ratios: Readonly<Record<string, number>>;
}
