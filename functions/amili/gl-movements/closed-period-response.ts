import * as z from 'zod/mini';
import { answered as glMovement } from './gl-movement-response.ts';

/** The last closed period with its movements. The vendor shows none: its members are our choice. */
export const answered = () =>
  z.strictObject({
    clientNo: z.int(),
    glYear: z.int(),
    glPeriod: z.int(),
    closedDateTime: z.iso.datetime(),
    glMovements: z.array(glMovement()),
  });

export type Answered = z.output<ReturnType<typeof answered>>;
