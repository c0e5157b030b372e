import type { DynamoDBRecord } from 'aws-lambda';
import { log } from '../../../shared/log.ts';
import { Ended, type Pauses } from './pauses.ts';
import type { Stream } from './streams-api.ts';

/**
 * Milliseconds between two reads. The first is kept also when a write is told of, or reading would take the engine's time
 * from requests; from there it doubles to the second while nothing comes. A read that finds nothing takes about 1 ms.
 */
const SHORTEST_PAUSE = 10;
const LONGEST_PAUSE = 250;
/** Milliseconds after a read that failed. */
const PAUSE_AFTER_ERROR = 1_000;

export interface ShardReader {
  readonly worker: string;
  readonly pauses: Pauses;
  /** The last record that is done. */
  after(): string | undefined;
  /** Does what follows from records, and keeps the place behind them. */
  handle(records: readonly DynamoDBRecord[]): Promise<void>;
  /** Is told before each read; what it gives back is told how many records there were, once these are done. */
  reading(): (records: number) => void;
}

/** Reads a shard from the place that is kept to its end, if it has one. @throws Ended */
export async function followShard(stream: Stream, shardId: string, reader: ShardReader): Promise<void> {
  const { worker, pauses } = reader;
  let iterator: string | null | undefined;
  let after = reader.after();
  let pause = SHORTEST_PAUSE;
  while (iterator !== null) {
    try {
      iterator ??= await stream.iterator(shardId, after);
      const read = reader.reading();
      const { Records, NextShardIterator } = await stream.read(iterator);
      if (Records.length > 0) await reader.handle(Records);
      read(Records.length);
      iterator = NextShardIterator ?? null;
      pause = Records.length > 0 ? SHORTEST_PAUSE : Math.min(2 * pause, LONGEST_PAUSE);
      await pauses.wait(SHORTEST_PAUSE);
      if (pause > SHORTEST_PAUSE && (await pauses.nap(pause))) pause = SHORTEST_PAUSE;
    } catch (error) {
      if (error instanceof Ended) throw error;
      // Behind a place that is no longer kept, records are lost to the worker.
      log(isTrimmed(error) ? 'error' : 'warn', 'a stream cannot be followed, and is tried again', {
        worker,
        error,
      });
      // An iterator lives for 15 minutes, a record for 24 hours.
      iterator = undefined;
      after = isTrimmed(error) ? undefined : reader.after();
      await pauses.wait(PAUSE_AFTER_ERROR);
    }
  }
}

const isTrimmed = (error: unknown): boolean =>
  error instanceof Error && error.name === 'TrimmedDataAccessException';
