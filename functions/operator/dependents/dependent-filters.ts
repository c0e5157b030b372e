import * as z from 'zod/mini';
import { DEPENDENT_KINDS } from '../../../shared/receivables/dependents/kinds.ts';
import { inKey, paging } from '../dialect/paging.ts';

/** Which page of what refers to a customer. A cursor is a kind and an id, as keys have them. */
export const filters = () => z.strictObject(paging(z.tuple([z.enum(DEPENDENT_KINDS), inKey()])));
