import * as z from 'zod/mini';
import { beside, rows } from '../batches/batch-rows.ts';
import { requested as customer } from './customer-request.ts';

/** A batch of customers: that the array is called so is inferred from the batch of documents. */
export const requested = () => z.object({ customers: rows(customer()), ...beside() });

export type Requested = z.output<ReturnType<typeof requested>>;
