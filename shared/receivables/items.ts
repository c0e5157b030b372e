import type { ListAttributes } from './lists/listing.ts';
import type { Settled } from './repeats/settled-requests.ts';
import type { Stamp } from './stamp.ts';

/**
 * What puts an item into lists. Items that an older version wrote, and those whose dialect has no lists, have none of it,
 * or the key alone.
 */
type Listed = Partial<ListAttributes>;

/**
 * A customer as it is stored. What state it is in follows from its stamps: with a `deletion` it is gone for every
 * route, with a `deactivation` alone it is visible but takes no new dependents, with neither it is active.
 */
export interface CustomerItem<Profile extends object = Record<string, unknown>> extends Settled, Listed {
  readonly pk: string;
  readonly sk: 'CUSTOMER';
  /** How many live dependents refer to it. Missing means unknown, and unknown refuses. */
  readonly linkCount?: number;
  /** How many of them are recurring invoices. Missing is 0: earlier versions had none. */
  readonly recurringCount?: number;
  /** The vendor-shaped fields. They may be personal data: one that was erased has none. */
  readonly profile?: Readonly<Profile>;
  /** Identifiers and marks that are no personal data: a tombstone keeps them. Not a ref, nothing is found by it. */
  readonly reference: Readonly<Record<string, string | number>>;
  readonly creation: Stamp;
  /** The last change of the profile or of the state. */
  readonly update: Stamp;
  /** Grows with every change of the profile or of the state; attaching and detaching leave it alone. */
  readonly version: number;
  readonly deactivation?: Stamp;
  readonly deletion?: Stamp;
  /** Keeps it from being deactivated and deleted until somebody lifts it; the stamp's reason says why it is there. */
  readonly protection?: Stamp;
  /** Epoch seconds after which DynamoDB may remove one that was deleted. */
  readonly expiresAt?: number;
}

/** An invoice, document, AR item or recurring invoice as it is stored. It ends with a `deletion`; the item itself stays for good. */
export interface DependentItem<Fields extends object = Record<string, unknown>> extends Settled, Listed {
  readonly pk: string;
  readonly sk: string;
  /** The key of the customer whose deletion it blocks, while it does. */
  readonly customerKey?: string;
  /** The vendor-shaped fields. */
  readonly fields: Readonly<Fields>;
  readonly creation: Stamp;
  readonly update: Stamp;
  readonly version: number;
  readonly deletion?: Stamp;
}
