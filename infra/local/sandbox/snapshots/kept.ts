import { chmodSync, existsSync, globSync, readdirSync, renameSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { backup, DatabaseSync } from 'node:sqlite';
import { makeDataDirectory } from '../../data-files.ts';
import { engineFile } from '../../stack-record.ts';
import type { Snapshot } from '../shapes.ts';
import {
  type Manifest,
  makeSnapshotsDirectory,
  PARTS,
  readManifest,
  snapshotsDirectory,
  writeManifest,
} from './parts.ts';
import { copy } from './restoration.ts';

/** Pages that are copied before others may read or write again: all, or another's write would begin the copy anew. */
const ALL_PAGES = 2 ** 31 - 1;

export const directoryOf = (dataDir: string, name: string): string => join(snapshotsDirectory(dataDir), name);

export const readSnapshot = (dataDir: string, name: string): Manifest | undefined =>
  readManifest(directoryOf(dataDir, name));

/** The newest first. */
export function listSnapshots(dataDir: string): Snapshot[] {
  const directory = snapshotsDirectory(dataDir);
  const names = existsSync(directory) ? readdirSync(directory).filter((name) => !name.startsWith('.')) : [];
  return names
    .flatMap((name) => {
      const found = readSnapshot(dataDir, name);
      return found ? [shown(name, found)] : [];
    })
    .sort((one, other) => (one.at < other.at ? 1 : -1));
}

export const shown = (name: string, { at, bytes }: Manifest): Snapshot => ({ name, at, bytes });

/**
 * Keeps the data as they are, while no request and no worker changes them. What commands write meanwhile is in the
 * tables or is not; workers find it behind their places.
 */
export async function keepSnapshot(dataDir: string, name: string, stage: string): Promise<Manifest> {
  const draft = join(makeSnapshotsDirectory(dataDir), `.${name}.draft`);
  try {
    rmSync(draft, { recursive: true, force: true });
    makeDataDirectory(draft);
    const present = PARTS.filter(({ name: part }) => existsSync(join(dataDir, part)));
    for (const { name: part } of present)
      await (part === engineFile('') ? copyTables : copy)(join(dataDir, part), join(draft, part));
    const parts = present.map(({ name: part }) => part);
    const manifest = { at: new Date().toISOString(), bytes: bytesIn(draft), stage, parts };
    writeManifest(draft, manifest);
    replace(directoryOf(dataDir, name), draft);
    return manifest;
  } finally {
    rmSync(draft, { recursive: true, force: true });
  }
}

async function copyTables(from: string, to: string): Promise<void> {
  const tables = new DatabaseSync(from, { readOnly: true });
  try {
    await backup(tables, to, { rate: ALL_PAGES });
    chmodSync(to, 0o600);
  } finally {
    tables.close();
  }
}

const bytesIn = (directory: string): number =>
  globSync('**', { cwd: directory })
    .map((path) => statSync(join(directory, path)))
    .reduce((sum, file) => sum + (file.isFile() ? file.size : 0), 0);

const REPLACED = '.replaced';

/** A directory takes the place of none that has anything in it: the earlier one is put aside in between. */
function replace(directory: string, draft: string): void {
  const aside = join(directory, '..', `.${directory.split('/').at(-1)}${REPLACED}`);
  if (existsSync(directory)) renameSync(directory, aside);
  renameSync(draft, directory);
  rmSync(aside, { recursive: true, force: true });
}

export const removeSnapshot = (dataDir: string, name: string): void =>
  rmSync(directoryOf(dataDir, name), { recursive: true, force: true });

/** Puts back what was put aside by a process that was killed, and removes what it has not finished. */
export function tidySnapshots(dataDir: string): void {
  const directory = snapshotsDirectory(dataDir);
  const left = existsSync(directory) ? readdirSync(directory).filter((name) => name.startsWith('.')) : [];
  for (const file of left) {
    const name = file.slice(1, -REPLACED.length);
    const isNeeded = file.endsWith(REPLACED) && !existsSync(join(directory, name));
    if (isNeeded) renameSync(join(directory, file), join(directory, name));
    else rmSync(join(directory, file), { recursive: true, force: true });
  }
}
