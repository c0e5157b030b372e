import * as z from 'zod/mini';

/** An OpenAPI document. What is in it, its own specification says. */
export const answered = () => z.record(z.string(), z.unknown());

export type Answered = z.output<ReturnType<typeof answered>>;
