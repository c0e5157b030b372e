import { hash } from 'node:crypto';
import { tagOf } from '../../../shared/receivables/customers/tag.ts';
import type { CustomerItem } from '../../../shared/receivables/items.ts';

/**
 * The tag of an answer about a customer: its own, and behind a point a hash of all that is said, links too. `If-Match`
 * leaves the hash out: the write that deletes counts links itself.
 */
export const answerTag = (customer: CustomerItem, body: object): string =>
  `${tagOf(customer)}.${hash('sha256', JSON.stringify(body, inOrder), 'base64url').slice(0, 16)}`;

/** DynamoDB does not keep the order of a map. */
const inOrder = (_: string, value: unknown): unknown =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
    ? Object.fromEntries(Object.entries(value).sort(([one], [other]) => (one < other ? -1 : 1)))
    : value;
