import { beginning, folded } from './folded.ts';
import { mark } from './listing.ts';

/** A text as rows have it of which searches ask for a part. */
export const searched = (text: string): string => beginning(folded(text));

/** A time as rows have it: whole seconds since 1970. A day is its first second. */
export const seconds = (time: string): number => Math.floor(Date.parse(time) / 1000);

/** The same of a day that may be left out. */
export const secondsOf = (day: string | undefined): number | undefined =>
  day === undefined ? undefined : seconds(day);

/** Texts that searches ask for whole, each by its name. */
export type Texts = Readonly<Record<string, readonly (string | undefined)[]>>;

/** These texts as rows have them, short however long they are; nothing where there are none. */
export function marksOf(texts: Texts): { readonly marks?: readonly string[] } {
  const marks = Object.entries(texts).flatMap(([name, values]) =>
    values.filter((text) => text !== undefined && text !== '').map((text) => markOf(name, text as string)),
  );
  return marks.length > 0 ? { marks: [...new Set(marks)] } : {};
}

const markOf = (name: string, text: string): string => mark(`${name}=${text}`);

/** What is asked for: any of some texts, by their name. What is empty asks for nothing. */
export type Wanted = readonly (readonly [name: string, anyOf: ReadonlySet<string>])[];

export const asked = (filters: Readonly<Record<string, string | readonly string[] | undefined>>): Wanted =>
  Object.entries(filters)
    .map(([name, texts = []]) => [name, new Set([texts].flat().filter((text) => text !== ''))] as const)
    .filter(([, anyOf]) => anyOf.size > 0);

/** Asks rows, which may take one text for another. Undefined where nothing is asked for. */
export function marked(
  wanted: Wanted,
): ((row: { readonly marks?: readonly string[] }) => boolean) | undefined {
  if (wanted.length === 0) return undefined;
  const sets = wanted.map(([name, anyOf]) => new Set([...anyOf].map((text) => markOf(name, text))));
  return ({ marks = [] }) => sets.every((set) => marks.some((mark) => set.has(mark)));
}

/** Asks the texts themselves. */
export const hasTexts = (wanted: Wanted, texts: Texts): boolean =>
  wanted.every(([name, anyOf]) => texts[name]?.some((text) => text !== undefined && anyOf.has(text)));

/** Asks rows for a number between these, themselves in. Undefined where any will do, also none. */
export function between<Row>(
  numberOf: (row: Row) => number | undefined,
  from: number | undefined,
  to: number | undefined,
): ((row: Row) => boolean) | undefined {
  if (from === undefined && to === undefined) return undefined;
  const [least, most] = [from ?? Number.NEGATIVE_INFINITY, to ?? Number.POSITIVE_INFINITY];
  return (row) => {
    const value = numberOf(row);
    return value !== undefined && value >= least && value <= most;
  };
}

/** Asks rows for a part of a text. Undefined where that is empty. */
export function containing<Row>(
  textOf: (row: Row) => string | undefined,
  part: string | undefined,
): ((row: Row) => boolean) | undefined {
  const wanted = folded(part ?? '');
  return wanted === '' ? undefined : (row) => textOf(row)?.includes(wanted) ?? false;
}

/** All of these, those that are there; undefined where none is. */
export function all<Row>(
  filters: readonly (((row: Row) => boolean) | undefined)[],
): ((row: object) => boolean) | undefined {
  const given = filters.filter((filter) => filter !== undefined);
  return given.length === 0 ? undefined : (row) => given.every((filter) => filter(row as Row));
}
