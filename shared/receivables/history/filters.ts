import type { FilterPattern } from '../../streams/stream-trigger.ts';
import { DEPENDENT_KINDS } from '../dependents/kinds.ts';

/**
 * The changes of the table that a history tells of: those of customers and of what refers to them, their removal, and
 * refusals that requests have kept. What a history itself writes has other keys, or is no new item.
 */
export const FILTERS: readonly FilterPattern[] = [
  { dynamodb: { Keys: { sk: { S: ['CUSTOMER', ...DEPENDENT_KINDS] } } } },
  { eventName: ['INSERT'], dynamodb: { NewImage: { change: { S: ['delete_refused'] } } } },
];
