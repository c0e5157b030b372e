import { constants, existsSync, renameSync, rmSync } from 'node:fs';
import { cp } from 'node:fs/promises';
import { join } from 'node:path';
import { engineFile } from '../../stack-record.ts';
import { postponeStreamEnds } from '../../streams/stream-order.ts';
import { manifestFile, PARTS, readManifest } from './parts.ts';

/** What is to replace the data. As soon as it has this name it will, whatever comes between. */
const decided = (dataDir: string): string => join(dataDir, 'restoration');

/** What is still being copied. */
const draft = (dataDir: string): string => join(dataDir, 'restoration.draft');

/** All that a restoration leaves in a data directory where it is broken off. */
export const restorationDirectories = (dataDir: string): string[] => [draft(dataDir), decided(dataDir)];

/** Copies a snapshot to where it replaces the data in no time. Until then nothing changes. */
export async function prepareRestoration(dataDir: string, snapshot: string, keptAt: Date): Promise<void> {
  const directory = draft(dataDir);
  rmSync(directory, { recursive: true, force: true });
  await copy(snapshot, directory);
  postponeStreamEnds(engineFile(directory), Date.now() - keptAt.getTime());
}

/**
 * Replaces the data, while nothing works on them. A process that is killed in its middle leaves the old data, or new ones
 * that `finishRestoration` completes at the next start:
 *
 *     copied ── renamed: decided ── tables ── files ── places ── seeds ── clock ── manifest removed
 *     old data │ the next start goes on where it was broken off                   │ new data
 */
export function carryOutRestoration(dataDir: string): void {
  renameSync(draft(dataDir), decided(dataDir));
  finishRestoration(dataDir);
}

/** Completes a restoration that was decided, and removes one that was not. @throws StartupError */
export function finishRestoration(dataDir: string): void {
  const directory = decided(dataDir);
  const manifest = readManifest(directory);
  for (const { name, files } of manifest ? PARTS : []) {
    const kept = join(directory, name);
    // What the snapshot has and is no longer here was put in its place before.
    if (manifest?.parts.includes(name) && !existsSync(kept)) continue;
    for (const file of files(dataDir)) rmSync(file, { recursive: true, force: true });
    if (existsSync(kept)) renameSync(kept, join(dataDir, name));
  }
  rmSync(manifestFile(directory), { force: true });
  for (const each of restorationDirectories(dataDir)) rmSync(each, { recursive: true, force: true });
}

/** Copies a file or directory; where the file system can, without its content. */
export const copy = (from: string, to: string): Promise<void> =>
  cp(from, to, { recursive: true, mode: constants.COPYFILE_FICLONE });
