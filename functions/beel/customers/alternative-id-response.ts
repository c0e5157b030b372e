import * as z from 'zod/mini';
import { ALTERNATIVE_ID_TYPES } from './alternative-id-types.ts';

/** Answers carry the code. */
export const answered = () =>
  z.strictObject({
    type: z.enum(Object.values(ALTERNATIVE_ID_TYPES)),
    number: z.string(),
    country_code: z.optional(z.string()),
  });

export type Answered = z.output<ReturnType<typeof answered>>;

/** Codes of what may be wrong with an identifier. */
export const IDENTIFIER_FAILURES = [
  'CUSTOMER_IDENTIFIER_REQUIRED',
  'ALTERNATIVE_ID_INVALID',
  'ALTERNATIVE_ID_SPAIN_INVALID_TYPE',
  'ALTERNATIVE_ID_REQUIRES_SPAIN',
  'ALTERNATIVE_ID_VAT_REQUIRES_EU_COUNTRY',
  'ALTERNATIVE_ID_VAT_INVALID_FORMAT',
] as const;
