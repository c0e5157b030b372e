import * as z from 'zod/mini';
import type { CustomerItem } from '../../../shared/receivables/items.ts';

/** `clientno` in a path: a positive integer that JavaScript can hold. */
export const clientNo = () =>
  z.pipe(
    z.string().check(z.regex(/^[1-9]\d{0,14}$/, 'must be a positive integer')),
    z.transform((digits: string) => Number(digits)),
  );

/** customerNo and documentNo, the client's own numbers: lengths and characters are our choice, the vendor's are unknown. */
export const ownNumber = () =>
  z
    .string()
    .check(z.regex(/^[^\p{Cc}\p{Cs}]{1,64}$/u, 'must be 1 to 64 characters, none a control character'));

/** As ownNumber; blank names nobody. */
export const ownNumberOrBlank = () =>
  z
    .string()
    .check(z.regex(/^[^\p{Cc}\p{Cs}]{0,64}$/u, 'must be at most 64 characters, none a control character'));

/**
 * The number as it identifies: ARM's data values are not case-sensitive
 * (https://docs.amili.dev/about-355476m0), so "ab1" and "AB1" are one customer.
 */
export const caseless = (number: string): string =>
  // Some letters reach their capital only from lower case (ẞ, as ß, is SS), some come apart on the way (U+0390).
  number.normalize('NFC').toLowerCase().toUpperCase().normalize('NFC');

/** The numbers that an answer may carry: known ones are given, on failures too. */
export interface AmiliNumbers {
  readonly clientNo?: number;
  readonly accountNo?: number;
  readonly customerNo?: string;
}

/** The three numbers of a customer in the vendor's order, which a map of the table does not keep. */
export const numbersOf = (clientNo: number, { reference }: Pick<CustomerItem, 'reference'>) => ({
  clientNo,
  accountNo: reference.accountNo as number,
  customerNo: reference.customerNo as string,
});
