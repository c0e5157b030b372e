import { randomUUID } from 'node:crypto';
import { DeleteCommand, GetCommand, PutCommand } from '@aws-sdk/lib-dynamodb';
import { describe, expect, it } from 'vitest';
import { receivables } from '../../../shared/dynamodb/tables.ts';
import { entryOrder, type HistoryEntry, historyKey } from '../../../shared/receivables/history/entry.ts';
import { erasedBy, eraseHistory } from '../../../shared/receivables/history/erase.ts';
import { readEntries } from '../../../shared/receivables/history/read.ts';
import { type Attempt, answered, type Fate, overtaken, withFates } from '../../support/faults.ts';
import { newStamp } from '../../support/store.ts';

const table = receivables();

const creation = newStamp();
const keys = { pk: 'v#t#C1', sk: 'CUSTOMER' };
const customer = { ...keys, creation, update: creation, profile: { name: 'Ada' }, version: 1 };
const { profile: _, ...erased } = customer;
const anew = { ...customer, creation: newStamp() };
const fence = { ...erased, deletion: creation };

/** Refused for good, and not by a condition. */
const denied: Fate = async () => {
  throw new Error('injected');
};

describe('what erases a customer', () => {
  it.each([
    ['its removal', customer, undefined, true],
    ['that of what is left of it', erased, undefined, true],
    ['the loss of its profile', customer, erased, true],
    ['another customer under its id', { ...customer, deletion: newStamp() }, anew, true],
    ['no change of it', customer, { ...customer, version: 2 }, false],
    ['no change of one that is erased', erased, { ...erased, version: 2 }, false],
    ['not its creation', undefined, customer, false],
    ['not the end of a fence', fence, undefined, false],
    ['not a creation where a fence was', fence, anew, false],
  ])('is %s', (_, before, after, isErased) => {
    expect(erasedBy({ keys, before, after } as never)).toBe(isErased ? before : undefined);
  });

  it('is of customers alone', () => {
    expect(
      erasedBy({ keys: { pk: 'v#t#INVOICE#1', sk: 'INVOICE' }, before: customer } as never),
    ).toBeUndefined();
  });
});

describe('erasing a history', () => {
  it('takes out what fields held and what was in the way, of one life alone, over all pages', async () => {
    const ref = { vendor: 'v', tenant: 't', id: randomUUID() };
    const pk = `v#t#${ref.id}`;
    const other = newStamp();
    const entry = (version: number, more: Partial<HistoryEntry>, life = creation) => ({
      ...{ pk: historyKey(pk), sk: entryOrder(life, version), kind: 'CUSTOMER', at: '', by: 'ada' },
      ...{ requestId: 'r', change: 'updated', version, expiresAt: 4e9, ...more },
    });
    // More than one page of a Query has.
    const note = { before: 'x'.repeat(60_000), after: 'Ada' };
    const large = Array.from({ length: 20 }, (_, n) => entry(n + 10, { changed: { note } }));
    const entries = [
      entry(1, { changed: { name: { after: 'Ada' } } }),
      entry(2, { reason: 'why', blockers: [{ kind: 'INVOICE', id: 'Ada' }], change: 'delete_refused' }),
      entry(3, { changed: { name: {} }, valuesLeftOut: 'size' }),
      entry(4, { change: 'deleted' }),
      ...large,
      entry(1, { changed: { name: { after: 'Bo' } } }, other),
    ];
    for (const Item of entries) await table.client.send(new PutCommand({ TableName: table.name, Item }));

    const sent: Attempt[] = [];
    const noting = withFates(table, (attempt) => {
      sent.push(attempt);
      return answered;
    });
    await eraseHistory(noting, { pk, creation });

    const queries = sent.filter(({ name }) => name === 'Query').map(({ input }) => input);
    expect(queries.map(({ ConsistentRead }) => ConsistentRead)).toEqual([true, true]);
    expect(queries[0]).not.toHaveProperty('ExclusiveStartKey');
    // What is erased is smaller: a second query from the beginning would have all on one page.
    expect(large.map(({ sk }) => sk)).toContain(queries[1].ExclusiveStartKey.sk);
    const left = (await readEntries(table, ref, { most: 100 })).entries;
    expect(JSON.stringify(left)).not.toContain('Ada');
    const expected = [
      entry(1, { changed: { name: {} }, valuesLeftOut: 'erased' }),
      entry(2, { reason: 'why', change: 'delete_refused' }),
      ...entries.slice(2, 4),
      ...large.map(({ version }) => entry(version, { changed: { note: {} }, valuesLeftOut: 'erased' })),
    ];
    const sorted = [...expected, entries.at(-1)!].toSorted((a, b) => (a.sk < b.sk ? -1 : 1));
    expect(left).toEqual(sorted);

    // The same again finds nothing left to do.
    sent.length = 0;
    await eraseHistory(noting, { pk, creation });
    expect(sent.map(({ name }) => name)).toEqual(['Query']);
  });

  it('fails where an entry could not be written', async () => {
    const pk = `v#t#${randomUUID()}`;
    const Item = {
      ...{ pk: historyKey(pk), sk: entryOrder(creation, 1), kind: 'CUSTOMER', version: 1 },
      changed: { name: { after: 'Ada' } },
    };
    await table.client.send(new PutCommand({ TableName: table.name, Item }));
    const failing = withFates(table, ({ name }) => (name === 'Update' ? denied : answered));

    await expect(eraseHistory(failing, { pk, creation })).rejects.toThrow('injected');
  });

  it.each<[string, Partial<HistoryEntry>]>([
    ['with values', { changed: { name: { after: 'Ada' } } }],
    ['of a refusal', { blockers: [{ kind: 'INVOICE', id: 'Ada' }], change: 'delete_refused' }],
  ])('brings no entry %s back that has ended meanwhile', async (_, more) => {
    const pk = `v#t#${randomUUID()}`;
    const Item = {
      ...{ pk: historyKey(pk), sk: entryOrder(creation, 1), kind: 'CUSTOMER', at: '', by: 'ada' },
      ...{ requestId: 'r', change: 'updated', version: 1, expiresAt: 4e9, ...more },
    };
    const Key = { pk: Item.pk, sk: Item.sk };
    await table.client.send(new PutCommand({ TableName: table.name, Item }));
    const end = overtaken(() => table.client.send(new DeleteCommand({ TableName: table.name, Key })));

    await eraseHistory(
      withFates(table, ({ name }) => (name === 'Update' ? end : answered)),
      { pk, creation },
    );

    expect((await table.client.send(new GetCommand({ TableName: table.name, Key }))).Item).toBe(undefined);
  });
});
