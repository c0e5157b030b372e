import fc from 'fast-check';
import type { Change } from './parts.ts';

const VALUES: Readonly<Record<string, readonly string[]>> = {
  authorization: [
    '',
    'Bearer',
    'Bearer  ',
    'bearer {{token}}',
    'Bearer a.b.c',
    'Bearer beel_sk_live_0',
    `Bearer ${'a'.repeat(4_000)}`,
    'Basic Og==',
    'Basic !!!',
    'Digest a="b"',
    '{{authorization}},{{authorization}}',
    'Bearer eyJhbGciOiJub25lIn0.e30.',
  ],
  'content-type': [
    '',
    'application/json; charset=utf-16',
    'APPLICATION/JSON',
    'application/json;',
    'application/vnd.api+json',
    'text/plain',
    'multipart/form-data; boundary=a',
    'application/x-www-form-urlencoded; charset="',
    '*/*',
  ],
  'content-encoding': ['gzip', 'identity', 'br'],
  'x-amzn-trace-id': [
    '',
    'Root=',
    'Root=1-0-0',
    `Root=1-${'f'.repeat(8)}-${'0'.repeat(24)};Sampled=1`,
    'Self=1',
  ],
  'accept-language': ['', 'es', 'ca;q=0.5,es', 'q=;', '-,-;q=9'],
  'x-locale': ['', 'es', '__proto__', 'constructor'],
  'beel-active-company': ['', 'nonsense', '{{companyId}}', '550e8400-e29b-41d4-a716-446655440000'],
  accept: ['', 'text/html', 'application/xml;q=0.9, */*;q=0'],
  'x-forwarded-for': ['127.0.0.1', '::1', "'"],
  'x-http-method-override': ['DELETE'],
  'idempotency-key': ['', 'a', 'two words', '550e8400-e29b-41d4-a716-446655440000', 'k'.repeat(256)],
  'offboard-reason': ['', ' ', 'asked for', '\xc3\xb3', '\xff', 'r'.repeat(201), '\t', '\x85'],
  'offboard-dry-run': ['', 'true', 'TRUE', 'false', 'true,true'],
  'if-match': ['', '*', '"MSBh"', 'W/"MSBh"', '"a", "b"', '"', '"a"b"', '"\xff"', `"${'M'.repeat(4_000)}"`],
  'if-none-match': ['', '*', '"a"', 'W/"a", "b"', '"'],
  cookie: ['a=b', 'a='.repeat(500)],
};

/** Headers that Node's client and server, or API Gateway, set themselves. */
const RESERVED = new Set([
  'connection',
  'content-length',
  'expect',
  'host',
  'keep-alive',
  'te',
  'trailer',
  'transfer-encoding',
  'upgrade',
]);

const known = fc
  .constantFrom(...Object.keys(VALUES))
  .chain((name) => fc.tuple(fc.constant(name), fc.constantFrom(...(VALUES[name] as readonly string[]))));

/** Whatever a header may be made of: visible ASCII, and bytes that are no UTF-8. */
const other = fc.tuple(
  fc.stringMatching(/^[a-zA-Z_-]{1,20}$/).filter((name) => !RESERVED.has(name.toLowerCase())),
  fc.stringMatching(/^[\x21-\x7e\x80-\xff]{0,60}$/),
);

/** Headers left out, replaced, given twice, and unknown ones. */
export const headerChanges = (): fc.Arbitrary<Change> =>
  fc.tuple(fc.constantFrom('drop', 'replace', 'repeat'), fc.oneof(known, other)).map(
    ([how, [name, value]]): Change =>
      (parts) => {
        const others = parts.headers.filter(([present]) => present.toLowerCase() !== name.toLowerCase());
        if (how === 'drop') return { ...parts, headers: others };
        return {
          ...parts,
          headers: [...(how === 'replace' ? others : parts.headers), [name, value] as const],
        };
      },
  );
