/** All of OpenAPI 1.0.1, and BIZUM of 1.9.0. */
export const PAYMENT_METHODS = [
  'NONE',
  'BANK_TRANSFER',
  'CARD',
  'CASH',
  'CHECK',
  'DIRECT_DEBIT',
  'BIZUM',
  'OTHER',
] as const;
