import { EventEmitter, once } from 'node:events';
import type { DynamoDBRecord } from 'aws-lambda';
import { log } from '../../../shared/log.ts';
import type { StreamTrigger } from '../../../shared/streams/stream-trigger.ts';
import type { StreamHandler } from '../../../shared/streams/worker-invocation.ts';
import { callWorker } from './call-worker.ts';
import { followShard } from './follow-shard.ts';
import type { GivenUp } from './given-up.ts';
import { matchesAny } from './matches.ts';
import { Ended, newPauses } from './pauses.ts';
import type { Places } from './places.ts';
import type { Shard, Stream } from './streams-api.ts';

/** Milliseconds between two looks at which shards there are, where none can be read. */
const PAUSE = 250;

export interface Following {
  readonly worker: string;
  readonly trigger: Pick<StreamTrigger, 'filters' | 'records'>;
  readonly handler: StreamHandler;
  readonly places: Places;
  readonly giveUp: GivenUp;
}

/** A worker that is called with what a stream tells. */
export interface Follower {
  /** Something was written: there may be records. */
  nudge(): void;
  /** Settles when all is done that the stream held at this moment. @returns how often the worker was called until then */
  caughtUp(): Promise<number>;
  /** Ends it behind the call that is under way. */
  close(): Promise<void>;
}

/** Reads a stream, each shard in its order and after its parent, and calls a worker with what its filters let through. */
export function followStream(stream: Stream, { handler, places, ...following }: Following): Follower {
  const { worker, trigger, giveUp } = following;
  const pauses = newPauses();
  const reads = new EventEmitter().setMaxListeners(0);
  /** For each shard that is followed: how many had asked whether all is done, when it was last found empty. */
  const emptySince = new Map<string, number>();
  let asked = 0;
  let calls = 0;
  const counted: StreamHandler = (event, context) => {
    calls++;
    return handler(event, context);
  };

  async function handle(shardId: string, records: readonly DynamoDBRecord[]): Promise<void> {
    const passed = (done: readonly DynamoDBRecord[]) =>
      places.keep(shardId, done.at(-1)?.dynamodb?.SequenceNumber as string);
    const wanted = records.filter((record) => matchesAny(record, trigger.filters));
    for (let at = 0; at < wanted.length; at += trigger.records) {
      const batch = wanted.slice(at, at + trigger.records);
      await callWorker(batch, { worker, handler: counted, giveUp, passed, pauses });
    }
    passed(records);
  }

  async function follow(shardId: string): Promise<void> {
    emptySince.set(shardId, 0);
    await followShard(stream, shardId, {
      worker,
      pauses,
      after: () => places.after(shardId),
      handle: (records) => handle(shardId, records),
      reading() {
        const askedBefore = asked;
        return (records) => {
          emptySince.set(shardId, records > 0 ? 0 : askedBefore);
          reads.emit('read');
        };
      },
    });
    emptySince.delete(shardId);
  }

  const running = followShards(stream, worker, follow, () => pauses.wait(PAUSE));
  return {
    nudge: pauses.wake,
    async caughtUp() {
      const mine = ++asked;
      pauses.wake();
      const isDone = () => emptySince.size > 0 && [...emptySince.values()].every((since) => since >= mine);
      while (!isDone()) await once(reads, 'read');
      return calls;
    },
    async close() {
      pauses.end();
      await running;
    },
  };
}

/** Follows each shard once, when its parent has ended or is no longer kept, until it is ended. */
async function followShards(
  stream: Stream,
  worker: string,
  follow: (shardId: string) => Promise<void>,
  pause: () => Promise<void>,
): Promise<void> {
  const ended = new Set<string>();
  const followed = new Map<string, Promise<void>>();
  try {
    for (;;) {
      const shards = await stream.shards().catch((error) => {
        log('warn', 'a stream cannot be described, and is tried again', { worker, error });
        return [];
      });
      for (const { ShardId } of ready(shards, ended)) {
        if (followed.has(ShardId)) continue;
        const end = () => {
          ended.add(ShardId);
          followed.delete(ShardId);
        };
        followed.set(ShardId, follow(ShardId).then(end));
      }
      // A shard that ends has children, which wait for it.
      await Promise.race(followed.size > 0 ? followed.values() : [pause()]);
    }
  } catch (error) {
    if (!(error instanceof Ended)) throw error;
    await Promise.allSettled(followed.values());
  }
}

function ready(shards: readonly Shard[], ended: ReadonlySet<string>): Shard[] {
  const kept = new Set(shards.map(({ ShardId }) => ShardId));
  return shards.filter(
    ({ ShardId, ParentShardId: parent }) =>
      !ended.has(ShardId) && (!parent || !kept.has(parent) || ended.has(parent)),
  );
}
