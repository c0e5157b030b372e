import * as z from 'zod/mini';
import { parameter } from '../../../shared/fields/parameters.ts';
import { folded } from '../../../shared/receivables/lists/folded.ts';
import { seconds } from '../../../shared/receivables/lists/row-values.ts';

/*
 * Filters of lists. The vendor names none, so all of them are our choice: the field in lower case, as its URLs are. A
 * blank one is refused: a filter that is dropped silently shows too much.
 */

const BLANK = 'must not be blank';

/** A text that a field is, without regard to case. */
export const word = () => z.optional(z.string().check(z.minLength(1, BLANK), z.maxLength(1_000)));

/** A text that a field begins with, without regard to case, accents and spaces that do not show. */
export const beginning = () =>
  z.optional(
    z.string().check(
      z.maxLength(1_000),
      z.refine((text) => folded(text) !== '', BLANK),
    ),
  );

/** A number of ARM's own, in digits: it is looked for as a text. */
export const number = () => z.optional(z.string().check(z.regex(/^\d{1,16}$/, 'must be a whole number')));

const DAY = 'must be a date such as 2025-02-27';

/** A day, which dates are compared with as texts. */
export const day = () => z.optional(z.string().check(z.refine((text) => z.regexes.date.test(text), DAY)));

const TIME = 'must be a time such as 2025-02-27T10:15:30Z';

/** @returns whole seconds since 1970 */
export const time = () =>
  z.optional(
    z.pipe(
      z.string().check(
        z.regex(/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}Z$/, { error: TIME, abort: true }),
        z.refine((text) => z.regexes.datetime({}).test(text), TIME),
      ),
      z.transform((text) => seconds(text)),
    ),
  );

/** A whole number, however large: more than `most` counts as that. */
export const upTo = (most: number, ...checks: z.core.$ZodCheck<number>[]) =>
  parameter(z.int('must be a whole number').check(...checks), (text) =>
    /^-?\d+$/.test(text) ? Math.max(-1, Math.min(Number(text), most)) : text,
  );
