import { randomUUID } from 'node:crypto';
import { DeleteCommand, PutCommand } from '@aws-sdk/lib-dynamodb';
import { describe, expect, it } from 'vitest';
import { receivables } from '../../../shared/dynamodb/tables.ts';
import {
  entryOrder,
  type HistoryEntry,
  historyKey,
  requestKey,
  traceKey,
} from '../../../shared/receivables/history/entry.ts';
import { readEntries, readEntriesOfRequest } from '../../../shared/receivables/history/read.ts';
import { customerKey, type Tenant } from '../../../shared/receivables/keys.ts';
import { answered, withFates } from '../../support/faults.ts';
import { newStamp } from '../../support/store.ts';

const table = receivables();

const first = { ...newStamp(), at: '2026-11-01T00:00:00.000Z' };
const second = { ...newStamp(), at: '2026-11-02T00:00:00.000Z' };

const newTenant = (): Tenant => ({ vendor: 'v', tenant: randomUUID() });

const entry = (pk: string, version: number, life = first, more: Partial<HistoryEntry> = {}) =>
  ({
    ...{ pk: historyKey(pk), sk: entryOrder(life, version), kind: 'CUSTOMER', at: first.at, by: 'ada' },
    ...{ requestId: randomUUID(), change: 'updated', version, expiresAt: 4e9, ...more },
  }) as HistoryEntry;

async function store(items: readonly object[]): Promise<void> {
  for (const Item of items) await table.client.send(new PutCommand({ TableName: table.name, Item }));
}

/** All pages, one after the other. */
async function pagesOf<At, Page extends { readonly next?: At }>(read: (after?: At) => Promise<Page>) {
  const pages = [await read()];
  for (let next = pages[0]?.next; next !== undefined && pages.length < 9; next = pages.at(-1)?.next)
    pages.push(await read(next));
  return pages;
}

describe('the entries of a customer', () => {
  const lives = (pk: string) => [
    ...[entry(pk, 1), entry(pk, 2), entry(pk, 10)],
    ...[entry(pk, 1, second), entry(pk, 2, second)],
  ];

  it('are read as last written, from page to page, the oldest first', async () => {
    const ref = { ...newTenant(), id: 'C1' };
    const entries = lives(customerKey(ref));
    await store([...entries].reverse());
    await store([entry(customerKey({ ...ref, id: 'C' }), 1), entry(customerKey({ ...ref, id: 'C2' }), 1)]);
    const consistent: unknown[] = [];
    const watched = withFates(table, ({ input }) => {
      consistent.push(input.ConsistentRead);
      return answered;
    });

    expect(await pagesOf((after?: string) => readEntries(watched, ref, { after, most: 2 }))).toEqual([
      { entries: entries.slice(0, 2), next: entries[1]?.sk },
      { entries: entries.slice(2, 4), next: entries[3]?.sk },
      { entries: entries.slice(4) },
    ]);
    expect(consistent).toEqual([true, true, true]);
  });

  it('are the newest where these are asked for, in the same order, and none comes behind them', async () => {
    const ref = { ...newTenant(), id: 'C1' };
    const entries = lives(customerKey(ref));
    await store(entries);

    expect(await readEntries(table, ref, { most: 2, newest: true })).toEqual({ entries: entries.slice(3) });
  });

  it.each([false, true])('are nothing else that has their key (the newest: %s)', async (newest) => {
    // So a dependent may be called: INVOICE i1 has its history where this customer has its own.
    const ref = { ...newTenant(), id: 'INVOICE#i1' };
    const pk = customerKey(ref);
    const [created, updated] = [entry(pk, 1), entry(pk, 2)];
    const attached = { ...entry(pk, 1, second), kind: 'INVOICE', change: 'attached', customerId: 'C1' };
    const others = ['#', 'HISTORY'].map((sk) => ({ pk: historyKey(pk), sk, kind: 'CUSTOMER' }));
    await store([created, updated, attached, ...others]);

    expect(await readEntries(table, ref, { most: 9, newest })).toEqual({ entries: [created, updated] });
  });

  it('are none of a customer of whom nothing is kept', async () => {
    expect(await readEntries(table, { ...newTenant(), id: 'C1' }, { most: 9 })).toEqual({ entries: [] });
  });
});

describe('the entries of a request', () => {
  /** Of one customer three, of two others one each, in the order of their keys; and an entry that is of neither id. */
  function refusals(tenant: Tenant) {
    const [request, trace] = [randomUUID(), randomUUID()];
    const keys = { requestKey: requestKey(tenant, `${request}#17`), traceKey: traceKey(tenant, trace) };
    const of = (id: string, version: number) =>
      entry(customerKey({ ...tenant, id }), version, first, { change: 'delete_refused', ...keys });
    const entries = [of('C1', 1), of('C2', 1), of('C2', 2), of('C2', 3), of('C3', 1)];
    const another = entry(customerKey({ ...tenant, id: 'C2' }), 4, first, {
      requestKey: requestKey(tenant, randomUUID()),
    });
    return { request, trace, entries, stored: [another, ...entries] };
  }

  const placeOf = ({ pk, sk }: HistoryEntry) => ({ pk, sk });

  it.each(['request', 'trace'] as const)(
    'are found by the %s, whole, also where one page has many of one item',
    async (by) => {
      const tenant = newTenant();
      const { entries, stored, ...ids } = refusals(tenant);
      await store(stored);
      const read = (most: number) =>
        pagesOf((after?: ReturnType<typeof placeOf>) =>
          readEntriesOfRequest(table, tenant, ids[by], { after, most }),
        );

      expect(await read(9)).toEqual([{ entries }]);
      expect(await read(3)).toEqual([
        { entries: entries.slice(0, 3), next: placeOf(entries[2] as HistoryEntry) },
        { entries: entries.slice(3) },
      ]);
    },
  );

  it('are those of its tenant, and none where nobody knows the request', async () => {
    const { request, trace, stored } = refusals(newTenant());
    await store(stored);
    for (const id of [request, trace, randomUUID()])
      expect(await readEntriesOfRequest(table, newTenant(), id, { most: 9 })).toEqual({ entries: [] });
  });

  it.each(['request', 'trace'] as const)(
    'leave out what has ended since the index of the %s was read',
    async (by) => {
      const tenant = newTenant();
      const { entries, stored, ...ids } = refusals(tenant);
      await store(stored);
      const [ended, ...left] = entries as [HistoryEntry, ...HistoryEntry[]];
      const read = withFates(table, ({ name }) => async ({ apply }) => {
        const Key = placeOf(ended);
        if (name === 'BatchGet') await table.client.send(new DeleteCommand({ TableName: table.name, Key }));
        return apply();
      });

      expect(await readEntriesOfRequest(read, tenant, ids[by], { most: 9 })).toEqual({ entries: left });
    },
  );
});
