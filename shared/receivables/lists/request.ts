import type { ListAttributes, ListedValues, ListState } from './listing.ts';
import type { OrderRange } from './order.ts';

export type ListedItem = { readonly pk: string; readonly sk: string } & Partial<ListAttributes>;

/** A page of a tenant's items of one kind. */
export interface ListRequest<Item = unknown> {
  readonly kind: string;
  readonly states: readonly ListState[];
  /** Only these items, of the states; whatever there is without it. They are read from the table alone. */
  readonly ids?: readonly string[] | undefined;
  /** Only those in a part of the default order: no others are looked at. */
  readonly range?: OrderRange | undefined;
  /** Which items are wanted, by what is listed of them and by the value of the default order; all without it. */
  readonly filter?: ((listed: ListedValues, order: string) => boolean) | undefined;
  /** For what the listed values do not tell whole: which of these items, some of the page's together, are wanted. */
  readonly confirm?: ((items: readonly Item[]) => Promise<readonly Item[]> | readonly Item[]) | undefined;
  /** What the answer has of an item: its size counts, and without it that of the item. */
  readonly shown?: ((item: Item) => unknown) | undefined;
  /** What they are ordered by, and then by key; the default order without it. */
  readonly order?: ((listed: ListedValues) => string | number) | undefined;
  /** The other way round, equals too. */
  readonly descending?: boolean;
  /** Items in front of the page. */
  readonly offset: number;
  /** Items on the page, at most 5,000. */
  readonly limit: number;
  /** Rows that were looked at already, to know what to filter by: they count among those that may be. */
  readonly looked?: number | undefined;
}

export type ListOutcome<Item> =
  /** `total` items are wanted, on all pages together. */
  | { readonly outcome: 'listed'; readonly items: readonly Item[]; readonly total: number }
  | TooMany
  | TooLarge;

/** The items of this page are too large together; so many of them are not. */
export interface TooLarge {
  readonly outcome: 'tooLarge';
  readonly fitting: number;
}

/** More rows than `most` would have to be looked at. Without filter and order there is no such limit. */
export interface TooMany {
  readonly outcome: 'tooMany';
  readonly most: number;
}

export interface ListLimits {
  /** Rows that are looked at for a filter or an order. */
  readonly rows: number;
  /** Of what is shown of a page's items, as JSON. */
  readonly bytes: number;
}

export const LIMITS: ListLimits = { rows: 100_000, bytes: 5_000_000 };
