import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { email } from '../../../functions/enkash/dialect/fields.ts';

/** As https://docs.enkash.com/api-8990295 has it, anchored. */
const VENDORS =
  // biome-ignore lint/suspicious/noControlCharactersInRegex: quoted
  /^(?:(?:[a-zA-Z0-9!#$%&'*+/=?^_`{|}~-]+(?:\.[a-zA-Z0-9!#$%&'*+/=?^_`{|}~-]+)*|"(?:[\x01-\x08\x0b\x0c\x0e-\x1f\x21\x23-\x5b\x5d-\x7f]|\\[\x01-\x09\x0b\x0c\x0e-\x7f])*")@(?:(?:[a-zA-Z0-9](?:[a-zA-Z0-9-]*[a-zA-Z0-9])?\.)+[a-zA-Z0-9](?:[a-zA-Z0-9-]*[a-zA-Z0-9])?|\[(?:(?:25[0-5]|2[0-4][0-9]|[01]?[0-9][0-9]?)\.){3}(?:25[0-5]|2[0-4][0-9]|[01]?[0-9][0-9]?|[a-zA-Z0-9-]*[a-zA-Z0-9]:(?:[\x01-\x08\x0b\x0c\x0e-\x1f\x21-\x5a\x53-\x7f]|\\[\x01-\x09\x0b\x0c\x0e-\x7f])+)]))$/;

const takes = (address: string): boolean => email().safeParse(address).success;

describe('the e-mail format', () => {
  it.each([
    'ada@example.com',
    "a.b+c!#$%&'*/=?^_`{|}~-@x-1.example",
    '"a\\ \\"b"@example.com',
    'a@[192.0.2.255]',
    'a@[1.1.1.tag:a\\ b]',
  ])('takes %s, as the vendor does', (address) => {
    expect([takes(address), VENDORS.test(address)]).toEqual([true, true]);
  });

  it.each([
    '',
    'a',
    '@',
    'a@b',
    '.a@b.c',
    'a@-b.c',
    'a@b-.c',
    'a@b..c',
    'a@[1.1.1.256]',
    'é@b.c',
    '"a"b"@c.d',
  ])('refuses %j, as the vendor does', (address) => {
    expect([takes(address), VENDORS.test(address)]).toEqual([false, false]);
  });

  it('takes exactly what the vendor takes', () => {
    const pieces = [
      'a',
      'Z',
      '0',
      '9',
      '25',
      '-',
      '.',
      '@',
      '"',
      '\\',
      ' ',
      '\t',
      '\n',
      '\x00',
      '\x7f',
      '[',
      ']',
      ':',
      'é',
    ];
    const starts = ['', 'a@', '"', 'a@b.', 'a@[1.2.3.', 'a@[1.2.3.t:'];
    const ends = ['', ']', '.c', '"@b.c'];
    const address = fc
      .tuple(
        fc.constantFrom(...starts),
        fc.array(fc.constantFrom(...pieces), { maxLength: 8 }),
        fc.constantFrom(...ends),
      )
      .map(([start, middle, end]) => start + middle.join('') + end);
    fc.assert(
      fc.property(address, (text) => takes(text) === VENDORS.test(text)),
      { numRuns: 20_000 },
    );
  });
});
