import type * as z from 'zod/mini';
import { pageAnswered } from '../dialect/paging.ts';
import { answered as reminder } from './reminder-response.ts';

/** A page of a customer's reminders. */
export const answered = () => pageAnswered(reminder());

export type Answered = z.output<ReturnType<typeof answered>>;
