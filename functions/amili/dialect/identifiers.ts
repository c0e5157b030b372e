import * as z from 'zod/mini';
import type { CustomerItem } from '../../../shared/receivables/items.ts';

/** `clientno` in a path: a positive integer that JavaScript can hold. */
export const clientNo = () =>
  z.pipe(
    z.string().check(z.regex(/^[1-9]\d{0,14}$/, 'must be a positive integer')),
    z.transform((digits: string) => Number(digits)),
  );

/** An id of ARM's own in a path, in digits: an integer that JavaScript can hold. */
export const ownId = () =>
  z.pipe(
    z.string().check(
      z.regex(/^(0|[1-9]\d{0,15})$/, { error: 'must be a whole number', abort: true }),
      z.refine((digits) => Number.isSafeInteger(Number(digits)), 'must be a whole number'),
    ),
    z.transform((digits: string) => Number(digits)),
  );

/** customerNo or documentNo, the client's own numbers. Length and characters are our choice: the vendor gives no limits. */
export const ownNumber = () =>
  z
    .string()
    .check(z.regex(/^[^\p{Cc}\p{Cs}]{1,64}$/u, 'must be 1 to 64 characters, none a control character'));

/** As ownNumber, but it may be blank, which names nobody. */
export const ownNumberOrBlank = () =>
  z
    .string()
    .check(z.regex(/^[^\p{Cc}\p{Cs}]{0,64}$/u, 'must be at most 64 characters, none a control character'));

/**
 * The form of a number that customers and documents are found by. ARM's data values are not case-sensitive
 * (https://docs.amili.dev/about-355476m0), so "ab1" and "AB1" are the same customer.
 */
export const caseless = (number: string): string =>
  // Lower case first: ẞ has no capital but by way of ß, which is SS. NFC again: U+0390 comes apart on the way.
  number.normalize('NFC').toLowerCase().toUpperCase().normalize('NFC');

/** The numbers in an answer. Those that are known are given, on failures too. */
export interface AmiliNumbers {
  readonly clientNo?: number;
  readonly accountNo?: number;
  readonly customerNo?: string;
  readonly documentNo?: string;
  readonly arItemId?: number;
}

/** The three numbers of a customer, in the vendor's order: DynamoDB does not keep the order of a map. */
export const numbersOf = (clientNo: number, { reference }: Pick<CustomerItem, 'reference'>) => ({
  clientNo,
  accountNo: reference.accountNo as number,
  customerNo: reference.customerNo as string,
});
