import * as z from 'zod/mini';

/** Who calls, as answers show it. */
export const answered = () =>
  z.strictObject({
    account_id: z.guid(),
    email: z.string(),
    name: z.optional(z.string()),
    credential: z.strictObject({
      type: z.literal('api_key'),
      environment: z.enum(['TEST', 'PROD']),
      scopes: z.array(z.string()),
    }),
  });

export type Answered = z.output<ReturnType<typeof answered>>;
