import * as z from 'zod/mini';
import { metadata, optional } from '../dialect/fields.ts';

/** The vendor gives no limit: these are our choice, as all members of the body are. */
export const MOST_FILES = 10;

/** Bytes of a body: base64 of ten files of which each is well below MOST_BYTES, or of three that are not. */
export const BYTES_OF_A_BODY = 4 * 1024 * 1024;

/** What is wrong with the text of a member is told by its file: see checkFile. */
const file = () =>
  z.object({
    fileName: z.string(),
    fileType: z.string(),
    content: z.string(),
    ...optional({ contentType: z.string(), documentNo: z.string() }),
  });

/** Files as a client writes them: https://docs.amili.dev/post-upload-one-or-more-os-files-3942683e0 */
export const requested = () =>
  z.object({
    files: z.array(file()).check(z.minLength(1), z.maxLength(MOST_FILES)),
    ...optional({ metadata: metadata() }),
  });

export type Requested = z.output<ReturnType<typeof requested>>;
