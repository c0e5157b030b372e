import * as z from 'zod/mini';

/** Whether a stage serves. */
export const answered = <State extends string>(state: State) =>
  z.strictObject({
    status: z.literal(state),
    version: z.string(),
    stage: z.string(),
    table: z.literal(state),
  });

export type Answered = z.output<ReturnType<typeof answered<'ok' | 'unavailable'>>>;
