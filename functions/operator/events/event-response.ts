import * as z from 'zod/mini';
import { vendorName } from '../dialect/identifiers.ts';
import { TYPES } from './event-types.ts';

/** What every change tells of itself: nothing personal, and no values of fields. */
const common = () => ({
  vendor: vendorName(),
  tenant: z.string(),
  id: z.string(),
  version: z.int(),
  by: z.string(),
  operation: z.nullable(z.string()),
  request_id: z.string(),
  reason: z.nullable(z.string()),
});

/** A customer that was changed. */
export const customerData = () => z.strictObject({ ...common(), changed: z.array(z.string()) });

/** A customer whose deletion was refused. */
export const refusalData = () =>
  z.strictObject({
    ...common(),
    refusal: z.enum(['linked', 'link_count_unknown', 'changed', 'protected']),
    trace_id: z.nullable(z.string()),
  });

/** What refers to a customer, begins to, ends to, or turns to another. */
export const dependentData = () =>
  z.strictObject({
    ...common(),
    kind: z.string(),
    customer_id: z.string(),
    from_customer_id: z.nullable(z.string()),
  });

/** An event as CloudEvents 1.0 writes it in JSON, with the extension `sequence`. */
export const answered = () =>
  z.strictObject({
    specversion: z.literal('1.0'),
    id: z.string(),
    source: z.string(),
    type: z.enum(TYPES),
    subject: z.string(),
    time: z.iso.datetime(),
    datacontenttype: z.literal('application/json'),
    dataschema: z.string(),
    sequence: z.string().check(z.length(12)),
    data: z.union([customerData(), refusalData(), dependentData()]),
  });

export type Answered = z.output<ReturnType<typeof answered>>;
