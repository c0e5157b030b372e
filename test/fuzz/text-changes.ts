import fc from 'fast-check';
import { jsonText } from './json-text.ts';
import type { Change, Parts } from './parts.ts';
import { strings } from './values.ts';

/** What happens to bytes on their way: cut, garbled, swapped for others, or far too many. */
export const textChanges = (): fc.Arbitrary<Change> => {
  const garble =
    (edit: (text: string) => string): Change =>
    (parts) => {
      const { json, text, ...rest } = parts;
      return {
        ...rest,
        text: edit(text ?? (json === undefined ? '' : Buffer.from(jsonText(json)).toString('latin1'))),
      };
    };
  return fc.oneof(
    fc
      .double({ min: 0, max: 1, noNaN: true })
      .map((share) => garble((text) => text.slice(0, share * text.length))),
    fc
      .tuple(fc.nat(400), fc.constantFrom('\xff', '\x00', '\xc3', '"', ',', '\xef\xbb\xbf'))
      .map(([index, byte]) => garble((text) => text.slice(0, index) + byte + text.slice(index))),
    fc.uint8Array({ maxLength: 200 }).map((bytes) => garble(() => Buffer.from(bytes).toString('latin1'))),
    fc
      .constantFrom(199, 201, 1_000)
      .map((kilobytes) => garble((text) => text.padEnd(kilobytes * 1_024, ' '))),
    fc.constant<Change>(({ json, text, ...rest }) => rest),
  );
};

/** Fields of a form left out, replaced and given twice. */
export function formChanges({ text = '' }: Parts): fc.Arbitrary<Change> {
  const names = [...new URLSearchParams(text).keys(), 'refresh_token', 'scope', '__proto__'];
  const value = fc.oneof(
    strings(),
    fc.constantFrom('password', 'refresh_token', 'client_credentials', 'a'.repeat(3_000)),
  );
  return fc.tuple(fc.constantFrom(...names), fc.constantFrom('drop', 'replace', 'repeat'), value).map(
    ([name, how, content]): Change =>
      (parts) => {
        const pairs = (parts.text ?? '')
          .split('&')
          .filter((pair) => how === 'repeat' || !pair.startsWith(`${name}=`));
        const added = `${name}=${encodeURIComponent(content.toWellFormed())}`;
        return { ...parts, text: (how === 'drop' ? pairs : [...pairs, added]).join('&') };
      },
  );
}
