import fc from 'fast-check';
import { nested, RawJson } from './json-text.ts';

/** Strings that have broken something somewhere. */
const STRINGS = [
  '',
  ' ',
  '\u0000',
  'a\u0000b',
  '\r\nSet-Cookie: a=b',
  '\ud800',
  '\udc00\ud800',
  '\u202e\u0301\u200d',
  '👩‍👩‍👧‍👦'.repeat(20),
  'ß'.repeat(64),
  'İ',
  'ΐ'.repeat(64),
  '__proto__',
  'constructor',
  'toString',
  'null',
  '%00',
  '%',
  '..',
  '../../etc/passwd',
  "' OR '1'='1",
  '#CUSTOMER',
  'a#b#c',
  '{{7*7}}',
  '1e400',
  '-1',
  '2025-02-29',
  '0000-00-00',
  '9999-12-31',
  '+010000-01-01T00:00:00Z',
  'x'.repeat(256),
  'x'.repeat(5_000),
  '\\'.repeat(300),
  'a@'.repeat(127),
];

const NUMBERS = [
  0,
  -1,
  1,
  0.1,
  1e-7,
  1e-131,
  5e-324,
  2 ** 31,
  2 ** 53 + 2,
  1e20,
  1e21,
  1e126,
  1.7976931348623157e308,
  new RawJson('-0'),
  new RawJson('1e20'),
  new RawJson('1e400'),
  new RawJson('-1e400'),
  new RawJson('1E-400'),
  new RawJson('0.1234567890123456789012345678901234567890123456789'),
  new RawJson('123456789012345678901234567890123456789012345678901234567890'),
];

export const strings = (): fc.Arbitrary<string> =>
  fc.oneof(
    fc.constantFrom(...STRINGS),
    fc.string({ unit: 'binary', maxLength: 80 }),
    fc.string({ maxLength: 40 }),
  );

export const numbers = (): fc.Arbitrary<unknown> =>
  fc.oneof(
    fc.constantFrom<unknown>(...NUMBERS),
    fc.double({ noNaN: true, noDefaultInfinity: true }),
    fc.integer(),
  );

/** Of any type, whatever was asked for. */
export const anything = (): fc.Arbitrary<unknown> =>
  fc.oneof(
    fc.constantFrom<unknown>(null, true, false, [], {}, [[]], [null], { length: 1 }),
    strings(),
    numbers(),
    fc.constantFrom(nested(40, ['[', ']']), nested(40, ['{"a":', '}']), nested(3_000, ['[', ']'])),
    fc.constantFrom(
      new RawJson('{"a":1,"a":[2]}'),
      new RawJson('{"__proto__":{"a":1}}'),
      new RawJson('{"toString":1}'),
    ),
    fc.jsonValue({ maxDepth: 4, stringUnit: 'binary' }),
  );
