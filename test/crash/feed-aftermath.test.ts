import { describe, expect, it, vi } from 'vitest';
import { eventOf } from '../../shared/receivables/feed/event.ts';
import { counterKey, eventKey, laneOf } from '../../shared/receivables/feed/lanes.ts';
import { entryOf } from '../../shared/receivables/history/changes.ts';
import type { HistoryEntry } from '../../shared/receivables/history/entry.ts';
import type { Item } from './aftermath.ts';
import { feedProblems } from './feed-aftermath.ts';

vi.stubEnv('HISTORY_DAYS', '1');

const creation = { at: '2026-11-30T12:00:00.000Z', by: 'ada', requestId: 'r1' };
const CUSTOMER = 'beel#live:1#a';
const INVOICE = 'beel#live:1#INVOICE#b';

const customer = (version: number): Item => ({
  ...{ pk: CUSTOMER, sk: 'CUSTOMER', linkCount: 0, profile: { name: `${version}` }, version },
  ...{ creation, update: { ...creation, requestId: `r${version}` } },
});
const invoice: Item = {
  ...{ pk: INVOICE, sk: 'INVOICE', customerKey: CUSTOMER, version: 1, creation, update: creation },
};

const told = (before: Item | undefined, after: Item): HistoryEntry =>
  entryOf({ keys: { pk: after.pk, sk: after.sk }, before, after }) as HistoryEntry;

const created = told(undefined, customer(1));
const updated = told(customer(1), customer(2));
const attached = told(undefined, invoice);
const refused: HistoryEntry = {
  ...created,
  sk: `${created.sk}#x`,
  change: 'delete_refused',
  refusal: 'linked',
};
const items = [customer(2), invoice];

/** Entries, with the events of `events` in their lanes, in this order. */
function kept(entries: readonly HistoryEntry[], events = entries): Item[] {
  const numbers = new Map<number, number>();
  const placed = events.map((entry) => {
    const lane = laneOf(entry);
    const number = (numbers.get(lane) ?? 0) + 1;
    numbers.set(lane, number);
    return { ...eventKey(lane, number), ...eventOf(entry) };
  });
  const counters = [...numbers].map(([lane, numbered]) => ({ ...counterKey(lane), numbered }));
  return [...items, ...(entries as unknown as Item[]), ...placed, ...counters];
}

const all = [created, refused, updated, attached];
const lane = laneOf(created);

describe('a feed', () => {
  it('is whole where each change has its entry and event, and each number', () => {
    expect(feedProblems(kept(all))).toEqual([]);
    expect(feedProblems([])).toEqual([]);
  });

  it('says nothing of what never referred to a customer', () => {
    expect(feedProblems(kept([created, updated]), new Set([INVOICE]))).toEqual([]);
  });

  it('says nothing of a request that was refused, and left no more than a fence', () => {
    const fence = { ...invoice, pk: `${INVOICE}2`, customerKey: undefined, deletion: creation };
    expect(feedProblems([...kept(all), fence])).toEqual([]);
  });

  it('says nothing of a refusal that is told when the customer has gone on', () => {
    expect(feedProblems(kept(all, [created, updated, refused, attached]))).toEqual([]);
  });

  it.each<[string, Item[], string[]]>([
    ['a change without an entry', kept([updated, attached]), [`${CUSTOMER}: version 1 has no entry`]],
    ['a dependent without an entry', kept([created, updated]), [`${INVOICE}: version 1 has no entry`]],
    [
      'an entry without an event',
      kept(all, [created, updated, attached]),
      [`${refused.pk} ${refused.sk}: 0 events`],
    ],
    [
      'an entry with two events',
      kept(all, [...all, attached]),
      [
        `${attached.pk} ${attached.sk}: 2 events`,
        expect.stringMatching(/^beel#live:1#INVOICE#b: 1 behind 1/),
      ],
    ],
    [
      'an event without an entry',
      kept([created, updated, attached], all),
      [`event ${eventOf(refused)?.id}: no entry`],
    ],
    [
      'events of an item that are not in its order',
      kept(all, [updated, created, refused, attached]),
      [expect.stringContaining('1 behind 2')],
    ],
    [
      'a number that is left out',
      kept(all).filter(({ pk, sk }) => pk !== `FEED#${lane}` || sk !== eventKey(lane, 2).sk),
      [`${refused.pk} ${refused.sk}: 0 events`, `lane ${lane}: 2 events, numbered up to 3`],
    ],
    [
      'a counter that is behind',
      kept(all).map((item) =>
        item.sk === 'COUNTER' && item.pk === `FEED#${lane}` ? { ...item, numbered: 2 } : item,
      ),
      [`lane ${lane}: 3 events, numbered up to 2`],
    ],
  ])('is not whole with %s', (_, state, problems) => {
    expect(feedProblems(state)).toEqual(problems);
  });
});
