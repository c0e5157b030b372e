import * as z from 'zod/mini';
import { REASON_PATTERN, REASON_RULE } from '../../../shared/fields/reason.ts';

/**
 * Why a customer is protected. Required: whoever meets the protection years later has nobody to ask. Operators alone are
 * shown it: it may be about the client itself.
 */
export const requested = () =>
  z.strictObject({ reason: z.string().check(z.regex(REASON_PATTERN, REASON_RULE)) });

export type Requested = z.output<ReturnType<typeof requested>>;
