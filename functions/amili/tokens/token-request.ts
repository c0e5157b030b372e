import * as z from 'zod/mini';

/** The form of a token request: https://docs.amili.dev/example-workflow-359631m0 */
export const requested = () =>
  z.object({
    grant_type: z.string(),
    // A key of the table holds 2,048 bytes.
    client_id: z.string().check(z.maxLength(256)),
    client_secret: z.string(),
  });

export type Requested = z.output<ReturnType<typeof requested>>;
