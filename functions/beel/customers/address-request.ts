import * as z from 'zod/mini';
import { text } from '../dialect/fields.ts';

/** Latin letters only. The apostrophes come from OpenAPI 1.9.0, where all words of an address are of this class. */
const WORDS = /^[a-zA-Z0-9À-ÿ\u0100-\u017F\u00B7\u2018\u2019\u0060\u00B4\s.,\-/'ºª°:;"()&#]+$/;
const CITY = /^[a-zA-Z0-9À-ÿ\u0100-\u017F\u00B7\u2018\u2019\u0060\u00B4\s.,\-/'ºª()]+$/;
const PROVINCE = /^[a-zA-Z0-9À-ÿ\u0100-\u017F\u00B7\u2018\u2019\u0060\u00B4\s.,\-/'ºª]+$/;

const words = (max: number, pattern = WORDS) => text({ min: 1, max, pattern });
const countryCode = () => text({ pattern: /^[A-Z]{2}$/ });

/** What both generations say of the rest. */
const others = () => ({
  floor: z.nullish(text({ max: 10 })),
  door: z.nullish(text({ max: 10 })),
  postal_code: text({ min: 1, max: 20 }),
});

/** An address as a client of OpenAPI 1.9.0 writes it. */
export const requested = () =>
  z.object({
    street: words(255),
    number: z.nullish(text({ min: 1, max: 20 })),
    ...others(),
    city: words(100),
    province: words(100),
    country: z.nullish(words(100)),
    country_code: z.nullish(countryCode()),
  });

export type Requested = z.output<ReturnType<typeof requested>>;

/** An address as a client of OpenAPI 1.0.1 writes it. */
export const requestedBy101 = () =>
  z.object({
    street: words(255),
    number: text({ min: 1, max: 20 }),
    ...others(),
    city: words(100, CITY),
    province: words(100, PROVINCE),
    country: z._default(words(100, PROVINCE), 'España'),
    country_code: z._default(countryCode(), 'ES'),
  });
