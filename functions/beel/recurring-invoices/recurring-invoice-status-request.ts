import * as z from 'zod/mini';
import { STATUSES } from './status.ts';

/** The status that a client wants a recurring invoice to have. */
export const requested = () => z.object({ status: z.enum(STATUSES) });

export type Requested = z.output<ReturnType<typeof requested>>;
