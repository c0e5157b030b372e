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

/** Yes or no. */
export const yesOrNo = () =>
  parameter(z.boolean('must be true or false'), (text) =>
    text === 'true' ? true : text === 'false' ? false : text,
  );

/**
 * Words with commas between them. No word between two is none.
 * @param read the word that a text stands for, where that is not only itself
 */
export const listOfWords = (known: readonly string[], read = (text: string) => text) =>
  z.optional(
    z.pipe(
      z.string(),
      z.transform((text: string, { issues }) => {
        const words = text
          .split(',')
          .map(read)
          .filter((word) => word !== '');
        const unknown = words.find((word) => !known.includes(word));
        const message = `must be of ${known.join(', ')}`;
        if (unknown !== undefined)
          issues.push({ code: 'invalid_value', values: [...known], input: unknown, message });
        return words;
      }),
    ),
  );
