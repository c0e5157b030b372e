import * as z from 'zod/mini';
import { summaryAnswered } from '../dialect/paging.ts';
import { answered as documentBundle } from './document-bundle-response.ts';

/** A page of bundles. The vendor shows none: its form is that of customers. */
export const answered = () =>
  z.strictObject({ summary: summaryAnswered(), documentBundles: z.array(documentBundle()) });

export type Answered = z.output<ReturnType<typeof answered>>;
