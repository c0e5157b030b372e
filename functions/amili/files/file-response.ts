import * as z from 'zod/mini';

/** What is known of a file, as ARM shows it. The vendor shows none: all of it is our choice. */
export const fields = () => ({
  fileUuid: z.uuid(),
  fileName: z.string(),
  fileType: z.string(),
  contentType: z.string(),
  size: z.int(),
  documentNo: z.optional(z.string()),
  createdDateTime: z.iso.datetime(),
  userId: z.optional(z.string()),
});

/** A file with its content, in base64. */
export const answered = () => z.strictObject({ ...fields(), content: z.string() });

export type Answered = z.output<ReturnType<typeof answered>>;
