import * as z from 'zod/mini';
import type { Schema } from '../../../shared/http/operation.ts';
import { requested as customer } from './customer-request.ts';

/** Customers in one request. */
export const MOST_CUSTOMERS = 500;

/** Bytes of a request that creates many customers: the vendor's limit. */
export const BYTES_OF_MANY = 2 * 1024 * 1024;

/** One of many as it was read, or what is wrong with it. */
export type ReadRow<Requested> =
  | { readonly requested: Requested }
  | { readonly issues: readonly z.core.$ZodIssue[] };

/** Reads one of many: what is wrong with a row is no mistake of the whole request. */
const row = <S extends Schema>(schema: S) =>
  z.catch(
    z.pipe(
      schema,
      z.transform((requested: z.output<S>): ReadRow<z.output<S>> => ({ requested })),
    ),
    // It is called without a context for the JSON Schema, which has no default then.
    (context?: { readonly error: { readonly issues: readonly z.core.$ZodIssue[] } }): ReadRow<z.output<S>> =>
      context ? { issues: context.error.issues } : (undefined as never),
  );

/** Customers of this form, each read on its own. */
export const requestedMany = <S extends Schema>(schema: S) =>
  z.object({ customers: z.array(row(schema)).check(z.minLength(1), z.maxLength(MOST_CUSTOMERS)) });

/** Several customers as a client of OpenAPI 1.9.0 writes them. */
export const requested = () => requestedMany(customer());

export type Requested = z.output<ReturnType<typeof requested>>;
