import * as z from 'zod/mini';
import { answered as row } from './tenant-row-response.ts';

/** A tenant, and how many customers it has in each state. */
export const answered = () =>
  z.strictObject({
    ...row().shape,
    customers: z.strictObject({ active: z.int(), inactive: z.int(), deleted: z.int() }),
  });

export type Answered = z.output<ReturnType<typeof answered>>;
