import * as z from 'zod/mini';

/** `clientno` in a path: a positive integer that JavaScript can hold. */
export const clientNo = () =>
  z.pipe(
    z.string().check(z.regex(/^[1-9]\d{0,14}$/)),
    z.transform((digits: string) => Number(digits)),
  );

/** customerNo and documentNo, the client's own numbers: lengths and characters are our choice, the vendor's are unknown. */
export const ownNumber = () => z.string().check(z.regex(/^[^\p{Cc}\p{Cs}]{1,64}$/u));

/**
 * The number as it identifies: ARM's data values are not case-sensitive
 * (https://docs.amili.dev/about-355476m0), so "ab1" and "AB1" are one customer.
 */
export const caseless = (number: string): string => number.normalize('NFC').toUpperCase();
