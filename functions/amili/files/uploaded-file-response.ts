import * as z from 'zod/mini';

const REFUSALS = [
  'DOCUMENT_NOT_FOUND',
  'ERROR',
  'FILETYPE_NOT_ALLOWED',
  'FILE_TOO_LARGE',
  'INVALID',
] as const;

const named = () => ({
  message: z.string(),
  clientNo: z.int(),
  fileName: z.string(),
  documentNo: z.optional(z.string()),
});

export const uploaded = () =>
  z.strictObject({
    status: z.literal('PROCESSED'),
    result: z.literal('UPLOADED'),
    ...named(),
    fileUuid: z.uuid(),
  });

export const refused = () =>
  z.strictObject({ status: z.literal('FAILED'), result: z.enum(REFUSALS), ...named() });

/** What became of one of many files. */
export const answered = () => z.union([uploaded(), refused()]);

export type Uploaded = z.output<ReturnType<typeof uploaded>>;
export type Refused = z.output<ReturnType<typeof refused>>;
export type Answered = z.output<ReturnType<typeof answered>>;
