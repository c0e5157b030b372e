import { describe, expect, it } from 'vitest';
import { changed, merged } from '../../../functions/enkash/customers/customer-changes.ts';

describe('merged', () => {
  it('means the first of two entries with one id, as older data may have', () => {
    const before = [
      { id: 'a', text: 'first' },
      { id: 'a', text: 'second' },
    ];

    expect(merged('id', before, [{ id: 'a', text: 'third' }])).toEqual([
      { id: 'a', text: 'third' },
      { id: 'a', text: 'second' },
    ]);
  });

  it('leaves the list before as it was', () => {
    const before = [{ id: 'a' }];

    merged('id', before, [{ id: 'a' }, { id: 'b' }]);

    expect(before).toEqual([{ id: 'a' }]);
  });
});

describe('changed', () => {
  it('leaves what is undefined', () => {
    const before = { legalName: 'Ada Ltd', customerKeyContacts: [], customerReminders: [], state: 'Kerala' };

    const after = changed(before, {
      legalName: undefined,
      state: undefined,
      customerKeyContacts: undefined,
      customerReminders: undefined,
    });

    expect(after).toEqual(before);
  });
});
