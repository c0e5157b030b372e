/** What gives its rows in order, some at a time. */
export interface Source<Row> {
  /** The next of its rows: it may be that there are none of them now, and more later. Undefined behind the last. */
  next(signal: AbortSignal): Promise<readonly Row[] | undefined>;
  /** Whether it is known that nothing follows. */
  readonly hasEnded: boolean;
}

/** A source, and those of its rows that were read and not taken yet. */
interface Lane<Row> {
  readonly source: Source<Row>;
  rows: readonly Row[];
  taken: number;
}

/** As many requests as browsers send to one host at a time over HTTP/1.1. */
const AT_A_TIME = 6;

/**
 * One list of many that are each in order: it takes the first of their heads, and asks a source for more only when all
 * that it gave is taken. Among equals the order of the sources decides.
 */
export class Merged<Row> {
  /** In order, as far as they were read. */
  readonly rows: Row[] = [];
  readonly #lanes: readonly Lane<Row>[];
  readonly #compare: (a: Row, b: Row) => number;
  #reading: Promise<unknown> = Promise.resolve();

  constructor(sources: readonly Source<Row>[], compare: (a: Row, b: Row) => number) {
    this.#lanes = sources.map((source) => ({ source, rows: [], taken: 0 }));
    this.#compare = compare;
  }

  /** Whether rows may follow those that were read. */
  get mayHaveMore(): boolean {
    return this.#lanes.some(({ source, rows, taken }) => taken < rows.length || !source.hasEnded);
  }

  /** Reads on until there are as many rows, or no more. One reading waits for the one before it: none takes a row twice. */
  read(count: number, signal: AbortSignal): Promise<void> {
    const reading = this.#reading.then(() => this.#read(count, signal));
    this.#reading = reading.catch(() => {});
    return reading;
  }

  async #read(count: number, signal: AbortSignal): Promise<void> {
    while (this.rows.length < count) {
      await this.#refill(signal);
      const first = this.#first();
      if (!first) return;
      this.rows.push(first.rows[first.taken++] as Row);
    }
  }

  /** Until each source has a row that was not taken, or has ended: only then is it known which is first. */
  async #refill(signal: AbortSignal): Promise<void> {
    const empty = this.#lanes.filter(({ source, rows, taken }) => taken === rows.length && !source.hasEnded);
    if (empty.length === 0) return;
    await eachOf(empty, AT_A_TIME, async (lane) => {
      while (lane.taken === lane.rows.length && !lane.source.hasEnded) {
        const rows = await lane.source.next(signal);
        if (!rows) return;
        lane.rows = rows;
        lane.taken = 0;
      }
    });
  }

  #first(): Lane<Row> | undefined {
    let first: Lane<Row> | undefined;
    for (const lane of this.#lanes) {
      const row = lane.rows[lane.taken];
      if (row === undefined) continue;
      if (!first || this.#compare(row, first.rows[first.taken] as Row) < 0) first = lane;
    }
    return first;
  }
}

/** Does something with each of these, some at a time. Also where one fails nothing is under way any more when it returns. */
export async function eachOf<Item>(
  items: readonly Item[],
  atATime: number,
  act: (item: Item) => Promise<void>,
): Promise<void> {
  const left = items.values();
  const lane = async () => {
    for (const item of left) await act(item);
  };
  const lanes = await Promise.allSettled(Array.from({ length: Math.min(atATime, items.length) }, lane));
  const failed = lanes.find((each) => each.status === 'rejected');
  if (failed) throw failed.reason;
}
