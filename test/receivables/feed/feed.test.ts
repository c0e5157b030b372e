import { randomUUID } from 'node:crypto';
import { PutCommand, ScanCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import { beforeEach, describe, expect, it } from 'vitest';
import { receivables, type Table } from '../../../shared/dynamodb/tables.ts';
import type { FeedEvent } from '../../../shared/receivables/feed/event.ts';
import { counterKey, eventKey, LANES, laneOf } from '../../../shared/receivables/feed/lanes.ts';
import { endOfFeed, type FeedPosition, readFeed } from '../../../shared/receivables/feed/read.ts';
import { tell } from '../../../shared/receivables/feed/tell.ts';
import { entryOrder, type HistoryEntry } from '../../../shared/receivables/history/entry.ts';
import {
  answered,
  failedAfter,
  failedBefore,
  heldBack,
  inTurn,
  overtaken,
  withFates,
} from '../../support/faults.ts';
import { useOwnTables } from '../../support/own-tables.ts';
import { newStamp } from '../../support/store.ts';

let table: Table;

beforeEach(async () => {
  await useOwnTables();
  table = receivables();
});

const creation = { ...newStamp(), at: '2026-11-01T10:00:00.000Z' };

/** Of items whose events have the lane of `like`, or any. */
function newEntry(version = 1, id: string = randomUUID()): HistoryEntry {
  return {
    ...{ pk: `v#t#HISTORY#${id}`, sk: entryOrder(creation, version), kind: 'CUSTOMER', by: 'ada' },
    ...{ at: creation.at, requestId: randomUUID(), change: 'updated', version, expiresAt: 4e9 },
  };
}

const many = (count: number, id?: string) => Array.from({ length: count }, (_, n) => newEntry(n + 1, id));

async function stored() {
  const { Items = [] } = await table.client.send(
    new ScanCommand({ TableName: table.name, ConsistentRead: true }),
  );
  return Items;
}

/** The numbers of each lane, which must be 1, 2, 3 … up to its counter; and the ids of the events. */
async function lanesHold() {
  const items = (await stored()).filter(({ pk }) => pk.startsWith('FEED#'));
  const ids: string[] = [];
  for (let lane = 0; lane < LANES; lane++) {
    const own = items.filter(({ pk }) => pk === `FEED#${lane}`).toSorted((a, b) => (a.sk < b.sk ? -1 : 1));
    const counter = own.find(({ sk }) => sk === 'COUNTER')?.numbered ?? 0;
    const events = own.filter(({ sk }) => sk !== 'COUNTER');
    expect(events.map(({ sk }) => Number(sk))).toEqual(Array.from({ length: counter }, (_, n) => n + 1));
    ids.push(...events.map(({ id }) => id));
  }
  expect(new Set(ids).size).toBe(ids.length);
  return ids.length;
}

async function readAll(most: number, from?: FeedPosition) {
  const events: FeedEvent[] = [];
  for (let position = from; ; ) {
    const page = await readFeed(table, position, { most });
    expect(page.events.length).toBeLessThanOrEqual(most);
    events.push(...page.events);
    position = page.position;
    if (!page.more) return { events, position, missed: page.missed };
  }
}

describe('telling', () => {
  it('keeps each entry and numbers each event, in the order of each item', async () => {
    const entries = [...many(120, 'one'), ...many(60)];
    expect(await tell(table, entries)).toBe(180);
    expect(await lanesHold()).toBe(180);
    const { events } = await readAll(50);
    expect(events.filter(({ itemId }) => itemId === 'one').map(({ sequence }) => sequence)).toEqual(
      Array.from({ length: 120 }, (_, n) => n + 1),
    );
    const kept = (await stored()).filter(({ pk }) => pk.startsWith('v#'));
    expect(kept.toSorted(byKey)).toEqual(entries.toSorted(byKey));
  });

  it('adds nothing where it is told the same again, in part, twice in a call, or in calls at once', async () => {
    const entries = many(30, 'one');
    await tell(table, entries.slice(0, 10));
    await Promise.all([tell(table, entries), tell(table, entries), tell(table, [...entries, ...entries])]);
    expect(await tell(table, entries)).toBe(0);
    expect(await lanesHold()).toBe(30);
  });

  it('keeps a fence without an event', async () => {
    const entry = { ...newEntry(), change: 'fenced' } as const;
    const other = newEntry(2, entry.pk.split('#').at(-1));
    await tell(table, [entry, other]);
    await tell(table, [entry, other]);
    expect(await lanesHold()).toBe(1);
    expect(await stored()).toHaveLength(4);
  });

  it.each([
    ['whose answer was lost', failedAfter],
    ['that did not arrive', failedBefore],
    ['that came behind another call', overtaken(() => tell(table, many(5, 'one')))],
  ])('numbers once in an attempt %s', async (_, fate) => {
    const isWrite = inTurn(fate);
    const faulty = withFates(table, ({ name }) =>
      name === 'TransactWrite' ? isWrite() : ({ apply }) => apply(),
    );
    await tell(faulty, many(7, 'one'));
    expect(await lanesHold()).toBe(7);
  });

  it('is not undone by an attempt that arrives late', async () => {
    const late = heldBack();
    const fates = inTurn(late.fate);
    const slow = withFates(table, ({ name }) =>
      name === 'TransactWrite' ? fates() : ({ apply }) => apply(),
    );
    await tell(slow, many(3, 'one'));
    await tell(table, many(5, 'one'));
    await late.arrive();
    expect(await lanesHold()).toBe(5);
  });

  it('takes no number that another call has given since it read the counter', async () => {
    const entries = many(7, 'one');
    await tell(table, entries.slice(0, 3));
    const isWrite = inTurn(overtaken(() => tell(table, entries.slice(3, 5))));
    const slow = withFates(table, ({ name }) => (name === 'TransactWrite' ? isWrite() : answered));
    await tell(slow, entries.slice(5));
    expect(await lanesHold()).toBe(7);
  });

  it('marks a refusal as told once, and leaves alone one that has ended', async () => {
    const refusal = { ...newEntry(1, 'one'), change: 'delete_refused', refusal: 'linked' } as const;
    await table.client.send(new PutCommand({ TableName: table.name, Item: refusal }));
    const gone = { ...refusal, sk: `${refusal.sk}#gone` };
    await tell(table, [refusal, gone]);
    await tell(table, [refusal, gone]);
    expect(await lanesHold()).toBe(1);
    const items = (await stored()).filter(({ pk }) => pk === refusal.pk);
    expect(items).toEqual([{ ...refusal, told: 1 }]);
    const [event] = (await readAll(10)).events;
    expect(event).toMatchObject({ type: 'customer.delete_refused', refusal: 'linked', sequence: 1 });
  });
});

const byKey = (one: Partial<HistoryEntry>, other: Partial<HistoryEntry>) =>
  `${one.pk} ${one.sk}` < `${other.pk} ${other.sk}` ? -1 : 1;

describe('reading', () => {
  it('goes on where it ended, from the oldest or from the end', async () => {
    expect(await readFeed(table, undefined, { most: 10 })).toEqual({
      ...{ events: [], position: Array(LANES).fill(0), missed: false, more: false },
    });
    await tell(table, many(20));
    const end = await endOfFeed(table);
    const { events, position } = await readAll(7);
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
    for (const number of [1, 2, 3])
      await table.client.send(
        new UpdateCommand({
          ...{
            TableName: table.name,
            Key: eventKey(lane, number),
            UpdateExpression: 'SET expiresAt = :past',
          },
          ExpressionAttributeValues: { ':past': 1 },
        }),
      );
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
    for (const number of [1, 2, 3, 4])
      await table.client.send(
        new UpdateCommand({
          ...{
            TableName: table.name,
            Key: eventKey(lane, number),
            UpdateExpression: 'SET expiresAt = :past',
          },
          ExpressionAttributeValues: { ':past': 1 },
        }),
      );
    const first = await readFeed(table, undefined, { most: 2 });
    expect([first.events, first.more]).toEqual([[], true]);
    expect((await readAll(2)).events.map(({ sequence }) => sequence)).toEqual([5]);
  });

  it('has a counter for each lane that was used, and no other', async () => {
    const entry = newEntry();
    await tell(table, [entry]);
    const counters = (await stored()).filter(({ sk }) => sk === 'COUNTER');
    expect(counters).toEqual([{ ...counterKey(laneOf(entry)), numbered: 1 }]);
  });
});
