import * as z from 'zod/mini';

/** Our choice: what is much deeper overflows the stack of whatever writes it as JSON, an unexpected error. */
const DEEPEST = 32;

const isDeeper = (value: unknown, levels: number): boolean =>
  typeof value === 'object' &&
  value !== null &&
  (levels === 0 || Object.values(value).some((member) => isDeeper(member, levels - 1)));

/** Our choice, so that an invoice fits into an item. Bytes of the JSON as it is stored: `1e20` is stored as 21 digits. */
const MOST_METADATA = 64 * 1024;

const isLonger = (value: unknown): boolean => Buffer.byteLength(JSON.stringify(value)) > MOST_METADATA;

/** A client's own values. */
export const requested = () =>
  z.record(z.string(), z.unknown()).check(
    z.refine((value) => !isDeeper(value, DEEPEST), {
      error: `must not be deeper than ${DEEPEST} levels`,
      abort: true,
    }),
    z.refine((value) => !isLonger(value), `must not be longer than ${MOST_METADATA} bytes`),
  );

export type Requested = z.output<ReturnType<typeof requested>>;
