import { join } from 'node:path';
import * as z from 'zod/mini';
import { makeDataDirectory, readDataObject, writeDataFile } from '../../data-files.ts';
import { bucketsDirectory } from '../../s3.ts';
import { engineFile, engineFiles } from '../../stack-record.ts';
import { workersDirectory } from '../../streams/places.ts';
import { CLOCK_FILE } from '../clock.ts';

/** A part of what a snapshot holds, and where it lies in a data directory and in a snapshot alike. */
interface Part {
  readonly name: string;
  /** What goes when it is replaced. */
  readonly files: (directory: string) => readonly string[];
}

/** All that changes while the service works. The signing key is none of it: tokens stay as good as they are. */
export const PARTS: readonly Part[] = [
  // SQLite keeps its log beside the tables: one of other tables would destroy these.
  { name: engineFile(''), files: engineFiles },
  { name: bucketsDirectory(''), files: (directory) => [bucketsDirectory(directory)] },
  { name: workersDirectory(''), files: (directory) => [workersDirectory(directory)] },
  { name: 'seeds.json', files: (directory) => [join(directory, 'seeds.json')] },
  { name: CLOCK_FILE, files: (directory) => [join(directory, CLOCK_FILE)] },
];

const manifest = z.object({
  /** When it was kept, by the machine's clock. */
  at: z.string(),
  bytes: z.int(),
  /** By what its tables are called. */
  stage: z.string(),
  /** Those that were there. */
  parts: z.array(z.string()),
});

/** What is written beside the parts. */
export type Manifest = z.output<typeof manifest>;

export const manifestFile = (directory: string): string => join(directory, 'snapshot.json');

export const readManifest = (directory: string): Manifest | undefined =>
  readDataObject(manifestFile(directory), manifest);

export const writeManifest = (directory: string, written: Manifest): void =>
  writeDataFile(manifestFile(directory), JSON.stringify(written));

/** Where snapshots are kept, a directory for each. */
export const snapshotsDirectory = (dataDir: string): string => join(dataDir, 'snapshots');

export function makeSnapshotsDirectory(dataDir: string): string {
  const directory = snapshotsDirectory(dataDir);
  makeDataDirectory(directory);
  return directory;
}
