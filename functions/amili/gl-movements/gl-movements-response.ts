import * as z from 'zod/mini';
import { summaryAnswered } from '../dialect/paging.ts';
import { answered as glMovement } from './gl-movement-response.ts';

/** A page of movements. The vendor shows none: its form is that of customers. */
export const answered = () =>
  z.strictObject({ summary: summaryAnswered(), glMovements: z.array(glMovement()) });

export type Answered = z.output<ReturnType<typeof answered>>;
