import { DeleteCommand, PutCommand } from '@aws-sdk/lib-dynamodb';
import { beforeEach, describe, expect, it } from 'vitest';
import { GaveUp } from '../../../shared/dynamodb/gave-up.ts';
import { receivables, type Table } from '../../../shared/dynamodb/tables.ts';
import { laneOf } from '../../../shared/receivables/feed/lanes.ts';
import { tell } from '../../../shared/receivables/feed/tell.ts';
import type { HistoryEntry } from '../../../shared/receivables/history/entry.ts';
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
import { lanesHold, many, newEntry, readAll, stored } from './entries.ts';

let table: Table;

beforeEach(async () => {
  await useOwnTables();
  table = receivables();
});

/** The table, and what is sent to it: each request's kind, and its keys or writes by their number. */
function counting() {
  const sent: string[] = [];
  const counted = withFates(table, ({ name, input }) => {
    sent.push(`${name} ${(input.TransactItems ?? input.RequestItems[table.name].Keys).length}`);
    return answered;
  });
  return { sent, counted };
}

describe('telling', () => {
  it('keeps each entry and numbers each event, in the order of each item', async () => {
    const entries = [...many(120, 'one'), ...many(60)];
    expect(await tell(table, entries)).toBe(180);
    expect(await lanesHold(table)).toBe(180);
    const { events } = await readAll(table, 50);
    expect(events.filter(({ itemId }) => itemId === 'one').map(({ sequence }) => sequence)).toEqual(
      Array.from({ length: 120 }, (_, n) => n + 1),
    );
    const kept = (await stored(table)).filter(({ pk }) => pk.startsWith('v#'));
    expect(kept.toSorted(byKey)).toEqual(entries.toSorted(byKey));
  });

  it('adds nothing where it is told the same again, in part, twice in a call, or in calls at once', async () => {
    const entries = many(30, 'one');
    await tell(table, entries.slice(0, 10));
    await Promise.all([tell(table, entries), tell(table, entries), tell(table, [...entries, ...entries])]);
    expect(await tell(table, entries)).toBe(0);
    expect(await lanesHold(table)).toBe(30);
  });

  it('keeps a fence without an event', async () => {
    const entry = { ...newEntry(), change: 'fenced' } as const;
    const other = newEntry(2, entry.pk.split('#').at(-1));
    await tell(table, [entry, other]);
    await tell(table, [entry, other]);
    expect(await lanesHold(table)).toBe(1);
    expect(await stored(table)).toHaveLength(4);
  });

  it.each([
    ['whose answer was lost', failedAfter],
    ['that did not arrive', failedBefore],
    ['that came behind another call', overtaken(() => tell(table, many(5, 'one')))],
  ])('numbers once in an attempt %s', async (_, fate) => {
    const isWrite = inTurn(fate);
    const faulty = withFates(table, ({ name }) => (name === 'TransactWrite' ? isWrite() : answered));
    await tell(faulty, many(7, 'one'));
    expect(await lanesHold(table)).toBe(7);
  });

  it('is not undone by an attempt that arrives late', async () => {
    const late = heldBack();
    const fates = inTurn(late.fate);
    const slow = withFates(table, ({ name }) => (name === 'TransactWrite' ? fates() : answered));
    await tell(slow, many(3, 'one'));
    await tell(table, many(5, 'one'));
    await late.arrive();
    expect(await lanesHold(table)).toBe(5);
  });

  it('takes no number that another call has given since it read the counter', async () => {
    const entries = many(7, 'one');
    await tell(table, entries.slice(0, 3));
    const isWrite = inTurn(overtaken(() => tell(table, entries.slice(3, 5))));
    const slow = withFates(table, ({ name }) => (name === 'TransactWrite' ? isWrite() : answered));
    await tell(slow, entries.slice(5));
    expect(await lanesHold(table)).toBe(7);
  });

  it('marks a refusal as told once, and leaves alone one that has ended', async () => {
    const refusal = { ...newEntry(1, 'one'), change: 'delete_refused', refusal: 'linked' } as const;
    await table.client.send(new PutCommand({ TableName: table.name, Item: refusal }));
    const gone = { ...refusal, sk: `${refusal.sk}#gone` };
    await tell(table, [refusal, gone]);
    await tell(table, [refusal, gone]);
    expect(await lanesHold(table)).toBe(1);
    const items = (await stored(table)).filter(({ pk }) => pk === refusal.pk);
    expect(items).toEqual([{ ...refusal, told: 1 }]);
    const [event] = (await readAll(table, 10)).events;
    expect(event).toMatchObject({ type: 'customer.delete_refused', refusal: 'linked', sequence: 1 });
  });

  it('sends nothing where there is nothing to tell, and no more than it must', async () => {
    const { sent, counted } = counting();
    const entry = newEntry();
    expect(await tell(counted, [])).toBe(0);
    expect(sent).toEqual([]);
    expect(await tell(counted, [entry])).toBe(1);
    expect(await tell(counted, [entry])).toBe(0);
    expect(sent).toEqual(['BatchGet 1', 'TransactWrite 3', 'BatchGet 1', 'TransactWrite 3']);
  });

  it('begins again at one where the counter has gone since it was read', async () => {
    await tell(table, many(2, 'one'));
    const clear = async () => {
      for (const { pk, sk } of await stored(table))
        await table.client.send(new DeleteCommand({ TableName: table.name, Key: { pk, sk } }));
    };
    const isWrite = inTurn(overtaken(clear));
    const slow = withFates(table, ({ name }) => (name === 'TransactWrite' ? isWrite() : answered));
    expect(await tell(slow, many(3, 'one'))).toBe(3);
    expect(await lanesHold(table)).toBe(3);
  });

  it('gives up when its time is over and another call was faster, but not where nothing is left', async () => {
    const entries = many(4, 'one');
    await tell(table, entries.slice(0, 2));
    const isWrite = inTurn(overtaken(() => tell(table, entries.slice(2, 3))));
    const late = withFates({ ...table, deadline: performance.now() }, ({ name }) =>
      name === 'TransactWrite' ? isWrite() : answered,
    );
    const what = `numbering lane ${laneOf(entries[0]!)} of the feed`;
    await expect(tell(late, entries.slice(3))).rejects.toEqual(
      new GaveUp('contended', `${what}: other requests were faster until the time was over, 1 times`),
    );
    expect(await lanesHold(table)).toBe(3);
    expect(await tell(late, entries.slice(0, 3))).toBe(0);
  });
});

const byKey = (one: Partial<HistoryEntry>, other: Partial<HistoryEntry>) =>
  `${one.pk} ${one.sk}` < `${other.pk} ${other.sk}` ? -1 : 1;
