import { describe, expect, it } from 'vitest';
import { eventOf } from '../../../shared/receivables/feed/event.ts';
import type { HistoryEntry } from '../../../shared/receivables/history/entry.ts';

/** Of a change of which no more is known than of each. */
const entry: HistoryEntry = {
  ...{ pk: 'v#t#HISTORY#C1', sk: '2026-11-01T10:00:00.000Z#abcdef01#000000000002', kind: 'CUSTOMER' },
  ...{ at: '2026-11-02T10:00:00.000Z', by: 'ada', requestId: 'r2', change: 'updated', version: 2 },
  expiresAt: 4e9,
};

const event = {
  // For good: by it, who reads the feed tells what it has read before.
  id: 'e6c80af6d04ff025432b9dcaa010f749',
  ...{ type: 'customer.updated', vendor: 'v', tenant: 't', kind: 'CUSTOMER', itemId: 'C1' },
  ...{ at: '2026-11-02T10:00:00.000Z', by: 'ada', requestId: 'r2', sequence: 2 },
};

// Strictly: a field without a value is none.
describe('the event of an entry', () => {
  it('has no field that nothing is known of', () => {
    expect(eventOf(entry)).toStrictEqual(event);
  });

  it.each<[string, Partial<HistoryEntry>, object?]>([
    ['whom it refers to', { customerId: 'C2' }],
    ['whom it was moved from', { fromCustomerId: 'C3' }],
    ['which operation it was', { operation: 'a/b/c' }],
    ['why', { reason: 'asked for' }],
    ['why a delete was refused', { refusal: 'linked' }],
    ['the trace of its request', { traceId: '1-6543-abc' }],
    [
      'the names of the fields, in their order',
      { changed: { name: { before: 'Ada', after: 'Bea' }, city: { after: 'X' }, zip: {} } },
      { changed: ['city', 'name', 'zip'] },
    ],
  ])('says %s, where the entry does', (_, known, told = known) => {
    expect(eventOf({ ...entry, ...known })).toStrictEqual({ ...event, ...told });
  });

  it('says nothing else of the entry: no values, nothing that was in the way, no keys', () => {
    const more: Partial<HistoryEntry> = {
      ...{ valuesLeftOut: 'size', blockers: [{ kind: 'INVOICE', id: 'i1' }], told: 7 },
      ...{ requestKey: 'v#t#r2', traceKey: 'v#t#1-6543-abc' },
    };
    expect(eventOf({ ...entry, ...more })).toStrictEqual(event);
  });

  it('is of what refers to a customer, by its own id', () => {
    const attached = {
      ...entry,
      pk: 'v#t#HISTORY#INVOICE#i#1',
      kind: 'INVOICE',
      change: 'attached',
    } as const;
    expect(eventOf(attached)).toStrictEqual({
      ...event,
      ...{ id: expect.stringMatching(/^[0-9a-f]{32}$/), type: 'dependent.attached' },
      ...{ kind: 'INVOICE', itemId: 'i#1' },
    });
  });

  it('is none where nothing has changed', () => {
    expect(eventOf({ ...entry, change: 'fenced' })).toBeUndefined();
  });
});
