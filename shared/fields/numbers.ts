import * as z from 'zod/mini';

export interface Bounds {
  readonly least: number;
  readonly most: number;
  /** How close to 0 a number may come without being 0. DynamoDB takes nothing below 1e-130. */
  readonly finest: number;
  /** Says that a number is closer to 0. */
  readonly tooFine?: string;
}

/** A number within bounds that DynamoDB can store: it takes 38 digits and exponents from -130 to 125. */
export const decimal = ({
  least,
  most,
  finest,
  tooFine = `must be 0 or at least ${plain(finest)}`,
}: Bounds) =>
  z.number().check(
    z.gte(least),
    z.lte(most),
    z.refine((value) => value === 0 || Math.abs(value) >= finest, tooFine),
  );

/** `0.000000001`, which JavaScript writes as `1e-9`. */
const plain = (number: number): string => number.toFixed(Math.round(-Math.log10(number)));
