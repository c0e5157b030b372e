import type { CustomerItem, DependentItem } from '../shared/receivables/items.ts';
import { dependentRefOf } from '../shared/receivables/keys.ts';
import type { Listing } from '../shared/receivables/lists/listing.ts';
import type { Customer as AmiliCustomer } from './amili/customers/customer.ts';
import { listingOf as listingOfAmiliCustomer } from './amili/customers/customer-listing.ts';
import type { Document as AmiliDocument } from './amili/documents/document.ts';
import { listingOf as listingOfAmiliDocument } from './amili/documents/document-listing.ts';
import type { Customer } from './beel/customers/customer.ts';
import { listingOf as listingOfBeelCustomer } from './beel/customers/customer-listing.ts';
import type { Invoice } from './beel/invoices/invoice.ts';
import { listingOf as listingOfBeelInvoice } from './beel/invoices/invoice-listing.ts';
import type { RecurringInvoice } from './beel/recurring-invoices/recurring-invoice.ts';
import { listingOf as listingOfBeelRecurringInvoice } from './beel/recurring-invoices/recurring-invoice-listing.ts';
import type { Customer as EnkashCustomer } from './enkash/customers/customer.ts';
import { listingOf as listingOfEnkashCustomer } from './enkash/customers/customer-listing.ts';
import type { Invoice as EnkashInvoice } from './enkash/invoices/invoice.ts';
import { listingOf as listingOfEnkashInvoice } from './enkash/invoices/invoice-listing.ts';

/** What lists know of items that are stored already, by vendor and kind. Others are in no list. */
export type Listings = Readonly<Record<string, Readonly<Record<string, (item: never) => Listing>>>>;

export const listings: Listings = {
  amili: {
    CUSTOMER: (customer: CustomerItem<AmiliCustomer>) => listingOfAmiliCustomer(customer, customer.update.at),
    DOCUMENT: ({ pk, fields, creation }: DependentItem<AmiliDocument>) =>
      listingOfAmiliDocument(dependentRefOf(pk), fields, creation.at),
  },
  beel: {
    CUSTOMER: ({ profile, creation }: CustomerItem<Customer>) =>
      listingOfBeelCustomer(profile as Customer, creation.at),
    INVOICE: ({ fields }: DependentItem<Invoice>) => listingOfBeelInvoice(fields),
    RECURRING_INVOICE: ({ fields, creation }: DependentItem<RecurringInvoice>) =>
      listingOfBeelRecurringInvoice(fields, creation.at),
  },
  enkash: {
    CUSTOMER: ({ profile, creation }: CustomerItem<EnkashCustomer>) =>
      listingOfEnkashCustomer(profile as EnkashCustomer, creation.at),
    INVOICE: ({ fields, creation }: DependentItem<EnkashInvoice>) =>
      listingOfEnkashInvoice(fields, creation.at),
  },
};

/** What lists know of an item of this vendor and kind; undefined where they are in no list. */
export const listingOf = (
  vendor: string,
  kind: string,
  item: CustomerItem | DependentItem,
  by: Listings = listings,
): Listing | undefined => by[vendor]?.[kind]?.(item as never);
