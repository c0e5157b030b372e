import type { Settled } from './repeats/settled-requests.ts';

/** Whose customer: one company, client or account of one vendor's dialect. No part but `id` may contain '#'. */
export interface Tenant {
  readonly vendor: string;
  readonly tenant: string;
}

/** Names a customer. */
export interface CustomerRef extends Tenant {
  readonly id: string;
}

/**
 * Names an invoice, document or AR item: whatever can hold a link to a customer. `kind` is upper case, without '#',
 * not CUSTOMER, and not the name of a unique key: it keeps the keys of different items different.
 */
export interface HolderRef extends Tenant {
  readonly kind: string;
  readonly id: string;
}

/** Who did it, when (ISO 8601, UTC), and in which request: by the request id a repeated write knows itself. */
export interface Stamp {
  readonly at: string;
  readonly by: string;
  readonly requestId: string;
}

export interface CustomerItem extends Settled {
  readonly pk: string;
  readonly sk: 'CUSTOMER';
  /** Live links. Missing means unknown, and unknown refuses. */
  readonly linkCount?: number;
  /** The vendor-shaped fields. A tombstone has none. */
  readonly profile?: Readonly<Record<string, unknown>>;
  /** Identifiers that are no personal data: a tombstone keeps them. */
  readonly reference: Readonly<Record<string, string | number>>;
  readonly creation: Stamp;
  /** The last change of the profile or of the state. */
  readonly update: Stamp;
  /** Grows with every change of the profile or of the state; attaching and detaching leave it alone. */
  readonly version: number;
  readonly deactivation?: Stamp;
  readonly deletion?: Stamp;
  /** Epoch seconds after which DynamoDB may remove a tombstone. */
  readonly expiresAt?: number;
}

export interface HolderItem extends Settled {
  readonly pk: string;
  readonly sk: string;
  /** The key of the customer whose deletion it blocks, while it does. */
  readonly customerKey?: string;
  /** The vendor-shaped fields. */
  readonly fields: Readonly<Record<string, unknown>>;
  readonly creation: Stamp;
  readonly update: Stamp;
  readonly version: number;
  readonly deletion?: Stamp;
}

export const customerKey = ({ vendor, tenant, id }: CustomerRef): string => `${vendor}#${tenant}#${id}`;

export const customerItemKey = (ref: CustomerRef) => ({ pk: customerKey(ref), sk: 'CUSTOMER' }) as const;

export const holderItemKey = ({ vendor, tenant, kind, id }: HolderRef) => ({
  pk: `${vendor}#${tenant}#${kind}#${id}`,
  sk: kind,
});
