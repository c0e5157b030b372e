import * as z from 'zod/mini';

/** The token, to be used until `expires_on`: https://docs.amili.dev/example-workflow-359631m0. Times in epoch seconds. */
export const answered = () =>
  z.strictObject({
    access_token: z.string(),
    token_type: z.literal('Bearer'),
    not_before: z.int(),
    expires_in: z.literal(3600),
    expires_on: z.int(),
    resource: z.uuid(),
  });

export type Answered = z.output<ReturnType<typeof answered>>;
