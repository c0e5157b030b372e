import * as z from 'zod/mini';
import { beside, rows } from '../batches/batch-rows.ts';
import { requested as document } from './document-request.ts';

/** A batch of documents: https://docs.amili.dev/post-create-a-batch-of-documents-3942668e0 */
export const requested = () => z.object({ documents: rows(document()), ...beside() });

export type Requested = z.output<ReturnType<typeof requested>>;
