import { join } from 'node:path';
import { makeDataDirectory, writeDataFile } from '../../local/data-files.ts';
import { placeholdersOf, type Seeds } from '../../local/seeds.ts';
import { dialectNames } from '../../openapi/documents.ts';
import { collectedRequests, variableOf, variablesIn } from './collected-requests.ts';
import { httpFile } from './http-file.ts';
import { postmanCollection, sentFiles } from './postman.ts';

/**
 * Writes the collection and the files that it names.
 * @param seeds whose values the variables have; without them they are empty
 * @returns the paths of the collection and of the .http file
 * @throws StartupError
 */
export function writeCollection(directory: string, url: string, seeds: Seeds | undefined): string[] {
  const requests = dialectNames.flatMap(collectedRequests);
  const known = seeds ? valuesOf(seeds) : {};
  const names = variablesIn(requests);
  const variables = { url, ...Object.fromEntries(names.map((name) => [name, known[name] ?? ''])) };
  const filled = (text: string) => text.replaceAll(/\{\{(\w+)\}\}/g, (braces, name) => known[name] ?? braces);

  makeDataDirectory(join(directory, 'files'));
  for (const { name, text } of sentFiles(requests)) writeDataFile(join(directory, name), filled(text));
  const written = {
    'offboard.postman_collection.json': `${JSON.stringify(postmanCollection(requests, variables), null, 2)}\n`,
    'offboard.http': httpFile(requests, variables),
  };
  return Object.entries(written).map(([name, text]) => {
    const file = join(directory, name);
    writeDataFile(file, text);
    return file;
  });
}

const valuesOf = (seeds: Seeds): Record<string, string> =>
  Object.fromEntries(
    dialectNames.flatMap((dialect) =>
      Object.entries(placeholdersOf(seeds, dialect)).map(([name, value]) => [
        variableOf(dialect, name),
        value,
      ]),
    ),
  );
