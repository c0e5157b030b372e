import { readFileSync } from 'node:fs';
import type { HttpEvent } from '../../shared/http/dialect.ts';
import { filledIn } from '../placeholders.ts';
import { StartupError } from '../startup-error.ts';
import { placeholdersOf, type Seeds } from './seeds.ts';

/**
 * An event fixture, `events/<dialect>/<resource>/<verb>-<noun>.json`, with its {{placeholders}} filled in from the seeds.
 * @throws StartupError when the file cannot be read or names something that the seeds do not have
 */
export function filledFixture(
  file: string,
  seeds: Seeds,
  values = placeholdersOf(seeds, file.split('/').at(-3) ?? ''),
): HttpEvent {
  const filled = filledIn(readFixture(file), (name) => {
    const value = values[name];
    if (value === undefined)
      throw new StartupError(`${file} names {{${name}}}, which the local stack does not have`);
    // The placeholder stands inside a JSON string.
    return JSON.stringify(value).slice(1, -1);
  });
  try {
    return JSON.parse(filled) as HttpEvent;
  } catch (error) {
    throw new StartupError(`${file} is not JSON: ${(error as Error).message}`);
  }
}

function readFixture(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    throw new StartupError(`${file} cannot be read: ${(error as Error).message}`);
  }
}
