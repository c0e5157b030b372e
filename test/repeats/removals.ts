import { amiliCustomer } from './amili-removals.ts';
import {
  beelCanonical,
  beelCanonicalBulk,
  beelCanonicalInvoice,
  beelFlat,
  beelFlatBulk,
  beelInvoice,
  beelRecurringInvoice,
} from './beel-removals.ts';
import { enkashCustomer, enkashDeactivation, enkashInvoices, enkashReminder } from './enkash-removals.ts';
import type { Removal } from './removal.ts';

/** Every route that removes something, each with a fresh thing to remove. */
export const removals: Readonly<Record<string, () => Promise<Removal>>> = {
  'enkash/customers/deactivate-customer': enkashDeactivation,
  'enkash/customers/delete-customer': enkashCustomer,
  'enkash/invoices/delete-invoices': enkashInvoices,
  'enkash/reminders/delete-reminder': enkashReminder,
  'amili/customers/delete-customer': amiliCustomer,
  'beel-flat/customers/deactivate-customer': beelFlat,
  'beel-flat/customers/deactivate-customers': beelFlatBulk,
  'beel/customers/delete-customer': beelCanonical,
  'beel/customers/delete-customers': beelCanonicalBulk,
  'beel/invoices/delete-invoice': beelCanonicalInvoice,
  'beel/recurring-invoices/delete-recurring-invoice': beelRecurringInvoice,
  'beel-flat/invoices/delete-invoice': beelInvoice,
};
