import { syncBuiltinESMExports } from 'node:module';
import timers from 'node:timers/promises';
import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import type { Table } from '../../shared/dynamodb/tables.ts';

/** Milliseconds that a request or an answer takes on the network, at most. */
const NETWORK = 15;

/**
 * A clock on which a whole workload runs. All waiting is done on this clock, and when all code waits, the clock jumps
 * to the time at which the first of the waits ends. So one seed gives one order of all requests, however slow the
 * machine is, and back-off and time-outs take no real time.
 */
export class VirtualTime {
  #now = 0;
  #turns = 0;
  #sleepers: { readonly at: number; readonly turn: number; wake(): void }[] = [];
  #working = 0;
  #rested: () => void = () => {};

  readonly now = (): number => this.#now;

  readonly sleep = (milliseconds = 0): Promise<void> =>
    new Promise((wake) => {
      this.#sleepers.push({ at: this.#now + milliseconds, turn: this.#turns++, wake });
    });

  /** Does something that takes real time but none on this clock. */
  async work<T>(something: () => Promise<T>): Promise<T> {
    this.#working++;
    try {
      return await something();
    } finally {
      if (--this.#working === 0) this.#rested();
    }
  }

  /**
   * Runs until nothing waits any more. Meanwhile `shared/` waits on this clock, and draws its random numbers from
   * `random`.
   */
  async run(random: () => number, main: () => Promise<void>): Promise<void> {
    const restore = this.#takeOver(random);
    try {
      let finished = false;
      const end = main().finally(() => {
        finished = true;
      });
      end.catch(() => {});
      for (;;) {
        if (this.#working > 0) await new Promise<void>((rested) => (this.#rested = rested));
        // All code that an answer wakes runs before the event loop's next turn.
        await new Promise((next) => setImmediate(next));
        if (this.#working > 0) continue;
        const next = this.#nextSleeper();
        if (!next) break;
        this.#now = Math.max(this.#now, next.at);
        next.wake();
      }
      if (!finished) throw new Error('everybody waits for something that never comes');
      await end;
    } finally {
      restore();
    }
  }

  #nextSleeper() {
    if (this.#sleepers.length === 0) return undefined;
    const next = this.#sleepers.reduce((first, other) =>
      other.at < first.at || (other.at === first.at && other.turn < first.turn) ? other : first,
    );
    this.#sleepers.splice(this.#sleepers.indexOf(next), 1);
    return next;
  }

  #takeOver(random: () => number): () => void {
    const { setTimeout } = timers;
    const { random: dice } = Math;
    timers.setTimeout = this.sleep as typeof setTimeout;
    syncBuiltinESMExports();
    Math.random = random;
    performance.now = this.now;
    return () => {
      timers.setTimeout = setTimeout;
      syncBuiltinESMExports();
      Math.random = dice;
      // What is left is the method of its class.
      delete (performance as { now?: unknown }).now;
    };
  }
}

/** The table behind a network that takes virtual time; the engine itself takes none. */
export function overNetwork(table: Table, time: VirtualTime, random: () => number): Table {
  const send = async (command: Parameters<DynamoDBDocumentClient['send']>[0]) => {
    await time.sleep(random() * NETWORK);
    try {
      return await time.work(() => table.client.send(command));
    } finally {
      await time.sleep(random() * NETWORK);
    }
  };
  return { ...table, client: { send } as unknown as DynamoDBDocumentClient };
}
