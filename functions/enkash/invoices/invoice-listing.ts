import type { Listing } from '../../../shared/receivables/lists/listing.ts';

interface Listable {
  readonly customerId: string;
  readonly dueDate: string;
}

/** What lists know of an invoice. Their default order is that of creation. */
export const listingOf = ({ customerId, dueDate }: Listable, createdAt: string): Listing => ({
  values: { customer: customerId, due: dueDate },
  order: createdAt,
});
