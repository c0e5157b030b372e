import * as z from 'zod/mini';
import { yesOrNo } from '../../../shared/fields/parameters.ts';

/** A form with a file. It becomes a File: see multipart. */
const form = () => ({ file: z.file() });

/** The vendor reads files of Holded too: this service does not. */
export const requested = () => z.object({ ...form(), source: z.enum(['csv']) });

export type Requested = z.output<ReturnType<typeof requested>>;

/** The flat route has no source, and writes where `dry_run` is false. */
export const requestedFlat = () => z.object({ ...form(), dry_run: z._default(yesOrNo(), true) });
