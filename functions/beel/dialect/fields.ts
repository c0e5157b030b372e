import * as z from 'zod/mini';

interface TextLimits {
  readonly min?: number;
  readonly max?: number;
  readonly pattern?: RegExp;
}

/** A string of limited length; a JSON number is taken as its digits, as documented for customers. */
export const text = ({ min, max, pattern }: TextLimits = {}, ...checks: z.core.$ZodCheck<string>[]) =>
  z.pipe(
    z.transform((value: unknown) => (typeof value === 'number' ? String(value) : value)),
    z.string().check(
      // A pattern is tried on a text of bounded length only.
      ...(max === undefined ? [] : [z.maxLength(max, { abort: true })]),
      ...(min === undefined ? [] : [z.minLength(min, { abort: true })]),
      ...(pattern === undefined ? [] : [z.regex(pattern)]),
      ...checks,
    ),
  );

export const email = () => text({ min: 5, max: 255 }, z.email());

/** A number within limits. DynamoDB takes nothing below 1e-130: a limit far above it is our choice. */
export const number = (least: number, most: number) =>
  z.number().check(
    z.gte(least),
    z.lte(most),
    z.refine((value) => value === 0 || Math.abs(value) >= 1e-9, 'must be 0 or at least 0.000000001'),
  );

export const percentage = () => number(0, 100);

/** The members that are there: the vendor leaves out what is null or was not given. */
export const withoutBlanks = (fields: object): Record<string, unknown> =>
  Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== null && value !== undefined));
