import * as z from 'zod/mini';
import { summaryAnswered } from '../dialect/paging.ts';
import { answered as document } from './document-response.ts';

/** A page of documents. The vendor shows none: its form is that of customers. */
export const answered = () => z.strictObject({ summary: summaryAnswered(), documents: z.array(document()) });

export type Answered = z.output<ReturnType<typeof answered>>;
