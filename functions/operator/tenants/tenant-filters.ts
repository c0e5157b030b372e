import * as z from 'zod/mini';
import { inKey, paging } from '../dialect/paging.ts';

/** Which page of the tenants. A cursor is the key of the last tenant before it. */
export const filters = () => z.strictObject(paging(z.tuple([inKey()])));
