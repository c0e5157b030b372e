import * as z from 'zod/mini';

/** A parameter that other text than `read` takes is no value of: it stays a text, which the schema refuses. */
export const parameter = <Schema extends z.ZodMiniType>(schema: Schema, read: (text: string) => unknown) =>
  z.pipe(
    z.transform((text: unknown) => (typeof text === 'string' ? read(text) : text)),
    schema,
  );

/** A whole number. Of more digits nobody means one. */
export const wholeNumber = (...checks: z.core.$ZodCheck<number>[]) =>
  parameter(z.int('must be a whole number').check(...checks), (text) =>
    /^-?\d{1,15}$/.test(text) ? Number(text) : text,
  );
