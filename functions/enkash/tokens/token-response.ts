import * as z from 'zod/mini';

/** RFC 6749, section 5.1. */
export const answered = () =>
  z.strictObject({
    access_token: z.string(),
    token_type: z.literal('bearer'),
    refresh_token: z.string(),
    // Seconds.
    expires_in: z.literal(3600),
    scope: z.literal('read write trust'),
  });

export type Answered = z.output<ReturnType<typeof answered>>;
