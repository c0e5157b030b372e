import { randomUUID } from 'node:crypto';
import { ScanCommand } from '@aws-sdk/lib-dynamodb';
import { expect } from 'vitest';
import type { Table } from '../../../shared/dynamodb/tables.ts';
import type { FeedEvent } from '../../../shared/receivables/feed/event.ts';
import { LANES } from '../../../shared/receivables/feed/lanes.ts';
import { type FeedPosition, readFeed } from '../../../shared/receivables/feed/read.ts';
import { entryOrder, type HistoryEntry } from '../../../shared/receivables/history/entry.ts';
import { newStamp } from '../../support/store.ts';

const creation = { ...newStamp(), at: '2026-11-01T10:00:00.000Z' };

export function newEntry(version = 1, id: string = randomUUID()): HistoryEntry {
  return {
    ...{ pk: `v#t#HISTORY#${id}`, sk: entryOrder(creation, version), kind: 'CUSTOMER', by: 'ada' },
    ...{ at: creation.at, requestId: randomUUID(), change: 'updated', version, expiresAt: 4e9 },
  };
}

export const many = (count: number, id?: string) =>
  Array.from({ length: count }, (_, n) => newEntry(n + 1, id));

export async function stored(table: Table) {
  const { Items = [] } = await table.client.send(
    new ScanCommand({ TableName: table.name, ConsistentRead: true }),
  );
  return Items;
}

/** The numbers of each lane, which must be 1, 2, 3 … up to its counter; and the ids of the events. */
export async function lanesHold(table: Table) {
  const items = (await stored(table)).filter(({ pk }) => pk.startsWith('FEED#'));
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

export async function readAll(table: Table, most: number, from?: FeedPosition) {
  const events: FeedEvent[] = [];
  for (let position = from; ; ) {
    const page = await readFeed(table, position, { most });
    expect(page.events.length).toBeLessThanOrEqual(most);
    events.push(...page.events);
    position = page.position;
    if (!page.more) return { events, position, missed: page.missed };
  }
}
