import * as z from 'zod/mini';
import { parameter } from '../../../shared/fields/parameters.ts';
import { metadata, optional, text } from '../dialect/fields.ts';
import { REPORT_TYPES } from './report-types.ts';

/** A word of a few, whatever its case. */
const word = <const Words extends readonly string[]>(words: Words) =>
  parameter(z.enum(words), (text) => text.toUpperCase());

/** What a report shows is our choice: the vendor shows the name of the operation only. */
export const requested = () =>
  z.object({
    reportType: word(REPORT_TYPES),
    ...optional({
      parameters: z.record(z.string(), z.nullish(z.union([text(), z.number()]))),
      fileFormat: word(['CSV']),
      metadata: metadata(),
    }),
  });

export type Requested = z.output<ReturnType<typeof requested>>;
