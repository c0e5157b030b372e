import {
  chmodSync,
  existsSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { dirname } from 'node:path';
import type * as z from 'zod/mini';
import { StartupError } from '../startup-error.ts';

/** A directory that nobody else may look into: keys, tokens and customers lie there. @throws StartupError */
export function makeDataDirectory(directory: string): void {
  // Not `recursive: true`: where a directory exists but takes no others, as /proc, Node tries for ever.
  if (existsSync(directory)) return;
  makeDataDirectory(dirname(directory));
  try {
    mkdirSync(directory, { mode: 0o700 });
  } catch (error) {
    throw new StartupError(`${directory} cannot be made: ${reasonOf(error)}: set DATA_DIR to another one`);
  }
}

/** A file of the data directory, or undefined where there is none. @throws StartupError */
export function readDataFile(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw new StartupError(`${file} cannot be read: ${reasonOf(error)}`);
  }
}

/** A JSON file of the data directory, or undefined where there is none. @throws StartupError when it holds anything else */
export function readDataObject<Schema extends z.ZodMiniType>(
  file: string,
  schema: Schema,
): z.output<Schema> | undefined {
  const text = readDataFile(file);
  if (text === undefined) return undefined;
  try {
    return schema.parse(JSON.parse(text));
  } catch {
    throw damaged(file);
  }
}

export const damaged = (file: string): StartupError =>
  new StartupError(`${file} is damaged: delete it, and it is made anew`);

/** Writes a file that its owner alone may read, whole or not at all. @throws StartupError */
export function writeDataFile(file: string, text: string | Buffer): void {
  const draft = `${file}.${process.pid}`;
  try {
    writeFileSync(draft, text, { mode: 0o600 });
    renameSync(draft, file);
  } catch (error) {
    rmSync(draft, { force: true });
    throw new StartupError(`${file} cannot be written: ${reasonOf(error)}`);
  }
}

/** Closes a file that an earlier version left open for others. @throws StartupError */
export function closeToOthers(file: string): void {
  try {
    if (existsSync(file)) chmodSync(file, statSync(file).mode & 0o700);
  } catch (error) {
    throw new StartupError(`${file} cannot be closed to others: ${reasonOf(error)}`);
  }
}

/** `EACCES: permission denied`, without the call and the path that Node adds. */
const reasonOf = (error: unknown): string => (error as Error).message.split(',', 1)[0] as string;
