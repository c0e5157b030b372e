import { amiliCustomer } from './amili-removals.ts';
import { beelCanonical, beelCanonicalBulk, beelFlat, beelFlatBulk, beelInvoice } from './beel-removals.ts';
import { enkashCustomer, enkashInvoices } from './enkash-removals.ts';
import type { Removal } from './removal.ts';

/** Every route that removes something, each with a fresh thing to remove. */
export const removals: Readonly<Record<string, () => Promise<Removal>>> = {
  'enkash/delete-customer': enkashCustomer,
  'enkash/delete-invoices': enkashInvoices,
  'amili/delete-customer': amiliCustomer,
  'beel/deactivate-customer': beelFlat,
  'beel/deactivate-customers': beelFlatBulk,
  'beel/delete-customer': beelCanonical,
  'beel/delete-customers': beelCanonicalBulk,
  'beel/delete-invoice': beelInvoice,
};
