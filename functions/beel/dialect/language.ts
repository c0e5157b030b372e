import type { Origin } from '../../../shared/http/operation.ts';
import { LANGUAGES, type Language } from './words.ts';

type Headers = Origin['headers'];

/** The language of messages by OpenAPI 1.9.0: the one of ours that Accept-Language likes best, else English. */
export const languageOf = ({ headers }: { readonly headers: Headers }): Language =>
  preferred(headers['accept-language']) ?? 'en';

/** RFC 9110, section 12.5.4: `ca-ES, es;q=0.8, *;q=0.1`. What comes first is taken where two are liked alike. */
function preferred(accepted = ''): Language | undefined {
  const ranges = accepted.split(',', MOST_RANGES).flatMap((range) => {
    const [, tag, quality = '1'] = /^\s*([a-z]+)(?:-[\w-]*)?\s*(?:;\s*q=([\d.]+)\s*)?$/i.exec(range) ?? [];
    const language = tag && languageNamed(tag);
    return language && Number(quality) > 0 ? [{ language, quality: Number(quality) }] : [];
  });
  return ranges.toSorted((one, other) => other.quality - one.quality)[0]?.language;
}

const MOST_RANGES = 50;

/** `es` of `ES`; undefined where messages are not told in it. */
export const languageNamed = (name: string): Language | undefined =>
  LANGUAGES.find((language) => language === name.toLowerCase());
