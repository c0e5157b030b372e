import * as z from 'zod/mini';

const PRINTABLE = /^(?=.*\S)[^\p{C}\p{Zl}\p{Zp}]{1,200}$/u;

/**
 * Why a customer is protected. Required: whoever meets the protection years later has nobody to ask. Operators alone are
 * shown it: it may be about the client itself.
 */
export const requested = () =>
  z.strictObject({ reason: z.string().check(z.regex(PRINTABLE, 'must be 1 to 200 printable characters')) });

export type Requested = z.output<ReturnType<typeof requested>>;
