import * as z from 'zod/mini';
import type { Schema } from '../../../shared/http/operation.ts';
import { refused, answered as row, uploaded } from './uploaded-file-response.ts';

const answer = <Status extends string, Result extends string, Row extends Schema>(
  status: Status,
  result: Result,
  row: Row,
) =>
  z.strictObject({
    status: z.literal(status),
    result: z.literal(result),
    message: z.string(),
    clientNo: z.int(),
    files: z.array(row),
  });

/** What became of many files, by the status of the answer. The vendor tells its three statuses alone. */
export const answeredByStatus = () =>
  ({
    200: { description: 'All files uploaded', schema: answer('PROCESSED', 'UPLOADED', uploaded()) },
    207: { description: 'Some files uploaded', schema: answer('PARTIAL', 'UPLOADED', row()) },
    422: { description: 'No file uploaded', schema: answer('FAILED', 'REJECTED', refused()) },
  }) as const;

export const answered = () => z.union(Object.values(answeredByStatus()).map(({ schema }) => schema));

export type Answered = z.output<ReturnType<typeof answered>>;
