import { refused } from '../dialect/errors.ts';

/**
 * What an invoice may be. EXPIRED is derived: an ACTIVE proforma whose `valid_until` has passed. OVERDUE is never set,
 * by the vendor neither, and nothing here schedules, corrects or converts.
 */
export const STATUSES = ['DRAFT', 'ISSUED', 'SENT', 'PAID', 'VOIDED', 'ACTIVE', 'EXPIRED'] as const;

export type Status = (typeof STATUSES)[number];

export type Act = 'change' | 'delete' | 'issue' | 'void' | 'markSent' | 'markPaid' | 'revert';

type Rule = readonly [from: readonly Status[], status: 400 | 422, code: string, message: string];

const TRANSITION = 'TRANSITION_NOT_SUPPORTED';

/** From which statuses each may be done, and what is answered from any other. */
const RULES: Readonly<Record<Act, Rule>> = {
  change: [['DRAFT', 'ACTIVE'], 422, 'STATUS_NOT_MODIFIABLE', 'Only a draft can be changed'],
  // Two codes of our choice: the vendor says 400.
  delete: [['DRAFT', 'ACTIVE'], 400, 'INVOICE_NOT_DRAFT', 'Only a draft can be deleted'],
  issue: [['DRAFT'], 400, 'INVOICE_NOT_DRAFT', 'Only a draft can be issued'],
  void: [['ISSUED', 'SENT', 'PAID', 'ACTIVE'], 400, TRANSITION, 'Only an issued invoice can be voided'],
  markSent: [['ISSUED'], 400, TRANSITION, 'Only an issued invoice can become SENT'],
  markPaid: [['ISSUED', 'SENT'], 400, TRANSITION, 'Only an issued or sent invoice can become PAID'],
  revert: [['SENT'], 400, TRANSITION, 'Only a sent invoice can become ISSUED again'],
};

export const isAllowed = (act: Act, status: Status): boolean => RULES[act][0].includes(status);

/** The refusal of what cannot be done from a status. */
export function notAllowed(act: Act, status: Status) {
  if (act === 'void' && status === 'VOIDED')
    return refused(409, 'INVOICE_ALREADY_VOIDED', 'The invoice is voided already');
  const [, httpStatus, code, message] = RULES[act];
  return refused(httpStatus, code, `${message}; it is ${status}`);
}

/** @throws Failure where it cannot be done from this status */
export function requireAllowed(act: Act, status: Status): void {
  if (!isAllowed(act, status)) throw notAllowed(act, status);
}
