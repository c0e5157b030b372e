import * as z from 'zod/mini';
import { parameter, wholeNumber } from '../../../shared/fields/parameters.ts';
import type { Schema } from '../../../shared/http/operation.ts';
import type { OnwardsOutcome } from '../../../shared/receivables/lists/onwards.ts';
import { refused } from './errors.ts';

const USUAL = 50;
const MOST_ON_A_PAGE = 100;

/** Where the next page begins. Opaque to clients: a list of values in JSON, in base64url. */
export const cursorOf = (...values: readonly (string | number)[]): string =>
  Buffer.from(JSON.stringify(values)).toString('base64url');

/**
 * The parameters of a page.
 * @param values what a cursor of this list holds
 */
export const paging = <Values extends Schema>(values: Values) => ({
  limit: z._default(
    wholeNumber(z.gte(1, 'must be at least 1'), z.lte(MOST_ON_A_PAGE, `must be at most ${MOST_ON_A_PAGE}`)),
    USUAL,
  ),
  cursor: z.optional(cursor(values)),
});

/** A text as keys have them: whoever makes up a cursor must not make DynamoDB refuse it. */
export const inKey = () =>
  z.string().check(
    z.minLength(1),
    z.refine((text) => text.isWellFormed() && Buffer.byteLength(text) <= MOST_BYTES),
  );

/** A little less than a sort key has: a range ends with one more character. */
const MOST_BYTES = 1000;

const cursor = <Values extends Schema>(values: Values) =>
  z.pipe(
    parameter(z.string(), (text) => text),
    z.transform((text: string, { issues }): z.output<Values> => {
      const { success, data } = values.safeParse(valuesOf(text));
      if (!success) issues.push({ code: 'custom', input: text, message: 'is no cursor of this list' });
      return data as z.output<Values>;
    }),
  );

function valuesOf(text: string): unknown {
  try {
    return JSON.parse(Buffer.from(text, 'base64url').toString());
  } catch {
    return undefined;
  }
}

/**
 * What is on the page.
 * @throws Failure for a list that is refused for its size
 */
export function listed<Item>(result: OnwardsOutcome<Item>) {
  switch (result.outcome) {
    case 'listed':
      return result;
    case 'tooMany': {
      const message = `more than ${result.most} records would have to be looked at: leave filters and order out`;
      throw refused(422, 'too-many-records', message);
    }
    case 'tooLarge':
      throw refused(422, 'page-too-large', `the page is too large: a limit of ${result.fitting} fits`);
  }
}

/** A page as answers show it. */
export const pageAnswered = <Row extends Schema>(row: Row) =>
  z.strictObject({ items: z.array(row), next: z.nullable(z.string()) });

/** What a list's description says of its pages and its freshness. */
export const PAGES =
  '`next` is the `cursor` of the next page, and null behind the last one. What is listed is found by an index, which ' +
  'follows a change within some milliseconds, and shown as it is stored.';
