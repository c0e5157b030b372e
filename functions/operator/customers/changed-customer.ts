import type { CustomerItem } from '../../../shared/receivables/items.ts';
import type { Vendor } from '../../vendor.ts';
import type { OperatorSuccess } from '../dialect/envelope.ts';
import { answerTag } from './answer-tag.ts';
import { shown, type Whose } from './customer.ts';
import type { Answered } from './customer-response.ts';

/** The answer about a customer that was just changed. Links by kind are not read for it: they are told where there are none. */
export function answerAbout(whose: Whose, rules: Vendor, customer: CustomerItem): OperatorSuccess<Answered> {
  const body = shown(whose, rules, customer, customer.linkCount === 0 ? {} : undefined);
  return { body, tag: answerTag(customer, body) };
}
