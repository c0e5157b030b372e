import * as z from 'zod/mini';
import { summaryAnswered } from '../dialect/paging.ts';
import { answered as clientConfig } from './client-config-response.ts';

/** A page of a client's settings. The vendor shows none: its form is that of customers. */
export const answered = () =>
  z.strictObject({ summary: summaryAnswered(), clientConfigs: z.array(clientConfig()) });

export type Answered = z.output<ReturnType<typeof answered>>;
