import * as z from 'zod/mini';

/** A code that this service knows, and what it means. The vendor shows no list of them: its members are our choice. */
export const answered = () => z.strictObject({ codeType: z.string(), code: z.string(), text: z.string() });

export type Answered = z.output<ReturnType<typeof answered>>;
