/*
 * What the log says of a write, in our own words: no text that a client has written, as that may be personal data.
 */

/** What a write is about, by the part of its path that names it. Others are called by that part. */
const NOUNS: Readonly<Record<string, string>> = {
  customers: 'Customer',
  documents: 'Document',
  aritems: 'AR item',
  batches: 'Batch',
  actions: 'Action',
  autopostings: 'Auto postings',
  files: 'File',
  paymentreservations: 'Payment reservation',
};

/** `HAS_ATTACHMENTS` is "has attachments". */
const inWords = (result: string): string => result.toLowerCase().replaceAll('_', ' ');

/** `Customer created` */
export const done = (entity: string, result: string): string =>
  `${NOUNS[entity] ?? entity} ${inWords(result)}`;

const REFUSALS: Readonly<Record<string, string>> = {
  INVALID: 'Refused: the path, the query or the body breaks a rule',
  NOT_FOUND: 'Refused: what the request names is not there',
  // Of a row of a batch, which is applied whole or not at all.
  ERROR: 'Failed: nothing was changed',
};

export const refusal = (result: string): string => REFUSALS[result] ?? `Refused: ${inWords(result)}`;

/** Where other requests, or too many of them, were in the way until the time was over. */
export const UNCHANGED = 'Not done: nothing was changed, as there were too many requests';

export const UNKNOWN = 'Failed: whether anything was changed is unknown';
