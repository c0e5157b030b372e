import { hash } from 'node:crypto';
import type { Tenant } from '../keys.ts';
import { beginning } from './folded.ts';

/** What lists know of an item. Texts are folded: see `folded`. */
export interface Listing {
  /** The few values that lists filter and sort by. */
  readonly values: ListedValues;
  /** The value of the dialect's default order. */
  readonly order: string;
}

export type ListedValues = Readonly<Record<string, string | number | readonly string[]>>;

/** What a list asks for first. Customers are ACTIVE, INACTIVE or DELETED, whatever refers to them LIVE or DELETED. */
export type ListState = 'ACTIVE' | 'INACTIVE' | 'DELETED' | 'LIVE';

/** The attributes that put an item into the index `listed-by-tenant`. */
export interface ListAttributes {
  readonly listed: ListedValues;
  readonly listKey: string;
  readonly listOrder: string;
}

/** One partition of the index takes 1,000 writes a second; an index that is behind throttles its table, deletes too. */
export const SHARDS = 8;

interface ListedRef extends Tenant {
  readonly id: string;
}

/** The partition of the index that an item is in. Known from its ref alone, so that a delete computes it unread. */
export const listKey = ({ id, ...tenant }: ListedRef, kind: string, state: ListState): string =>
  shardKey(tenant, kind, state, Number.parseInt(hash('sha256', id).slice(0, 2), 16) % SHARDS);

/** The partition with this number of a tenant's items. */
export const shardKey = ({ vendor, tenant }: Tenant, kind: string, state: ListState, shard: number): string =>
  `${vendor}#${tenant}#${kind}#${state}#${shard}`;

/** The attributes of an item with this listing; none where it has none. */
export const listAttributes = (
  ref: ListedRef,
  kind: string,
  state: ListState,
  listing: Listing | undefined,
): ListAttributes | undefined =>
  listing && {
    listed: listing.values,
    listKey: listKey(ref, kind, state),
    listOrder: `${beginning(listing.order)}\t${ref.id}`,
  };

/** The value of the default order, as far as it is kept. Rows are paid for by their bytes: no other value need repeat it. */
export const orderIn = (listOrder: string): string => listOrder.slice(0, listOrder.lastIndexOf('\t'));

/** The state of a customer with these stamps. */
export const stateOf = ({ deactivation, deletion }: Stamps): ListState =>
  deletion ? 'DELETED' : deactivation ? 'INACTIVE' : 'ACTIVE';

interface Stamps {
  readonly deactivation?: unknown;
  readonly deletion?: unknown;
}

/** A text that is only asked for equality, as rows have it: short, however long it is, and confirmed on the item. */
export const mark = (text: string): string => hash('sha256', text, 'base64url').slice(0, 8);
