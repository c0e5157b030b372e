import { refused } from '../dialect/errors.ts';
import { caseless } from '../dialect/identifiers.ts';
import { namesItem, type Target, targetIn } from '../ledger/target.ts';
import type { AutoPosting, Requested } from './auto-postings-request.ts';
import type { Method } from './method.ts';

/** The fields that a posting of each method must have. */
const REQUIRED: Readonly<Record<Method, readonly (keyof AutoPosting)[]>> = {
  payment: ['amount', 'paymentId'],
  refund: ['paymentId'],
  writeoff: [],
  interest: ['amount', 'documentNo'],
};

/** What a posting is about. The `documentNo` of interest is that of its new note. */
export const targetOf = (method: Method, posting: AutoPosting): Target =>
  method === 'interest'
    ? { accountNo: posting.accountNo, customerNo: posting.customerNo }
    : targetIn(posting);

/** @throws Failure 400 where a posting lacks what its method needs: the first that does */
export function requireFields(method: Method, { autoPostings }: Requested): void {
  for (const [index, posting] of autoPostings.entries()) {
    const place = `autoPostings[${index}]`;
    const refuse = (message: string) => refused(400, 'INVALID', `${place}${message}`);
    const missing = REQUIRED[method].find((name) => posting[name] === undefined);
    if (missing !== undefined) throw refuse(`.${missing}: is required`);
    const target = targetOf(method, posting);
    const names = Object.values(target).some((value) => value !== undefined);
    if ((method === 'refund' || method === 'writeoff') && !namesItem(target))
      throw refuse(': must name an AR item: arItemId, documentNo, documentUuid, referenceNo or kid');
    if (!names)
      throw refuse(`: must name ${method === 'interest' ? 'a customer' : 'an AR item or a customer'}`);
  }
}

/** The vendor says that one such posting is enough for the whole call. */
export const asksOnly = ({ autoPostings }: Requested): boolean =>
  autoPostings.some(({ options = [] }) =>
    [options]
      .flat()
      .flatMap((option) => option.split(','))
      .some((option) => caseless(option.trim()) === caseless('validateOnly')),
  );
