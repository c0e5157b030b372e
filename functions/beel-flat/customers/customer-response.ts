import * as z from 'zod/mini';
import { addressBy101, answered as answeredToday } from '../../beel/customers/customer-response.ts';

/** A customer as answers show it. Readers of OpenAPI 1.0.1 know `web`, those of 1.9.0 `website`. */
export const answered = () =>
  z.strictObject({ ...answeredToday().shape, address: addressBy101(), web: z.optional(z.string()) });

export type Answered = z.output<ReturnType<typeof answered>>;
