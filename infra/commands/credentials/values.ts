import { StartupError } from '../../startup-error.ts';
import { Unclear } from '../command-line.ts';

/** Entries of one list, companies or clients: their token must fit into a request header. */
const MOST_ENTRIES = 100;

/** An option's value. @throws StartupError when it is missing or of another form */
export function matching(option: string, value: string | undefined, pattern: RegExp): string {
  if (value === undefined) throw new Unclear(`${option} is missing`);
  if (!pattern.test(value)) throw new StartupError(`${option} ${value} does not match ${pattern}`);
  return value;
}

/** The entries of a list, which may be given at once, with commas, and in several options; each once. */
export function listed(option: string, values: readonly string[] | undefined, pattern: RegExp): string[] {
  const given = (values ?? []).flatMap((value) => value.split(',')).filter((entry) => entry !== '');
  const entries = [...new Set(given)];
  if (entries.length > MOST_ENTRIES)
    throw new StartupError(`${option} takes at most ${MOST_ENTRIES} entries`);
  return entries.map((entry) => matching(option, entry, pattern));
}

/** As `listed`. @throws StartupError also when there is no entry, or one is none of the known ones */
export function known(
  option: string,
  values: readonly string[] | undefined,
  all: readonly string[],
): string[] {
  const entries = listed(option, values, /(?:)/);
  if (entries.length === 0) throw new Unclear(`${option} names nothing`);
  const strange = entries.filter((entry) => !all.includes(entry));
  if (strange.length > 0)
    throw new StartupError(`${option} knows no ${strange.join(', ')}: use ${all.join(', ')}`);
  return entries;
}
