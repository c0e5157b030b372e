import * as z from 'zod/mini';
import { seconds } from '../../../shared/receivables/lists/row-values.ts';

/** Our choice, as is how long an id may be: none of ours is longer. */
const MOST_AT_A_TIME = 500;
const LONGEST_ID = 64;

const upTo500 = <Entry extends z.ZodMiniType>(entry: Entry) =>
  z.optional(z.array(entry).check(z.maxLength(MOST_AT_A_TIME)));

/** Our ids of records. */
export const ids = () => upTo500(z.string().check(z.maxLength(LONGEST_ID)));

/** Clients' ids of them. */
export const externalIds = () => upTo500(z.string());

/** Words of which any may match. */
export const words = () => z.optional(z.array(z.string()));

export const word = () => z.optional(z.string());

export const amount = () => z.optional(z.number());

const TIME = /^\d{4}-\d{2}-\d{2}( ([01]\d|2[0-3]):[0-5]\d:[0-5]\d)?$/;
const EXPECTED = 'Invalid time: expected yyyy-MM-dd HH:mm:ss or yyyy-MM-dd';

/**
 * `yyyy-MM-dd HH:mm:ss`, as in https://docs.enkash.com/api-18880680. That it is UTC is our choice, and so is a day alone.
 * @returns whole seconds since 1970
 */
const time = (ofDay: string) =>
  z.optional(
    z.pipe(
      z.string().check(
        z.regex(TIME, { error: EXPECTED, abort: true }),
        z.refine((text) => z.regexes.date.test(text.slice(0, 10)), EXPECTED),
      ),
      z.transform((text) => {
        const [date, time = ofDay] = text.split(' ');
        return seconds(`${date}T${time}Z`);
      }),
    ),
  );

/** The first second that is in. */
export const from = () => time('00:00:00');

/** The last second that is in. */
export const to = () => time('23:59:59');

/** The part of a list by creation, which is its default order. */
export const createdBetween = (from: number | undefined, to: number | undefined) =>
  from === undefined && to === undefined ? undefined : { from: second(from), to: second(to) };

const second = (time: number | undefined) =>
  time === undefined ? undefined : new Date(time * 1000).toISOString().slice(0, 19);

/** An empty list filters nothing. */
export const given = (ids: readonly string[] | undefined) => (ids && ids.length > 0 ? ids : undefined);
