import { QueryCommand } from '@aws-sdk/lib-dynamodb';
import { now } from '../../clock.ts';
import { readItems } from '../../dynamodb/read-items.ts';
import { sendRead } from '../../dynamodb/send.ts';
import type { Table } from '../../dynamodb/tables.ts';
import type { FeedEvent } from './event.ts';
import { counterKey, eventKey, type LaneCounter, laneKey, lanes } from './lanes.ts';

/** How far a reader has come: the last number of each lane that it has passed. */
export type FeedPosition = readonly number[];

export interface FeedPage {
  /** In the order of each item's changes; those of different items about as they were made. */
  readonly events: readonly FeedEvent[];
  readonly position: FeedPosition;
  /** Whether events behind the position that was given are no longer kept. */
  readonly missed: boolean;
  /** Whether more follow that are there already. */
  readonly more: boolean;
}

/**
 * Events behind a position. Whatever a reader has passed is complete: the counters are read first, and everything up to
 * them is there, while of a transaction that is just being carried out a Query may show one part and not yet another.
 * @param position undefined for the oldest events that are kept
 */
export async function readFeed(
  table: Table,
  position: FeedPosition | undefined,
  { most }: { readonly most: number },
): Promise<FeedPage> {
  const counters = await readCounters(table, lanes);
  const at = Math.floor(now().getTime() / 1000);
  const read = await Promise.all(
    lanes.map((lane) => {
      const last = counters.get(lane) ?? 0;
      return readLane(table, { lane, from: Math.min(position?.[lane] ?? 0, last), last, most, at });
    }),
  );
  const taken = takeInOrder(read, most);
  const after = read.map(({ numbers, from, end }, lane) => {
    const count = taken.counts[lane] as number;
    return count === numbers.length ? end : count === 0 ? from : (numbers[count - 1] as number);
  });
  const passed = sum(after) - sum(read.map(({ from }) => from));
  // Ahead of a counter: it is a cursor of another table, or of one that was made anew.
  const isAhead = position?.some((number, lane) => number > (counters.get(lane) ?? 0)) ?? false;
  return {
    events: taken.events,
    position: after,
    missed: position !== undefined && (isAhead || passed > taken.events.length),
    more: after.some((number, lane) => number < (counters.get(lane) ?? 0)),
  };
}

/** The position behind all that has been told. */
export async function endOfFeed(table: Table): Promise<FeedPosition> {
  const counters = await readCounters(table, lanes);
  return lanes.map((lane) => counters.get(lane) ?? 0);
}

/** The last numbers of lanes that have any. */
export async function readCounters(table: Table, of: readonly number[]): Promise<Map<number, number>> {
  const found = await readItems<LaneCounter>(table, of.map(counterKey));
  return new Map(
    of.flatMap((lane) => {
      const counter = found.get(laneKey(lane));
      return counter ? [[lane, counter.numbered] as const] : [];
    }),
  );
}

interface ReadLane {
  readonly from: number;
  readonly events: readonly FeedEvent[];
  /** Of the events. */
  readonly numbers: readonly number[];
  /** Up to where all is read. */
  readonly end: number;
}

interface LaneRequest {
  readonly lane: number;
  readonly from: number;
  readonly last: number;
  readonly most: number;
  /** Epoch seconds. */
  readonly at: number;
}

async function readLane(table: Table, { lane, from, last, most, at }: LaneRequest): Promise<ReadLane> {
  if (from >= last) return { from, events: [], numbers: [], end: from };
  const query = new QueryCommand({
    TableName: table.name,
    KeyConditionExpression: 'pk = :lane AND sk BETWEEN :first AND :last',
    ExpressionAttributeValues: {
      ':lane': laneKey(lane),
      ':first': eventKey(lane, from + 1).sk,
      ':last': eventKey(lane, last).sk,
    },
    ConsistentRead: true,
    Limit: most,
  });
  const { Items = [], LastEvaluatedKey } = await sendRead(table, query);
  // DynamoDB removes them some time after their end, and not in their order.
  const kept = Items.filter(({ expiresAt }) => expiresAt > at);
  return {
    from,
    events: kept.map(({ pk: _, sk: __, expiresAt: ___, ...event }) => event as FeedEvent),
    numbers: kept.map(({ sk }) => Number(sk)),
    end: LastEvaluatedKey ? Number(LastEvaluatedKey.sk) : last,
  };
}

/** The oldest of all lanes, each lane in its order. */
function takeInOrder(read: readonly ReadLane[], most: number) {
  const counts = read.map(() => 0);
  const events: FeedEvent[] = [];
  while (events.length < most) {
    const heads = read.map(({ events }, lane) => events[counts[lane] as number]);
    const lane = heads.reduce<number | undefined>((first, head, at) => {
      if (!head) return first;
      const oldest = first === undefined ? undefined : heads[first];
      return oldest && oldest.at <= head.at ? first : at;
    }, undefined);
    if (lane === undefined) break;
    events.push(heads[lane] as FeedEvent);
    counts[lane] = (counts[lane] as number) + 1;
  }
  return { events, counts };
}

const sum = (numbers: readonly number[]): number => numbers.reduce((total, number) => total + number, 0);
