import * as z from 'zod/mini';
import { fields } from './customer-row-response.ts';
import { answered as vendorRequest } from './vendor-request-response.ts';

/** Who changed it, when, and by which request. */
export const stamp = () =>
  z.strictObject({
    at: z.iso.datetime(),
    by: z.string(),
    request_id: z.string(),
    operation: z.nullable(z.string()),
    reason: z.nullable(z.string()),
  });

/** A customer as an operator sees it. */
export const answered = () =>
  z.strictObject({
    ...fields(),
    links_by_kind: z.nullable(z.record(z.string(), z.int())),
    creation: stamp(),
    update: stamp(),
    deactivation: z.nullable(stamp()),
    deletion: z.nullable(stamp()),
    restorable_until: z.nullable(z.iso.datetime()),
    protection: z.nullable(stamp()),
    vendor_requests: z.strictObject({
      delete: z.nullable(vendorRequest()),
      deactivate: z.nullable(vendorRequest()),
      reactivate: z.nullable(vendorRequest()),
    }),
    profile: z.record(z.string(), z.unknown()),
  });

export type Answered = z.output<ReturnType<typeof answered>>;
