import { describe, expect, it } from 'vitest';
import { listingOf } from '../../../functions/enkash/customers/customer-listing.ts';
import { mark } from '../../../shared/receivables/lists/listing.ts';

const CREATED = '2026-01-01T00:00:00.000Z';

const contact = { deleted: false, legalName: 'Ada', name: 'Ada', mobile: '9876543210' };

describe('what lists know of a customer', () => {
  it('are the beginning of its name, and what may be asked for whole, each text once', () => {
    const customer = {
      legalName: `ÄDA ${'x'.repeat(400)}`,
      accountNumber: 'ACC123456789',
      address: '1 MG Road',
      assignedAgent: 'Smith',
      branchCodes: ['B1', 'B2', 'B1'],
      contactNumber: '9876543210',
      customerKeyContacts: [
        { ...contact, email: 'Ada@Example.com' },
        { ...contact, deleted: true, mobile: '1234567890', email: 'old@example.com' },
        { ...contact, mobile: '' },
      ],
      panOrGstin: 'PAN',
      pinCode: '560001',
      state: 'Karnataka',
      uniqueRefNo: 'y'.repeat(100_000),
    };
    expect(listingOf(customer, CREATED)).toEqual({
      order: CREATED,
      values: {
        name: `ada ${'x'.repeat(296)}`,
        marks: [
          'accountNumber=ACC123456789',
          'assignedAgent=Smith',
          'branchCodes=B1',
          'branchCodes=B2',
          'contactNumber=9876543210',
          'email=ada@example.com',
          'panOrGstin=PAN',
          'state=Karnataka',
          `uniqueRefNo=${customer.uniqueRefNo}`,
        ].map(mark),
      },
    });
  });

  it('are no more than there is', () => {
    expect(listingOf({ legalName: '', customerKeyContacts: [] }, CREATED)).toEqual({
      order: CREATED,
      values: { name: '' },
    });
  });
});
