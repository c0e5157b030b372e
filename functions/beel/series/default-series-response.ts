import * as z from 'zod/mini';
import { DOCUMENT_TYPES } from './document-types.ts';

/** Which series is the default one of each type of document. */
export const answered = () =>
  z.strictObject({
    defaults: z.array(
      z.strictObject({
        document_type: z.enum(DOCUMENT_TYPES),
        exists: z.boolean(),
        series_id: z.guid(),
        code: z.string(),
        provisional: z.boolean(),
      }),
    ),
  });

export type Answered = z.output<ReturnType<typeof answered>>;
