import * as z from 'zod/mini';
import { inKey, paging } from '../dialect/paging.ts';

/** As keys have it: each begins with a digit. */
const place = () => inKey().check(z.regex(/^\d/));

/** Which page of a customer's history. A cursor is the place of the last entry before it. */
export const filters = () => z.strictObject(paging(z.tuple([place()])));

/** Which page of what a request did. A cursor is an item, and the place of an entry in its history. */
export const requestFilters = () => z.strictObject(paging(z.tuple([inKey(), place()])));
