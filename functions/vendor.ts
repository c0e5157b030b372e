import type { UniqueKey } from '../shared/receivables/customers/unique-keys.ts';
import type { CustomerItem, DependentItem } from '../shared/receivables/items.ts';
import type { ListedValues } from '../shared/receivables/lists/listing.ts';

/** What an operator of the service has to know of a vendor, whose customers it sees in no dialect of theirs. */
export interface Vendor {
  /** What its tenants are called in keys. */
  readonly tenant: RegExp;
  /** The id in keys of whom the vendor's clients call so; undefined where nobody can be called so. */
  customerIdOf(text: string): string | undefined;
  /** What its clients call a customer. */
  idOf(customer: CustomerItem): string;
  /** A customer's name, where it is stored. */
  nameOf(customer: CustomerItem): string | undefined;
  /** A value of a customer that no other one of its tenant may have, and that is free while it is deleted. */
  uniqueKeyOf?(profile: Readonly<Record<string, unknown>>): UniqueKey;
  /** The vendor's own route that deletes a customer. */
  deletionOf(customer: CustomerItem): Route;
  /** The vendor's own routes that deactivate a customer and that make it active again, where it has some. */
  deactivationOf?(customer: CustomerItem): Route;
  reactivationOf?(customer: CustomerItem): Route;
  readonly lists: ListedCustomers;
  /** Something that refers to a customer, as it is at a time. */
  dependentOf(dependent: DependentItem, now: Date): SeenDependent;
}

/** What customers may be filtered and ordered by. */
export type ListedBy = 'created' | 'changed' | 'id' | 'name';

/** What rows of lists have of a vendor's customers. */
export interface ListedCustomers {
  /** The default order. */
  readonly order: ListedBy;
  /** Times are in milliseconds since 1970, names are folded. `order` is the value of the default order. */
  readonly values: { readonly [name in ListedBy]?: (listed: ListedValues, order: string) => string | number };
}

export interface SeenDependent {
  /** What people call it, where it has such a number or name. */
  readonly number?: string | undefined;
  readonly amount?: number | undefined;
  readonly currency?: string | undefined;
  /** The vendor's own word. */
  readonly state?: string | undefined;
  /** Whether it is over, so that a delete of the customer ends it and is not refused because of it. */
  readonly isOver?: boolean;
  readonly clearing: Clearing;
}

/** How its vendor's clients keep a dependent from protecting its customer. */
export type Clearing =
  | { readonly route: Route; readonly reason?: string }
  /** There is no way, and why. */
  | { readonly route?: undefined; readonly reason: string };

export const METHODS = ['DELETE', 'PATCH', 'POST', 'PUT'] as const;

/** A route of the vendor's own, with the ids in its path, and what to send. */
export interface Route {
  readonly method: (typeof METHODS)[number];
  readonly path: string;
  readonly body?: Readonly<Record<string, unknown>>;
}
