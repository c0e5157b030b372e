import * as z from 'zod/mini';
import { summaryAnswered } from '../dialect/paging.ts';
import { answered as arItem } from './expanded-ar-item-response.ts';

/** A page of AR items. The vendor shows none: its form is that of customers. */
export const answered = () => z.strictObject({ summary: summaryAnswered(), arItems: z.array(arItem()) });

export type Answered = z.output<ReturnType<typeof answered>>;
