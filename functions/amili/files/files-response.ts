import * as z from 'zod/mini';
import { summaryAnswered } from '../dialect/paging.ts';
import { fields } from './file-response.ts';

/** A file without its content. */
export const fileAnswered = () => z.strictObject(fields());

/** A page of files. The vendor shows none: its form is that of customers. */
export const answered = () => z.strictObject({ summary: summaryAnswered(), files: z.array(fileAnswered()) });

export type Answered = z.output<ReturnType<typeof answered>>;
