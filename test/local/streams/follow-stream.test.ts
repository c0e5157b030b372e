import type { DynamoDBRecord } from 'aws-lambda';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type Follower, followStream } from '../../../infra/local/streams/follow-stream.ts';
import { placesOf } from '../../../infra/local/streams/places.ts';
import { type Shard, type Stream, StreamError } from '../../../infra/local/streams/streams-api.ts';
import type { StreamHandler } from '../../../shared/streams/worker-invocation.ts';
import { loggedBy } from '../../support/log.ts';

/** A shard as a test has it: its records by their numbers, and whether it takes no more. */
interface FakeShard extends Shard {
  numbers: number[];
  closed: boolean;
}

let shards: FakeShard[];
/** What the next requests fail with, in turn. */
let failures: Error[];
let told: string[];
let follower: Follower | undefined;

const shard = (ShardId: string, numbers: number[], more: Partial<FakeShard> = {}): FakeShard => ({
  ShardId,
  numbers,
  closed: false,
  ...more,
});

const fail = () => {
  const failure = failures.shift();
  if (failure) throw failure;
};

/** A stream in the memory of the test; an iterator is `<shard>/<number behind which it reads>`. */
const stream: Stream = {
  arn: 'arn',
  shards: async () => {
    fail();
    return shards;
  },
  iterator: async (shardId, after = '0') => {
    fail();
    return `${shardId}/${after}`;
  },
  async read(iterator) {
    fail();
    const [id, after] = iterator.split('/');
    const { numbers, closed } = shards.find(({ ShardId }) => ShardId === id)!;
    const page = numbers.filter((number) => number > Number(after)).slice(0, 2);
    const isEnd = closed && page.length === 0;
    return {
      Records: page.map((number) => ({ dynamodb: { SequenceNumber: String(number) } }) as DynamoDBRecord),
      ...(!isEnd && { NextShardIterator: `${id}/${page.at(-1) ?? after}` }),
    };
  },
  close() {},
};

const keep: StreamHandler = async ({ Records }) => {
  told.push(...Records.map(({ dynamodb }) => dynamodb?.SequenceNumber as string));
  return { batchItemFailures: [] };
};

function follow(handler = keep, places = placesOf('workers/keep', 'arn')): Follower {
  follower = followStream(stream, {
    worker: 'workers/keep',
    trigger: { filters: [{}], records: 10 },
    handler,
    places,
    giveUp() {},
  });
  return follower;
}

beforeEach(() => {
  told = [];
  failures = [];
});

afterEach(async () => {
  await follower?.close();
});

describe('following a stream', () => {
  it('reads a shard only when its parent has ended', async () => {
    const parent = shard('parent', [1, 2, 3]);
    shards = [
      shard('child', [4, 5], { ParentShardId: 'parent' }),
      parent,
      shard('orphan', [9], { ParentShardId: 'gone' }),
    ];
    await follow().caughtUp();
    expect(told.toSorted()).toEqual(['1', '2', '3', '9']);

    parent.closed = true;
    await expect.poll(() => told.slice(4)).toEqual(['4', '5']);
  });

  it('finds the shards that follow on one that ends', async () => {
    const only = shard('only', [1], { closed: true });
    shards = [only];
    follow();
    await expect.poll(() => told).toEqual(['1']);

    shards = [only, shard('next', [2], { ParentShardId: 'only' })];
    await expect.poll(() => told).toEqual(['1', '2']);
  });

  it.each(['shards', 'iterator', 'read'])('goes on behind a failure: %s', async (which) => {
    shards = [shard('only', [1, 2, 3])];
    const none = { shards: 0, iterator: 1, read: 2 }[which]!;
    failures = [...Array(none).fill(undefined), new StreamError('InternalServerError', 'away')];

    const { lines } = await loggedBy(async () => {
      await follow().caughtUp();
    }, 'warn');

    expect(told).toEqual(['1', '2', '3']);
    expect(lines).toEqual([
      {
        timestamp: expect.any(String),
        level: 'WARN',
        message: expect.stringMatching(/^a stream cannot be (described|followed), and is tried again$/),
        worker: 'workers/keep',
        error: expect.objectContaining({ name: 'InternalServerError', message: 'away' }),
      },
    ]);
  });

  it('begins at the oldest record where its place is no longer kept', async () => {
    shards = [shard('only', [7, 8])];
    const places = placesOf('workers/keep', 'arn');
    places.keep('only', '7');
    failures = [undefined as never, new StreamError('TrimmedDataAccessException', 'too old')];

    const { lines } = await loggedBy(() => follow(keep, places).caughtUp());

    expect(told).toEqual(['7', '8']);
    expect(lines.map(({ error }) => error)).toEqual([
      expect.objectContaining({ name: 'TrimmedDataAccessException', message: 'too old' }),
    ]);
  });

  it('keeps its place behind each part of a call that is done', async () => {
    shards = [shard('only', [1, 2])];
    const kept: string[] = [];
    const places = { after: () => undefined, keep: (_: string, number: string) => kept.push(number) };
    let calls = 0;
    const halfway: StreamHandler = async (event, context) => {
      await keep(event, context);
      return { batchItemFailures: calls++ === 0 ? [{ itemIdentifier: '2' }] : [] };
    };

    await follow(halfway, places).caughtUp();

    expect(told).toEqual(['1', '2', '2']);
    expect(kept).toEqual(['1', '2', '2']);
  });

  it('takes a record that it was not called with for a failure of the whole call', async () => {
    shards = [shard('only', [1, 2])];
    let calls = 0;
    const strange: StreamHandler = async (event, context) => {
      if (calls++ === 0) return { batchItemFailures: [{ itemIdentifier: '77' }] };
      return keep(event, context);
    };

    await follow(strange).caughtUp();

    expect(told).toEqual(['1', '2']);
  });
});
