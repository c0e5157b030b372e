import cliProgress from 'cli-progress';

/** Milliseconds between two lines where there is no terminal to draw a bar on. */
const LINES_EVERY = 2_000;

const count = (number: number): string => number.toLocaleString('en');

/** How far a long command has come, on stderr: a bar on a terminal, else a line every two seconds and one at the end. */
export class Progress {
  readonly #command: string;
  readonly #unit: string;
  readonly #bar: cliProgress.SingleBar;
  readonly #since = performance.now();
  #isShown = false;

  /**
   * @param command what stands before each line
   * @param unit what is counted: `items`
   */
  constructor(command: string, unit: string) {
    this.#command = command;
    this.#unit = unit;
    this.#bar = new cliProgress.SingleBar({
      stream: process.stderr,
      format: (options, params, payload) => this.#text(options, params, payload),
      noTTYOutput: true,
      notTTYSchedule: LINES_EVERY,
      clearOnComplete: true,
      // It would listen for signals, and so keep them from ending the process.
      gracefulExit: false,
      // Else it switches wrapping off for the terminal, and a process that is ended leaves it so.
      linewrap: true,
      barsize: 30,
    });
  }

  /**
   * @param total how many there will be, as far as that is known
   * @param what is being done at the moment
   */
  update(done: number, total: number | undefined, what = ''): void {
    const known = Math.max(done, total ?? 0);
    const payload = { what, isTotalKnown: total !== undefined };
    if (!this.#isShown) this.#bar.start(known, done, payload);
    this.#isShown = true;
    this.#bar.setTotal(known);
    this.#bar.update(done, payload);
  }

  /** Writes a line to stdout. The bar makes room, and is drawn again below it. */
  print(line: string): void {
    if (process.stderr.isTTY) this.end();
    process.stdout.write(`${line}\n`);
  }

  end(): void {
    if (this.#isShown) this.#bar.stop();
    this.#isShown = false;
  }

  #text(
    options: cliProgress.Options,
    { progress, value, total }: cliProgress.Params,
    payload: unknown,
  ): string {
    const { what, isTotalKnown } = payload as { what: string; isTotalKnown: boolean };
    const behind = what && ` (${what})`;
    if (!isTotalKnown) return `${this.#command}: ${count(value)} ${this.#unit}${behind}`;
    const { BarFormat, TimeFormat } = cliProgress.Format;
    const bar = process.stderr.isTTY ? `${BarFormat(progress, options)} ` : '';
    const seconds = ((performance.now() - this.#since) / 1000 / value) * (total - value);
    const left = value < total ? `, ${TimeFormat(Math.ceil(seconds), options, 1)} left` : '';
    return `${this.#command}: ${bar}${Math.floor(progress * 100)} % of ${count(total)} ${this.#unit}${left}${behind}`;
  }
}
