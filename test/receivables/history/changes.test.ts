import { describe, expect, it } from 'vitest';
import { eventOf } from '../../../shared/receivables/feed/event.ts';
import { entryOf } from '../../../shared/receivables/history/changes.ts';
import { entryOrder, placeIn } from '../../../shared/receivables/history/entry.ts';
import { newStamp } from '../../support/store.ts';

const creation = {
  ...newStamp('ada'),
  at: '2026-11-01T10:00:00.000Z',
  requestId: 'r1',
  operation: 'a/b/create',
};
const stamp = (requestId: string) => ({ ...creation, at: '2026-11-02T10:00:00.000Z', requestId });
const sizeOf = (value: object) => Buffer.byteLength(JSON.stringify(value));

const keys = { pk: 'v#t#C1', sk: 'CUSTOMER' };
const customer = {
  ...{ ...keys, profile: { name: 'Ada', tags: ['a', { b: 1 }] }, reference: {}, linkCount: 0 },
  ...{ creation, update: creation, version: 1 },
};
const changed = { ...customer, update: stamp('r2'), version: 2 };

const told = (before: object | undefined, after: object | undefined, of: typeof keys = keys) =>
  entryOf({ keys: of, before: before as never, after: after as never });

describe('the entry of a change of a customer', () => {
  it('has who, when, why and what', () => {
    const update = { ...stamp('r2'), reason: 'asked for' };
    const after = { ...changed, update, profile: { name: 'Ada L', tags: ['a', { b: 1 }], city: 'X' } };
    const entry = told(customer, after);
    expect(entry).toEqual({
      pk: 'v#t#HISTORY#C1',
      sk: entryOrder(creation, 2),
      kind: 'CUSTOMER',
      ...{ at: update.at, by: 'ada', operation: 'a/b/create', requestId: 'r2', reason: 'asked for' },
      ...{ change: 'updated', version: 2, requestKey: 'v#t#r2', expiresAt: expect.any(Number) },
      changed: { name: { before: 'Ada', after: 'Ada L' }, city: { after: 'X' } },
    });
    expect(Object.keys(entry!.changed!)).toEqual(['city', 'name']);
    expect(placeIn(entry!.sk)).toEqual({ life: entryOrder(creation, 2).slice(0, -13), version: 2 });
    expect(entry!.expiresAt).toBeCloseTo(Date.now() / 1000 + 30 * 86_400, -1);
  });

  it.each([
    ['created', undefined, customer],
    ['updated', customer, { ...changed, profile: {} }],
    ['deactivated', customer, { ...changed, deactivation: stamp('r2'), profile: {} }],
    ['reactivated', { ...customer, deactivation: stamp('r0') }, changed],
    ['deleted', customer, { ...changed, deletion: stamp('r2') }],
    ['restored', { ...customer, deletion: stamp('r0') }, changed],
    // Restored as it was: inactive.
    [
      'restored',
      { ...customer, deletion: stamp('r0'), deactivation: creation },
      { ...changed, deactivation: creation },
    ],
    ['protected', customer, { ...changed, protection: stamp('r2') }],
    ['protected', { ...customer, protection: stamp('r0') }, { ...changed, protection: stamp('r2') }],
    ['unprotected', { ...customer, protection: stamp('r0') }, changed],
  ])('calls it %s', (word, before, after) => {
    expect(told(before, after)?.change).toBe(word);
  });

  it('is none of links, lists, fences and what was removed', () => {
    expect(told(customer, { ...customer, linkCount: 1, listKey: 'x' })).toBeUndefined();
    expect(told(undefined, { ...customer, deletion: creation })).toBeUndefined();
    expect(told(customer, undefined)).toBeUndefined();
  });

  it('is one without a word where a fence has counted the version, so that no version is missing', () => {
    const fenced = told(customer, { ...customer, version: 2, settled: new Set(['x']) });
    expect(fenced).toMatchObject({ change: 'fenced', version: 2 });
    expect(fenced).not.toHaveProperty('requestKey');
    expect(eventOf(fenced!)).toBeUndefined();
  });

  it('sees another life under the same id, and nothing of the one before', () => {
    const anew = { ...customer, creation: stamp('r9'), update: stamp('r9') };
    const entry = told({ ...customer, deletion: stamp('r2'), version: 1 }, anew);
    expect(entry).toMatchObject({ change: 'created', version: 1, sk: entryOrder(stamp('r9'), 1) });
    expect(entry!.changed).toEqual({ name: { after: 'Ada' }, tags: { after: ['a', { b: 1 }] } });
    // Both lives may have begun in one millisecond.
    expect(entryOrder({ ...creation, requestId: 'other' }, 1)).not.toBe(entryOrder(creation, 1));
  });

  it('has no fields where none is another, and nothing that its request did not say', () => {
    const { operation: _, ...update } = stamp('r2');
    expect(told(customer, { ...changed, update, deactivation: update })).toStrictEqual({
      ...{ pk: 'v#t#HISTORY#C1', sk: entryOrder(creation, 2), kind: 'CUSTOMER', version: 2 },
      ...{ at: update.at, by: 'ada', requestId: 'r2', requestKey: 'v#t#r2' },
      ...{ change: 'deactivated', expiresAt: expect.any(Number) },
    });
  });

  it('holds nothing of a profile that the same write erases', () => {
    const { profile: _, ...erased } = { ...changed, deletion: stamp('r2') };
    expect(told(customer, erased)).toMatchObject({ change: 'deleted' });
    expect(told(customer, erased)).not.toHaveProperty('changed');
  });

  it('leaves values out where they are too large, and the names too where these are', () => {
    const long = 'é'.repeat(150_000);
    const large = told(
      { ...customer, profile: { note: long } },
      { ...changed, profile: { note: `${long}.` } },
    );
    expect(large).toMatchObject({ changed: { note: {} }, valuesLeftOut: 'size' });
    expect(sizeOf(large!)).toBeLessThan(1_000);
    const many = Object.fromEntries(Array.from({ length: 5_000 }, (_, n) => [`field number ${n}`, 'x']));
    const wide = told(customer, { ...changed, profile: many });
    expect(wide).toMatchObject({ change: 'updated', valuesLeftOut: 'size' });
    expect(wide).not.toHaveProperty('changed');
    const fits = told(customer, { ...changed, profile: { name: 'x'.repeat(64_000) } });
    expect(fits).not.toHaveProperty('valuesLeftOut');
  });
});

describe('an entry that has as much as it may', () => {
  const MOST = 64 * 1024;
  const entryOfProfile = (profile: object) => told({ ...customer, profile: {} }, { ...changed, profile })!;

  it('has the values, and one byte more leaves the names alone', () => {
    const room = MOST - sizeOf({ note: { after: '' } });
    const note = 'x'.repeat(room);
    expect(entryOfProfile({ note }).changed).toEqual({ note: { after: note } });
    const { changed: names, valuesLeftOut } = entryOfProfile({ note: `${note}x` });
    expect({ names, valuesLeftOut }).toEqual({ names: { note: {} }, valuesLeftOut: 'size' });
  });

  it('has the names, and one byte more leaves not even these', () => {
    const name = 'n'.repeat(MOST - sizeOf({ '': {} }));
    expect(entryOfProfile({ [name]: 1 }).changed).toEqual({ [name]: {} });
    const over = entryOfProfile({ [`${name}n`]: 1 });
    expect(over).toMatchObject({ valuesLeftOut: 'size' });
    expect(over).not.toHaveProperty('changed');
  });
});

describe('the entry of a change of what refers to a customer', () => {
  const invoice = { pk: 'v#t#INVOICE#i#1', sk: 'INVOICE' };
  const dependent = { ...invoice, fields: {}, creation, update: creation, version: 1 };
  const of = (before: object | undefined, after: object) => told(before, after, invoice);

  it.each([
    ['attached', undefined, { ...dependent, customerKey: 'v#t#C#1' }, { customerId: 'C#1' }],
    ['attached', dependent, { ...dependent, version: 2, customerKey: 'v#t#C#1' }, { customerId: 'C#1' }],
    [
      'detached',
      { ...dependent, customerKey: 'v#t#C#1' },
      { ...dependent, version: 2 },
      { customerId: 'C#1' },
    ],
    [
      'moved',
      { ...dependent, customerKey: 'v#t#C#1' },
      { ...dependent, version: 2, customerKey: 'v#t#D' },
      { customerId: 'D', fromCustomerId: 'C#1' },
    ],
  ])('calls it %s', (change, before, after, customers) => {
    const entry = of(before, after);
    expect(entry).toMatchObject({ pk: 'v#t#HISTORY#INVOICE#i#1', kind: 'INVOICE', change, ...customers });
    expect(eventOf(entry!)).toEqual({
      ...{
        id: expect.stringMatching(/^[0-9a-f]{32}$/),
        type: `dependent.${change}`,
        vendor: 'v',
        tenant: 't',
      },
      ...{ kind: 'INVOICE', itemId: 'i#1', sequence: after.version, at: creation.at, by: 'ada' },
      ...{ requestId: 'r1', operation: 'a/b/create', ...customers },
    });
  });

  it('is none of its fields, of one that refers to none, and of other kinds', () => {
    const linked = { ...dependent, customerKey: 'v#t#C1' };
    expect(of(linked, { ...linked, fields: { a: 1 }, version: 2 })).toBeUndefined();
    expect(of(undefined, dependent)).toBeUndefined();
    expect(told(undefined, { ...linked }, { pk: 'v#t#FILE#1', sk: 'FILE' })).toBeUndefined();
  });
});

describe('the event of an entry', () => {
  it('names fields and says nothing of what they hold', () => {
    const entry = told(customer, { ...changed, profile: { name: 'Secret', tags: [] } })!;
    const event = eventOf(entry)!;
    expect(event).toMatchObject({ type: 'customer.updated', changed: ['name', 'tags'], sequence: 2 });
    expect(JSON.stringify(event)).not.toMatch(/Secret|Ada/);
    expect(eventOf({ ...entry, version: 9, by: 'x' })?.id).toBe(event.id);
    expect(eventOf({ ...entry, sk: `${entry.sk}#x` })?.id).not.toBe(event.id);
  });

  it('finds rows of a batch by the batch', () => {
    const row = { ...changed, update: stamp('batch-id#17') };
    expect(told(customer, row)).toMatchObject({ requestKey: 'v#t#batch-id', requestId: 'batch-id#17' });
  });
});
