import * as z from 'zod/mini';

/** A setting of a client. The vendor shows none: its members are our choice. */
export const answered = () =>
  z.strictObject({
    configKey: z.string(),
    values: z.array(z.string()),
    origin: z.enum(['DEFAULT', 'CLIENT']),
  });

export type Answered = z.output<ReturnType<typeof answered>>;
