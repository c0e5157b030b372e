import { describe, expect, it } from 'vitest';
import {
  classifyRemoval,
  isRemovable,
  type Removal,
} from '../../../shared/receivables/customers/removal-outcome.ts';
import type { CustomerItem } from '../../../shared/receivables/items.ts';
import { refusedName, settledName } from '../../../shared/receivables/repeats/settled-requests.ts';

const own = { at: '2026-11-21T10:00:00.000Z', by: 'ada', requestId: 'own' };
const other = { at: '2026-11-21T10:00:01.000Z', by: 'bob', requestId: 'other' };

const customer = (change: Partial<CustomerItem> = {}): CustomerItem => ({
  pk: 'c1',
  sk: 'CUSTOMER',
  linkCount: 0,
  reference: {},
  creation: other,
  update: other,
  version: 1,
  ...change,
});

const unknown = (): CustomerItem => {
  const { linkCount, ...rest } = customer();
  return rest;
};

const settled = new Set([settledName(own)]);
const refused = new Set([settledName(own), refusedName(own)]);

describe('what became of a removal', () => {
  it.each<[string, Removal, CustomerItem | undefined, object]>([
    ['no customer', 'deletion', undefined, { outcome: 'notFound' }],
    ['its own stamp', 'deletion', customer({ deletion: own }), { outcome: 'removed' }],
    [
      'its own stamp',
      'deactivation',
      customer({ deactivation: own, deletion: other }),
      { outcome: 'removed' },
    ],
    ['its name', 'deletion', customer({ settled, linkCount: 1 }), { outcome: 'removed' }],
    [
      'its refusal',
      'deletion',
      customer({ settled: refused, linkCount: 1 }),
      { outcome: 'linked', linkCount: 1 },
    ],
    [
      'a stamp of its own of the other kind',
      'deletion',
      customer({ deactivation: own, linkCount: 1 }),
      { outcome: 'linked', linkCount: 1 },
    ],
    ['another deletion', 'deletion', customer({ deletion: other }), { outcome: 'notFound' }],
    [
      'another deletion',
      'deactivation',
      customer({ deactivation: other, deletion: other }),
      { outcome: 'notFound' },
    ],
    [
      'another deactivation',
      'deactivation',
      customer({ deactivation: other, linkCount: 1 }),
      { outcome: 'alreadyDeactivated' },
    ],
    [
      'another deactivation',
      'deletion',
      customer({ deactivation: other, linkCount: 1 }),
      { outcome: 'linked', linkCount: 1 },
    ],
    ['links', 'deletion', customer({ linkCount: 2 }), { outcome: 'linked', linkCount: 2 }],
    ['an unknown count', 'deletion', unknown(), { outcome: 'linked' }],
  ])('is told from %s (%s)', (_, removal, old, outcome) => {
    const shown = ('outcome' in outcome && outcome.outcome === 'notFound') || { customer: old };
    expect(classifyRemoval(old, removal, own)).toEqual(shown === true ? outcome : { ...outcome, ...shown });
  });

  it.each([0, -1])('is not told from a count of %i', (linkCount) => {
    expect(() => classifyRemoval(customer({ linkCount }), 'deletion', own)).toThrow(
      `nothing explains why the deletion of c1 was refused: linkCount ${linkCount}`,
    );
  });
});

describe('a customer', () => {
  it.each<[boolean, Removal, CustomerItem]>([
    [true, 'deletion', customer()],
    [true, 'deactivation', customer()],
    [true, 'deletion', customer({ deactivation: other })],
    [false, 'deactivation', customer({ deactivation: other })],
    [false, 'deletion', customer({ deletion: other })],
    [false, 'deactivation', customer({ deletion: other })],
    [false, 'deletion', customer({ linkCount: 1 })],
    [false, 'deletion', unknown()],
    [false, 'deletion', customer({ settled })],
  ])('may be removed: %s, by %s', (removable, removal, item) => {
    expect(isRemovable(item, removal, own)).toBe(removable);
  });
});
