import ca from 'i18n-iso-countries/langs/ca.json' with { type: 'json' };
import en from 'i18n-iso-countries/langs/en.json' with { type: 'json' };
import es from 'i18n-iso-countries/langs/es.json' with { type: 'json' };
import { describe, expect, it } from 'vitest';
import { stored } from '../../../functions/beel/customers/address.ts';
import { codeOf, folded, nameOf } from '../../../functions/beel/customers/countries.ts';
import { COUNTRY_NAMES } from '../../../functions/beel/customers/country-names.ts';
import { problemOf } from '../problem.ts';
import { address } from '../samples.ts';

type Names = Readonly<Record<string, string | readonly string[]>>;

const LANGUAGES: readonly Names[] = [es.countries, en.countries, ca.countries];

/** UK, USA and UAE are no names: the vendor wants a code there. */
const isAbbreviation = (name: string) => /^[A-Z.]{2,6}$/.test(name);

const namesOf = (language: Names, code: string): readonly string[] => [language[code] ?? []].flat();

/** The text of country-names: what the library has, each name once. Congo is the one of Brazzaville, as in Spanish. */
function tableOf(languages: readonly Names[]): string {
  const codes = Object.keys(es.countries).toSorted();
  const official = codes.map((code) => languages.map((language) => namesOf(language, code)[0] as string));
  const taken = new Map(
    official.flatMap((names, index) => names.map((name) => [folded(name), codes[index]])),
  );
  const rows = codes.map((code, index) => {
    const others = languages.flatMap((language) => namesOf(language, code).slice(1));
    const all = [...(official[index] as string[]), ...others].filter((name) => !isAbbreviation(name));
    const own = all.filter((name) => (taken.get(folded(name)) ?? code) === code);
    const once = own.filter((name, place) => own.findIndex((one) => folded(one) === folded(name)) === place);
    return `${code} ${once.join('|')}`;
  });
  return rows.join('\n');
}

describe('countries', () => {
  it('have the names that i18n-iso-countries has, each name one country', () => {
    expect(COUNTRY_NAMES).toBe(tableOf(LANGUAGES));
    const folds = COUNTRY_NAMES.split('\n').flatMap((row) => row.slice(3).split('|').map(folded));
    expect(new Set(folds).size).toBe(folds.length);
  });

  it.each([
    ['FR', 'FR'],
    ['fr', 'FR'],
    ['Francia', 'FR'],
    ['FRANÇA', 'FR'],
    ['france', 'FR'],
    ['Illes Caiman', 'KY'],
    ['Espana', 'ES'],
    ['United Kingdom', 'GB'],
    ['Corea del Sud', 'KR'],
    ['Congo', 'CG'],
    ['UK', undefined],
    ['USA', undefined],
    ['U.S.', undefined],
    ['Ruritania', undefined],
    ['...', undefined],
  ])('%s is %s', (name, code) => {
    expect(codeOf(name)).toBe(code);
  });

  it('keep their name in Spanish', () => {
    expect(['ES', 'FR', 'GB', 'UK', 'fr'].map(nameOf)).toEqual([
      'España',
      'Francia',
      'Reino Unido',
      undefined,
      undefined,
    ]);
  });
});

describe('an address', () => {
  const { country: _, country_code: __, ...others } = address;

  it.each([
    [{}, 'ES', 'España'],
    [{ country: null, country_code: null }, 'ES', 'España'],
    [{ country: 'germany' }, 'DE', 'Alemania'],
    [{ country: 'PT' }, 'PT', 'Portugal'],
    [{ country_code: 'FR' }, 'FR', 'Francia'],
    [{ country: 'France', country_code: 'FR' }, 'FR', 'Francia'],
    [{ country: 'España', country_code: 'FR' }, 'FR', 'Francia'],
    [{ country: 'UK', country_code: 'GB' }, 'GB', 'Reino Unido'],
  ])('with %j is in %s', (given, country_code, country) => {
    expect(stored({ ...others, floor: null, ...given })).toEqual({ ...others, country, country_code });
  });

  it.each([
    [{ country: 'UK' }, 'REQUIRED', 'country', 'is no country that is known: send country_code'],
    [{ country_code: 'UK' }, 'REQUIRED', 'country_code', 'is no country of ISO 3166'],
    [{ country: 'Francia', country_code: 'ZZ' }, 'REQUIRED', 'country_code', 'is no country of ISO 3166'],
    [
      { country: 'France', country_code: 'DE' },
      'MISMATCH',
      'country_code',
      'is not that of Francia, which is FR',
    ],
    [
      { country: 'Spain', country_code: 'FR' },
      'MISMATCH',
      'country_code',
      'is not that of España, which is ES',
    ],
  ])('with %j is refused: COUNTRY_CODE_%s', (given, code, member, message) => {
    const field = `recipient.address.${member}`;
    expect(problemOf(() => stored({ ...others, ...given }, 'recipient.address.'))).toEqual({
      kind: 'refused',
      status: 422,
      code: `COUNTRY_CODE_${code}`,
      message: `${field}: ${message}`,
      details: { [field]: message },
    });
  });
});
