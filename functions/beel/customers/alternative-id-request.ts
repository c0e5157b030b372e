import * as z from 'zod/mini';
import { text } from '../dialect/fields.ts';
import { ALTERNATIVE_ID_TYPES, type AlternativeIdType } from './alternative-id-types.ts';

const codes = Object.values(ALTERNATIVE_ID_TYPES);
const names = Object.keys(ALTERNATIVE_ID_TYPES) as (keyof typeof ALTERNATIVE_ID_TYPES)[];

/** Who a customer is when it has no Spanish tax id. OpenAPI 1.0.1 knows the codes, 1.9.0 the names too. */
export const requested = () =>
  z.object({
    type: z.pipe(
      z.enum([...codes, ...names]),
      z.transform(
        (type): AlternativeIdType =>
          type in ALTERNATIVE_ID_TYPES
            ? ALTERNATIVE_ID_TYPES[type as keyof typeof ALTERNATIVE_ID_TYPES]
            : (type as AlternativeIdType),
      ),
    ),
    number: text({ max: 20 }),
    country_code: z.nullish(text({ pattern: /^[A-Z]{2}$/ })),
  });

export type Requested = z.output<ReturnType<typeof requested>>;
