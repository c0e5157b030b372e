import { COUNTRY_NAMES } from './country-names.ts';

/** What names are compared by: case, accents, punctuation and the order of words are ignored (`Caiman, illes`). */
export const folded = (name: string): string =>
  name
    .normalize('NFD')
    .replaceAll(/\p{M}/gu, '')
    .toLowerCase()
    .split(/[^\p{L}]+/u)
    .filter((word) => word !== '')
    .sort()
    .join(' ');

interface Countries {
  /** By code, the name in Spanish. */
  readonly names: ReadonlyMap<string, string>;
  /** By folded name. */
  readonly codes: ReadonlyMap<string, string>;
}

let known: Countries | undefined;

/** Made when first asked for: most addresses are in Spain, and need none of it. */
function countries(): Countries {
  known ??= read();
  return known;
}

function read(): Countries {
  const [names, codes] = [new Map<string, string>(), new Map<string, string>()];
  for (const row of COUNTRY_NAMES.split('\n')) {
    const code = row.slice(0, 2);
    const all = row.slice(3).split('|');
    names.set(code, all[0] as string);
    for (const name of all) codes.set(folded(name), code);
  }
  return { names, codes };
}

/** A country's name in Spanish; undefined where the code is none. */
export const nameOf = (code: string): string | undefined =>
  code === 'ES' ? 'España' : countries().names.get(code);

/** The code of a country that is given by its code or by its name in Spanish, English or Catalan. */
export function codeOf(country: string): string | undefined {
  if (country === 'España') return 'ES';
  const code = country.trim().toUpperCase();
  return nameOf(code) === undefined ? countries().codes.get(folded(country)) : code;
}
