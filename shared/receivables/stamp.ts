import type { Origin } from '../http/operation.ts';

/** Who changed an item, when, by which request and operation. A repeated write recognizes itself by the request id. */
export interface Stamp {
  /** ISO 8601, UTC. */
  readonly at: string;
  /** The user, client or key, in the dialect's terms; never a secret. */
  readonly by: string;
  readonly requestId: string;
  /** `enkash/customers/delete-customer`. Items that version 0.1.0 wrote do not have it. */
  readonly operation?: string;
  /** Why, where the caller said so. */
  readonly reason?: string;
}

/**
 * The stamp that a request's writes leave.
 * @param reason where the vendor has a field for it; that of the request's header when not said
 */
export const stampOf = (
  { receivedAt, requestId, operation, reason: said }: Origin,
  by: string,
  reason = said,
): Stamp => ({
  at: receivedAt.toISOString(),
  by,
  requestId,
  operation,
  ...(reason !== undefined && { reason }),
});
