import type { CustomerItem } from '../../../shared/receivables/items.ts';
import { numbersOf } from '../dialect/identifiers.ts';

const MESSAGES = { CREATED: 'Customer created', UPDATED: 'Customer updated' } as const;

/**
 * What a write of a customer is answered with. The vendor shows no answer to it: ours has the same members as its answer
 * to DELETE.
 */
export const shown = <Result extends keyof typeof MESSAGES>(
  clientNo: number,
  result: Result,
  customer: Pick<CustomerItem, 'reference'>,
) => ({
  status: 'PROCESSED' as const,
  result,
  message: MESSAGES[result],
  ...numbersOf(clientNo, customer),
});
