import * as z from 'zod/mini';
import { vendorName } from '../dialect/identifiers.ts';

/** A tenant as lists show it. */
export const answered = () => z.strictObject({ vendor: vendorName(), tenant: z.string() });

export type Answered = z.output<ReturnType<typeof answered>>;
