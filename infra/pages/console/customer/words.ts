/** `AR items` */
export const kindsInWords = (kind: string): string => capital(`${kindInWords(kind)}s`);

/** `AR item` */
export const kindInWords = (kind: string): string => kind.replaceAll('_', ' ').replace(/^ar /, 'AR ');

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

export const count = (number: number): string => number.toLocaleString('en-GB');

/** `300 invoices` */
export const counted = (number: number, kind: string): string =>
  `${count(number)} ${kindInWords(kind)}${number === 1 ? '' : 's'}`;

const UNITS = [
  ['day', 86_400_000],
  ['hour', 3_600_000],
  ['minute', 60_000],
] as const;

const RELATIVE = new Intl.RelativeTimeFormat('en-GB', { numeric: 'always' });

/** `in 29 days`, `3 hours ago` */
export function fromNow(at: string): string {
  const distance = Date.parse(at) - Date.now();
  const [unit, size] = UNITS.find(([, most]) => Math.abs(distance) >= most) ?? (['minute', 60_000] as const);
  return RELATIVE.format(Math.round(distance / size), unit);
}

/** Why a delete is refused, by the words that the operator's dialect has for it. */
export const REFUSALS: Readonly<Record<string, string>> = {
  linked: 'something refers to it',
  link_count_unknown: 'its count of links is damaged: a recount mends it',
  protected: 'it is protected',
  deleted: 'it is deleted already',
  changed: 'it had changed since it was seen',
};
