import { randomInt } from 'node:crypto';
import * as z from 'zod/mini';

/** https://docs.enkash.com/api-18880673 */
export const customerId = () => z.string().check(z.regex(/^KC[A-Z0-9]{14}$/));

/** https://docs.enkash.com/api-18880673: parentCompanyId, companyId and sellerId. */
export const companyId = () => z.string().check(z.regex(/^CEK[A-Z0-9]{7}$/));

/** The vendor shows no pattern. The length is our choice: a key takes no more than 2 KB. */
export const invoiceId = () => z.string().check(z.maxLength(64));

const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789';

/** A customer id of 72 random bits, so that creations do not queue at a counter. */
export const newCustomerId = (): string =>
  `KC${Array.from({ length: 14 }, () => ALPHABET[randomInt(ALPHABET.length)]).join('')}`;
