import * as z from 'zod/mini';
import { Failure } from '../../../shared/http/failure.ts';
import type { Schema } from '../../../shared/http/operation.ts';
import { BODY_LIMIT, checkValues, MOST_VALUES } from '../../../shared/http/request-parsing.ts';
import { metadata, optional } from '../dialect/fields.ts';

/** Limits of a batch: our choice, the vendor gives none. */
export const MOST_ROWS = 1_000;
export const BYTES_OF_BATCH = 4 * 1024 * 1024;
/** The shortest members take some 14 bytes in JSON: 1,000 documents with a dozen lines each have 250,000 values. */
export const VALUES_OF_BATCH = 300_000;

/** A row as it was read, or what is wrong with it. */
export type ReadRow<Requested> =
  | { readonly requested: Requested }
  | { readonly issues: readonly z.core.$ZodIssue[] };

/** Reads one row: what is wrong with it is no mistake of the whole call. */
const row = <S extends Schema>(schema: S) =>
  z.catch(
    z.pipe(
      z.pipe(z.transform(withinLimits), schema),
      z.transform((requested: z.output<S>): ReadRow<z.output<S>> => ({ requested })),
    ),
    // It is called without a context for the JSON Schema, which has no default then.
    (context?: { readonly error: { readonly issues: readonly z.core.$ZodIssue[] } }): ReadRow<z.output<S>> =>
      context ? { issues: context.error.issues } : (undefined as never),
  );

/** A row is as large as the body of a single call may be. */
function withinLimits(value: unknown, context: z.core.ParsePayload): unknown {
  const size = Buffer.byteLength(JSON.stringify(value));
  const message =
    size > BODY_LIMIT ? `the row has ${size} bytes; at most ${BODY_LIMIT} are taken` : tooMany(value);
  if (message === undefined) return value;
  context.issues.push({ code: 'custom', message, input: value });
  return z.NEVER;
}

function tooMany(value: unknown): string | undefined {
  try {
    checkValues(value, MOST_VALUES);
    return undefined;
  } catch (error) {
    if (error instanceof Failure) return `the row has more than ${MOST_VALUES} values`;
    throw error;
  }
}

/** Rows of a batch: https://docs.amili.dev/post-create-a-batch-of-documents-3942668e0 */
export const rows = <S extends Schema>(schema: S) =>
  z.array(row(schema)).check(z.minLength(1), z.maxLength(MOST_ROWS));

/** What a batch has beside its rows. */
export const beside = () => optional({ metadata: metadata() });
