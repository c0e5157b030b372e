import { randomInt } from 'node:crypto';
import type { NewCustomer } from '../../../../shared/receivables/customers/create.ts';
import type { Attachment } from '../../../../shared/receivables/dependents/attachment.ts';

/** Makes customers of one tenant as clients of their vendor would, each another one. */
export interface Samples {
  /** How many items a customer is, with its unique key and what refers to it. */
  readonly items: { readonly unlinked: number; readonly linked: number };
  customer(): NewCustomer<object>;
  /** What a customer gets that is linked: an invoice, or a document and its AR item, with what it posts. */
  attachment(customer: NewCustomer<object>): Attachment<object>;
}

/**
 * Numbers in a row, from a random one on: none comes twice in a run, as with a million random ones of nine digits some
 * 500 would. After the last it begins again with the first.
 */
export function countFrom(first: number, last: number): () => number {
  let next = randomInt(first, last + 1);
  return () => {
    const number = next;
    next = number === last ? first : number + 1;
    return number;
  };
}

const NAMES = [
  'Ada',
  'Berit',
  'Chandra',
  'Diego',
  'Elena',
  'Farid',
  'Gauri',
  'Hugo',
  'Ines',
  'Jan',
  'Kavita',
];
const SURNAMES = ['Armstrong', 'Bakke', 'Castro', 'Desai', 'Eriksen', 'Fuentes', 'Gupta', 'Holm', 'Iyer'];

/** A person's name, and an address to write to. */
export function person(number: number): { readonly name: string; readonly email: string } {
  const [first, last] = [NAMES[number % NAMES.length], SURNAMES[number % SURNAMES.length]];
  return { name: `${first} ${last}`, email: `${first}.${last}.${number}@example.com`.toLowerCase() };
}
