import { PutCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { receivables, type Table } from '../../../shared/dynamodb/tables.ts';
import { counterKey, eventKey, LANES, laneOf, lanes } from '../../../shared/receivables/feed/lanes.ts';
import { endOfFeed, readFeed } from '../../../shared/receivables/feed/read.ts';
import { tell } from '../../../shared/receivables/feed/tell.ts';
import { answered, withFates } from '../../support/faults.ts';
import { useOwnTables } from '../../support/own-tables.ts';
import { many, newEntry, readAll, stored } from './entries.ts';

let table: Table;

beforeEach(async () => {
  await useOwnTables();
  table = receivables();
});

function newEntryIn(lane: number) {
  for (;;) {
    const entry = newEntry();
    if (laneOf(entry) === lane) return entry;
  }
}

/** Lets an event be one that has ended, and that DynamoDB has yet to remove. */
async function endEvent(lane: number, number: number): Promise<void> {
  await table.client.send(
    new UpdateCommand({
      ...{ TableName: table.name, Key: eventKey(lane, number) },
      ...{ UpdateExpression: 'SET expiresAt = :past', ExpressionAttributeValues: { ':past': 1 } },
    }),
  );
}

describe('reading', () => {
  it('goes on where it ended, from the oldest or from the end', async () => {
    expect(await readFeed(table, undefined, { most: 10 })).toEqual({
      ...{ events: [], position: Array(LANES).fill(0), missed: false, more: false },
    });
    await tell(table, many(20));
    const end = await endOfFeed(table);
    const { events, position } = await readAll(table, 7);
    expect(new Set(events.map(({ itemId }) => itemId)).size).toBe(20);
    expect(position).toEqual(end);
    const later = newEntry();
    await tell(table, [later]);
    const news = await readFeed(table, end, { most: 10 });
    expect(news.events.map(({ requestId }) => requestId)).toEqual([later.requestId]);
    expect([news.missed, news.more]).toEqual([false, false]);
  });

  it('shows what it stores, without keys and end', async () => {
    const entry = newEntry();
    await tell(table, [entry]);
    const { events } = await readFeed(table, undefined, { most: 1 });
    expect(events).toEqual([
      {
        ...{ id: expect.any(String), type: 'customer.updated', vendor: 'v', tenant: 't', kind: 'CUSTOMER' },
        ...{ itemId: entry.pk.split('#').at(-1), sequence: 1, at: entry.at, by: 'ada' },
        requestId: entry.requestId,
      },
    ]);
  });

  it('never passes a number that its counter does not know yet', async () => {
    const entry = newEntry();
    const lane = laneOf(entry);
    // As a Query may see a transaction that is just being carried out: an event without what comes before it.
    await table.client.send(
      new PutCommand({
        TableName: table.name,
        Item: { ...eventKey(lane, 2), id: 'x', at: '', expiresAt: 4e9 },
      }),
    );
    expect((await readFeed(table, undefined, { most: 10 })).events).toEqual([]);
    await tell(table, [entry]);
    expect((await readFeed(table, undefined, { most: 10 })).events).toHaveLength(1);
  });

  it('says that events were missed that are no longer kept, and begins with those that are', async () => {
    const entries = many(6, 'one');
    await tell(table, entries);
    const lane = laneOf(entries[0]!);
    const start = await readFeed(table, undefined, { most: 1 });
    for (const number of [1, 2, 3]) await endEvent(lane, number);
    const behind = await readFeed(table, start.position, { most: 10 });
    expect(behind.events.map(({ sequence }) => sequence)).toEqual([4, 5, 6]);
    expect(behind.missed).toBe(true);
    const anew = await readFeed(table, undefined, { most: 10 });
    expect(anew.events.map(({ sequence }) => sequence)).toEqual([4, 5, 6]);
    expect(anew.missed).toBe(false);
    expect((await readFeed(table, behind.position, { most: 10 })).missed).toBe(false);
  });

  it('says so of a position that another table has given', async () => {
    const page = await readFeed(table, Array(LANES).fill(9), { most: 10 });
    expect(page).toEqual({ events: [], position: Array(LANES).fill(0), missed: true, more: false });
  });

  it('passes events that have ended even where a page has no others', async () => {
    const entry = newEntry();
    const lane = laneOf(entry);
    await tell(table, many(5, entry.pk.split('#').at(-1)));
    for (const number of [1, 2, 3, 4]) await endEvent(lane, number);
    const first = await readFeed(table, undefined, { most: 2 });
    expect([first.events, first.more]).toEqual([[], true]);
    expect((await readAll(table, 2)).events.map(({ sequence }) => sequence)).toEqual([5]);
  });

  it('has a counter for each lane that was used, and no other', async () => {
    const entry = newEntry();
    await tell(table, [entry]);
    const counters = (await stored(table)).filter(({ sk }) => sk === 'COUNTER');
    expect(counters).toEqual([{ ...counterKey(laneOf(entry)), numbered: 1 }]);
  });

  it('says so of a position that is ahead in one lane alone', async () => {
    await tell(table, many(3, 'one'));
    const end = await endOfFeed(table);
    for (const lane of lanes)
      expect(await readFeed(table, end.with(lane, 9), { most: 10 })).toEqual({
        ...{ events: [], position: end, missed: true, more: false },
      });
  });

  it('gives the oldest of all lanes first, however many in a page', async () => {
    const seconds = [1, 2, 3, 3, 4, 5, 6, 6, 7];
    const entries = [2, 5, 0, 7, 2, 7, 0, 2, 0].map((lane, n) => ({
      ...newEntryIn(lane),
      at: `2026-11-01T10:00:0${seconds[n]}.000Z`,
    }));
    await tell(table, entries);
    const inOrder = entries.map(({ requestId }) => requestId);
    for (const most of [1, 4, 10]) {
      const { events } = await readAll(table, most);
      expect(events.map(({ requestId }) => requestId)).toEqual(inOrder);
    }
  });

  it('does not show an event from the second on in which it ends', async () => {
    await tell(table, many(1, 'one'));
    const [event] = (await stored(table)).filter(({ pk, sk }) => pk.startsWith('FEED#') && sk !== 'COUNTER');
    vi.useFakeTimers({ toFake: ['Date'] });
    const shownAt = async (milliseconds: number) => {
      vi.setSystemTime(milliseconds);
      return (await readFeed(table, undefined, { most: 10 })).events.length;
    };
    try {
      expect(await shownAt(event!.expiresAt * 1000 - 1)).toBe(1);
      expect(await shownAt(event!.expiresAt * 1000)).toBe(0);
    } finally {
      vi.useRealTimers();
    }
  });

  it('asks for what was last written, of lanes that have more', async () => {
    const entry = newEntry();
    await tell(table, [entry]);
    const asked: unknown[] = [];
    const watched = withFates(table, ({ name, input }) => {
      const { ConsistentRead, Limit, ExpressionAttributeValues } = input;
      if (name === 'Query') asked.push({ ConsistentRead, Limit, lane: ExpressionAttributeValues[':lane'] });
      return answered;
    });
    await readFeed(watched, undefined, { most: 10 });
    expect(asked).toEqual([{ ConsistentRead: true, Limit: 10, lane: `FEED#${laneOf(entry)}` }]);
  });
});
