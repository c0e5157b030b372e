import { folded, type Listing } from '../../../shared/receivables/lists/listing.ts';

interface Listable {
  readonly legalName: string;
}

/** What lists know of a customer. Their default order is that of creation. */
export const listingOf = ({ legalName }: Listable, createdAt: string): Listing => ({
  values: { name: folded(legalName) },
  order: createdAt,
});
