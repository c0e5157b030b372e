/** Every kind of item that can refer to a customer, as keys have it. A recount reads these alone. */
export const DEPENDENT_KINDS: readonly string[] = [
  'INVOICE',
  'DOCUMENT',
  'AR_ITEM',
  'SUB_CUSTOMER',
  'RECURRING_INVOICE',
];

/** Whether a customer counts dependents of this kind in `recurringCount` too: they are refused in other words. */
export const isRecurring = (kind: string): boolean => kind === 'RECURRING_INVOICE';
