import * as z from 'zod/mini';
import { summaryAnswered } from '../dialect/paging.ts';
import { answered as adbInterval } from './adb-interval-response.ts';

/** A page of ADB intervals. The vendor shows none: its form is that of customers. */
export const answered = () =>
  z.strictObject({ summary: summaryAnswered(), adbIntervals: z.array(adbInterval()) });

export type Answered = z.output<ReturnType<typeof answered>>;
