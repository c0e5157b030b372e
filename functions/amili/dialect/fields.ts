import * as z from 'zod/mini';
import { decimal } from '../../../shared/fields/numbers.ts';
import type { Schema } from '../../../shared/http/operation.ts';

/*
 * Types of ARM's fields, as the vendor's examples show them. The examples have blank strings and zeros, wrong check
 * digits and wrong sums, so none of these is refused. Lengths and limits are our choice: a customer must fit into one
 * DynamoDB item.
 */

export const text = () => z.string().check(z.maxLength(1_000));

export const texts = () => z.array(z.string().check(z.maxLength(255))).check(z.maxLength(50));

const DAY = 'must be a date such as 2025-02-27, or blank';

/** `2025-02-27`; blank clears it. */
export const date = () =>
  z.string().check(
    z.regex(/^(\d{4}-\d{2}-\d{2})?$/, { error: DAY, abort: true }),
    z.refine((day) => day === '' || z.regexes.date.test(day), DAY),
  );

/** An amount of money, or any other number that may have decimals. */
export const amount = () => decimal({ least: -1e15, most: 1e15, finest: 1e-9 });

/** A list whose entries the vendor does not show: we take single values, and objects of single values. */
export const entries = () => {
  const value = () => z.union([text(), amount(), z.boolean()]);
  const name = z.string().check(z.minLength(1), z.maxLength(255));
  return list(z.union([value(), z.record(name, value())]));
};

/** A body full of single digits would have 100,000 entries, and take a second to store. */
const MOST_ENTRIES = 1_000;

export const list = <Entry extends Schema>(entry: Entry) => z.array(entry).check(z.maxLength(MOST_ENTRIES));

/** Who writes, in the client's own terms. */
export const metadata = () => z.object(optional({ userId: text() }));

/** Makes fields optional: each may be missing or null, which means the same, and is parsed as undefined. */
export const optional = <Fields extends Record<string, Schema>>(fields: Fields) =>
  Object.fromEntries(
    Object.entries(fields).map(([name, schema]) => [
      name,
      z.pipe(
        z.nullish(schema),
        z.transform((value) => value ?? undefined),
      ),
    ]),
  ) as unknown as {
    [Name in keyof Fields]: z.ZodMiniOptional<
      z.ZodMiniType<z.output<Fields[Name]>, z.input<Fields[Name]> | null>
    >;
  };
