import * as z from 'zod/mini';
import { summaryAnswered } from '../dialect/paging.ts';
import { answered as logItem } from './log-item-response.ts';

/** A page of log items. The vendor shows none: its form is that of customers. */
export const answered = () => z.strictObject({ summary: summaryAnswered(), logItems: z.array(logItem()) });

export type Answered = z.output<ReturnType<typeof answered>>;
