import { beforeAll, expect, it } from 'vitest';
import { receivables } from '../../../shared/dynamodb/tables.ts';
import { tell } from '../../../shared/receivables/feed/tell.ts';
import type { HistoryEntry } from '../../../shared/receivables/history/entry.ts';
import { useOwnTables } from '../../support/own-tables.ts';
import { pick, seeded } from '../../support/random.ts';
import { newOperator } from '../worlds.ts';
import { changeOf, type Event, linkOf, PATH, pageOf } from './fed.ts';

beforeAll(() => useOwnTables());

const TENANT = { vendor: 'amili', tenant: '2218' };
const SEED = 20_261_130;
/** Workers, as a stream of as many shards has: each has the changes of its own items. */
const WRITERS = 3;
const CALLS = 7;

/** The calls of one worker: changes of some items, each item's in order, some of them told once more. */
function callsOf(writer: number, random: () => number): HistoryEntry[][] {
  const versions = new Map<string, number>();
  let last: HistoryEntry[] = [];
  return Array.from({ length: CALLS }, () => {
    if (last.length > 0 && random() < 0.25) return last;
    last = Array.from({ length: 1 + Math.floor(random() * 12) }, () => {
      const id = `${writer}-${Math.floor(random() * 6)}`;
      const version = (versions.get(id) ?? 0) + 1;
      versions.set(id, version);
      return id.endsWith('0')
        ? linkOf({ ...TENANT, kind: 'DOCUMENT', id }, { version, change: 'moved', customerId: 'C' })
        : changeOf({ ...TENANT, id }, { version, change: pick(random, ['updated', 'deactivated'] as const) });
    });
    return last;
  });
}

/** Reads page after page until the writers are done and there is no more. */
async function readAll(limit: number, isDone: () => boolean): Promise<Event[]> {
  const operate = await newOperator();
  const events: Event[] = [];
  let query = `limit=${limit}`;
  for (;;) {
    const wasDone = isDone();
    const page = pageOf(await operate(`GET ${PATH}?${query}`));
    events.push(...page.items);
    query = `limit=${limit}&cursor=${page.next}`;
    if (wasDone && !page.more) return events;
  }
}

it('each reader has every change once, and those of an item in their order, while several workers write', async () => {
  const random = seeded(SEED);
  const written = Array.from({ length: WRITERS }, (_, writer) => callsOf(writer, random));
  let writing = WRITERS;
  const write = async (calls: HistoryEntry[][]) => {
    for (const entries of calls) await tell(receivables(), entries);
    writing--;
  };
  const isDone = () => writing === 0;
  const [first, second] = await Promise.all([readAll(3, isDone), readAll(50, isDone), ...written.map(write)]);

  const made = new Map<string, number>();
  for (const { pk, version } of written.flat(2)) made.set(pk, Math.max(made.get(pk) ?? 0, version));
  const total = [...made.values()].reduce((sum, count) => sum + count, 0);
  expect(total).toBeGreaterThan(60);
  for (const events of [first, second]) {
    expect(new Set(events?.map(({ id }) => id)).size).toBe(total);
    const sequences = Object.groupBy(events ?? [], ({ subject }) => subject);
    expect(Object.keys(sequences)).toHaveLength(made.size);
    for (const [subject, of] of Object.entries(sequences))
      expect([subject, of?.map(({ sequence }) => Number(sequence))]).toEqual([
        subject,
        Array.from({ length: of?.length ?? 0 }, (_, index) => index + 1),
      ]);
  }
  expect(first?.length).toBe(total);
  expect(second?.length).toBe(total);
});
