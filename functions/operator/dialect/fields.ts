import * as z from 'zod/mini';

const EXPECTED = 'must be a date or a time of RFC 3339, such as 2026-01-31 or 2026-01-31T10:30:00Z';

/** A time, or a day, which is its first moment in UTC. @returns milliseconds since 1970 */
export const time = () =>
  z.pipe(
    z.union([z.iso.date(), z.iso.datetime({ offset: true })], EXPECTED),
    z.transform((text: string) => Date.parse(text)),
  );

/** Words that stand for what keys and stamps have in capitals. */
export const lowerCase = (name: string): string => name.toLowerCase();
