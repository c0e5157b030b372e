import { describe, expect, it } from 'vitest';
import { entryOrder, type HistoryEntry } from '../../../shared/receivables/history/entry.ts';
import { type HistoryPart, recorded } from '../../../shared/receivables/history/read.ts';
import type { CustomerItem } from '../../../shared/receivables/items.ts';
import { newStamp } from '../../support/store.ts';

const first = { ...newStamp(), at: '2026-11-01T00:00:00.000Z' };
const second = { ...newStamp(), at: '2026-11-02T00:00:00.000Z' };

const entry = (version: number, life = first, change = 'updated') =>
  ({ sk: entryOrder(life, version), version, change }) as HistoryEntry;
const refusal = (version: number) => {
  const { sk, ...rest } = entry(version, first, 'delete_refused');
  return { ...rest, sk: `${sk}#2026#r` } as HistoryEntry;
};
const customer = (version: number, creation = first) => ({ creation, version }) as CustomerItem;

const told = (parts: readonly HistoryPart[]) =>
  parts.map((part) =>
    'entry' in part ? part.entry.version : `${part.unrecorded.from}-${part.unrecorded.to}`,
  );

describe('what a history shows', () => {
  it.each<[string, HistoryEntry[], { customer?: CustomerItem; after?: string }, (number | string)[]]>([
    ['all versions', [entry(1), entry(2)], { customer: customer(2) }, [1, 2]],
    ['a gap between', [entry(1), entry(4)], { customer: customer(4) }, [1, '2-3', 4]],
    ['a gap before the first', [entry(3)], { customer: customer(3) }, ['1-2', 3]],
    ['a gap behind the last', [entry(1)], { customer: customer(3) }, [1, '2-3']],
    ['nothing but a gap', [], { customer: customer(7) }, ['1-7']],
    ['a refusal with its version', [entry(1), refusal(1)], { customer: customer(1) }, [1, 1]],
    ['a refusal of a version that is missing', [entry(1), refusal(3)], {}, [1, '2-3', 3]],
    ['no gap where a fence was', [entry(1), entry(2, first, 'fenced'), entry(3)], {}, [1, 3]],
    ['no gap behind a fence', [entry(1), entry(2, first, 'fenced')], { customer: customer(2) }, [1]],
    ['each life from its beginning', [entry(1), entry(1, second), entry(3, second)], {}, [1, 1, '2-2', 3]],
    ['no gap at a page', [entry(3)], { after: entry(2).sk }, [3]],
    ['a gap behind a page', [entry(4)], { after: entry(2).sk }, ['3-3', 4]],
    ['a gap at the end of pages', [], { after: entry(2).sk, customer: customer(3) }, ['3-3']],
    ['a life that has no entries yet', [entry(1)], { customer: customer(1, second) }, [1, '1-1']],
    ['nothing of a life that ended meanwhile', [entry(1, second)], { customer: customer(9) }, [1]],
    ['nothing more of whom nobody knows', [entry(1)], {}, [1]],
    ['nothing strange for a place that was made up', [entry(2)], { after: '0' }, ['1-1', 2]],
  ])('is %s', (_, entries, at, expected) => {
    expect(told(recorded(entries, at))).toEqual(expected);
  });
});
