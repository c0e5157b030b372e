import { describe, expect, it } from 'vitest';
import { lookupOf, lookupsOf } from '../../../functions/amili/ledger/lookups.ts';

const tenant = { vendor: 'amili', tenant: '7' };

describe('what leads to an AR item', () => {
  it('is its KID and its reference without regard to case, and the UUID of its document', () => {
    const uuid = 'a0000000-0000-5000-8000-00000000000a';
    const lead = (name: string, value: string) => ({
      lookup: { ...tenant, name, value },
      id: '5',
      leads: true,
    });
    expect(lookupsOf(tenant, { arItemId: 5, kid: 'k1', referenceNo: 'ß' }, uuid)).toEqual([
      lead('KID', 'K1'),
      lead('REFERENCE', 'SS'),
      lead('DOCUMENT_UUID', uuid),
    ]);
  });

  it('is nothing where it has none of these', () => {
    expect(lookupsOf(tenant, { arItemId: 5, kid: '' }, undefined)).toEqual([]);
  });

  it('is of one client', () => {
    expect(lookupOf({ ...tenant, tenant: '8' }, 'KID', 'k')).toEqual({
      ...{ vendor: 'amili', tenant: '8', name: 'KID', value: 'K' },
    });
  });
});
