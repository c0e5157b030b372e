import * as z from 'zod/mini';
import type { Schema } from '../../../shared/http/operation.ts';

const outcome = <Status extends string, Result extends string>(status: Status, ...results: Result[]) => ({
  status: z.literal(status),
  result: z.enum(results as [Result, ...Result[]]),
  message: z.string(),
  clientNo: z.int(),
});

const named = () => ({ fileName: z.string(), documentNo: z.optional(z.string()) });

export const uploaded = () =>
  z.strictObject({ ...outcome('PROCESSED', 'UPLOADED'), ...named(), fileUuid: z.uuid() });

export const refused = () =>
  z.strictObject({
    ...outcome(
      'FAILED',
      ...(['DOCUMENT_NOT_FOUND', 'ERROR', 'FILETYPE_NOT_ALLOWED', 'FILE_TOO_LARGE', 'INVALID'] as const),
    ),
    ...named(),
  });

const answer = <Status extends string, Result extends string, Row extends Schema>(
  status: Status,
  result: Result,
  row: Row,
) => z.strictObject({ ...outcome(status, result), files: z.array(row) });

/** What became of each file, by the status of the answer. The vendor shows its three statuses alone. */
export const answered = () =>
  ({
    200: { description: 'All files uploaded', schema: answer('PROCESSED', 'UPLOADED', uploaded()) },
    207: {
      description: 'Some files uploaded',
      schema: answer('PARTIAL', 'UPLOADED', z.union([uploaded(), refused()])),
    },
    422: { description: 'No file uploaded', schema: answer('FAILED', 'REJECTED', refused()) },
  }) as const;

export type Uploaded = z.output<ReturnType<typeof uploaded>>;
export type Refused = z.output<ReturnType<typeof refused>>;
