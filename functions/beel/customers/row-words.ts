/** What reports on many customers say of a row, in one place. */
export const ROW_WORDS = {
  unreadable: 'customer',
  noEmail: 'is missing: invoices cannot be sent by mail',
  duplicate: 'A client with this NIF already exists',
  repeated: (number: number) => `is the same as in row ${number}`,
  tooLarge: (size: number, limit: number) => `has ${size} bytes; at most ${limit} are taken`,
  kept: 'was created, and stays, because another request has changed it or refers to it since',
  replaced: 'was taken back, and another request with this Idempotency-Key has created it anew',
  earlier: 'was created by an earlier request with this Idempotency-Key, and stays',
  untouched: 'was created, and stays: there was no time left to take it back',
  unknown: 'it is not known whether it was created, or stays',
  notReached: 'was not created: there was no time left for it',
  notKnown: 'it is not known whether it was created: send it again',
  failed: 'Internal server error',
} as const;
