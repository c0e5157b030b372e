import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { uniqueItemKey } from '../../shared/receivables/customers/unique-keys.ts';
import { customerItemKey, customerKey, dependentItemKey, idInKey } from '../../shared/receivables/keys.ts';

/** Any part of a key but its last, such as a vendor, tenant or kind: without '#'. */
const part = fc.string({ minLength: 1, maxLength: 3 }).map((text) => text.replaceAll('#', '-'));
/** The last part of a key, an id or a value: whatever clients send. */
const anything = fc.oneof(
  fc.string({ maxLength: 8 }),
  fc.constantFrom('#', 'INVOICE#1', 'TAXID#1', '1', 'a#b'),
);
const kind = fc.constantFrom('INVOICE', 'DOCUMENT', 'AR_ITEM');
const name = fc.constantFrom('TAXID', 'ACCOUNTNO');

type Named = { readonly names: unknown; readonly key: { pk: string; sk: string } };

const tenant = { vendor: part, tenant: part };
const item: fc.Arbitrary<Named> = fc.oneof(
  fc
    .record({ ...tenant, id: anything })
    .map((ref) => ({ names: ['customer', ref], key: customerItemKey(ref) })),
  fc
    .record({ ...tenant, kind, id: anything })
    .map((ref) => ({ names: ['dependent', ref], key: dependentItemKey(ref) })),
  fc.record({ ...tenant, name, value: anything }).map(({ name, value, ...of }) => ({
    names: ['key', of, name, value],
    key: uniqueItemKey(of, { name, value, freedByDeletion: true }),
  })),
);

describe('keys', () => {
  it('differ where what they name differs', () => {
    fc.assert(
      fc.property(item, item, (one, other) => {
        const isSame = JSON.stringify(one.names) === JSON.stringify(other.names);
        expect(JSON.stringify(one.key) === JSON.stringify(other.key)).toBe(isSame);
      }),
      { numRuns: 2_000 },
    );
  });

  it('of customers differ in their first half, by which links name them', () => {
    const customer = fc.record({ ...tenant, id: anything });
    fc.assert(
      fc.property(customer, customer, (one, other) => {
        expect(customerKey(one) === customerKey(other)).toBe(JSON.stringify(one) === JSON.stringify(other));
      }),
      { numRuns: 2_000 },
    );
  });

  it('are as documented', () => {
    const of = { vendor: 'beel', tenant: 't' };
    expect(customerItemKey({ ...of, id: 'a#b' })).toEqual({ pk: 'beel#t#a#b', sk: 'CUSTOMER' });
    expect(dependentItemKey({ ...of, kind: 'INVOICE', id: '1' })).toEqual({
      pk: 'beel#t#INVOICE#1',
      sk: 'INVOICE',
    });
    const key = { name: 'TAXID', value: 'B12345674', freedByDeletion: true };
    expect(uniqueItemKey(of, key)).toEqual({ pk: 'beel#t#TAXID#B12345674', sk: 'TAXID' });
  });
});

describe('the id in a key', () => {
  it('is what stands behind the last separator', () => {
    expect(idInKey(customerKey({ vendor: 'beel', tenant: 'live:1', id: 'abc' }))).toBe('abc');
    expect(
      idInKey(dependentItemKey({ vendor: 'beel', tenant: 'live:1', kind: 'INVOICE', id: 'i1' }).pk),
    ).toBe('i1');
  });
});
