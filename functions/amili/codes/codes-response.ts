import * as z from 'zod/mini';
import { summaryAnswered } from '../dialect/paging.ts';
import { answered as code } from './code-response.ts';

/** A page of codes. The vendor shows none: its form is that of customers. */
export const answered = () => z.strictObject({ summary: summaryAnswered(), codes: z.array(code()) });

export type Answered = z.output<ReturnType<typeof answered>>;
