import * as z from 'zod/mini';
import { decimal } from '../../../shared/fields/numbers.ts';

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

/** A number within limits. How close it may come to 0 is our choice. */
export const number = (least: number, most: number) => decimal({ least, most, finest: 1e-9 });

export const percentage = () => number(0, 100);

/** The members that have a value. In the vendor's answers what is null or was not given is left out. */
export const withoutBlanks = <Fields extends object>(fields: Fields): WithoutBlanks<Fields> =>
  Object.fromEntries(
    Object.entries(fields).filter(([, value]) => value !== null && value !== undefined),
  ) as WithoutBlanks<Fields>;

type Blank = null | undefined;

/** A member that may be blank may be missing. */
type WithoutBlanks<Fields extends object> = {
  [Name in keyof Fields as Blank & Fields[Name] extends never ? Name : never]: Fields[Name];
} & {
  [Name in keyof Fields as Blank & Fields[Name] extends never ? never : Name]?: Exclude<Fields[Name], Blank>;
};
