import * as z from 'zod/mini';
import { summaryAnswered } from '../dialect/paging.ts';
import { answered as glItem } from './gl-item-response.ts';

/** A page of GL items. The vendor shows none: its form is that of customers. */
export const answered = () => z.strictObject({ summary: summaryAnswered(), glItems: z.array(glItem()) });

export type Answered = z.output<ReturnType<typeof answered>>;
