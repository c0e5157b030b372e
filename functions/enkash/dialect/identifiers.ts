import { randomInt } from 'node:crypto';
import * as z from 'zod/mini';

/** https://docs.enkash.com/api-18880673 */
export const customerId = () => z.string().check(z.regex(/^KC[A-Z0-9]{14}$/));

/** https://docs.enkash.com/api-18880673: parentCompanyId, companyId and sellerId. */
export const companyId = () => z.string().check(z.regex(/^CEK[A-Z0-9]{7}$/));

const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789';

/** A customer id drawn at random, 72 bits: no counter that every create would have to pass. */
export const newCustomerId = (): string =>
  `KC${Array.from({ length: 14 }, () => ALPHABET[randomInt(ALPHABET.length)]).join('')}`;
