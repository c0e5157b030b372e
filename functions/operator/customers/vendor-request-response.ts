import * as z from 'zod/mini';
import { METHODS } from '../../vendor.ts';

/** A route of a vendor's own, with the ids in its path, and what to send. */
export const answered = () =>
  z.strictObject({
    method: z.enum(METHODS),
    path: z.string(),
    body: z.nullable(z.record(z.string(), z.unknown())),
  });

export type Answered = z.output<ReturnType<typeof answered>>;
