import * as z from 'zod/mini';

/** The form of a token request: RFC 6749, sections 4.3.2 and 6. The vendor describes no refresh: that is our choice. */
export const requested = () =>
  z.object({
    grant_type: z.string(),
    // A key of the table holds 2,048 bytes.
    username: z.optional(z.string().check(z.maxLength(254))),
    password: z.optional(z.string()),
    refresh_token: z.optional(z.string()),
    clientId: z.optional(z.string()),
  });

export type Requested = z.output<ReturnType<typeof requested>>;
