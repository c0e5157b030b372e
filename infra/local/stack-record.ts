import { spawnSync } from 'node:child_process';
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import * as z from 'zod/mini';
import { readDataObject, writeDataFile } from './data-files.ts';
import { isReachable } from './reachable.ts';

const recorded = z.readonly(
  z.object({
    pid: z.int(),
    enginePid: z.optional(z.int()),
    dynamodb: z.url(),
    kms: z.url(),
    /** A stack of version 0.5.0 has none. */
    s3: z.optional(z.url()),
    /** Of the gateway, once it listens. */
    url: z.optional(z.url()),
  }),
);

/** A running stack, as other commands on the same data find it. */
export type RecordedStack = z.output<typeof recorded>;

const recordFile = (dataDir: string): string => join(dataDir, 'stack.json');

/** Readable by its owner only: who knows the address of the signing service can have tokens signed. */
export const recordStack = (dataDir: string, stack: RecordedStack): void =>
  writeDataFile(recordFile(dataDir), JSON.stringify(stack));

/** Adds where the stack's gateway listens. */
export function recordUrl(dataDir: string, url: string): void {
  const stack = readRecord(dataDir);
  if (stack) recordStack(dataDir, { ...stack, url });
}

/** Says which process its engine is now. */
export function recordEngine(dataDir: string, enginePid: number): void {
  const stack = readRecord(dataDir);
  if (stack) recordStack(dataDir, { ...stack, enginePid });
}

export function forgetStack(dataDir: string): void {
  try {
    rmSync(recordFile(dataDir), { force: true });
  } catch {
    // It misleads nobody: the signing service that it names answers no longer.
  }
}

/** The stack that runs on this data, if one does: its signing service, which ends with its process, is reachable. */
export async function runningStack(dataDir: string): Promise<RecordedStack | undefined> {
  const stack = readRecord(dataDir);
  return stack && (await isReachable(stack.kms)) ? stack : undefined;
}

/**
 * Ends the engine of a stack that was killed before it could end it itself. Since then its process id may have been given
 * to any other program: only a process that works on this very data is ours.
 */
export async function endOrphan(dataDir: string): Promise<void> {
  const pid = readRecord(dataDir)?.enginePid;
  if (pid === undefined || !isEngineOf(dataDir, pid)) return;
  process.kill(pid, 'SIGTERM');
  while (isEngineOf(dataDir, pid)) await delay(20);
}

/** Where the embedded engine keeps a stack's data. */
export const engineFile = (dataDir: string): string => join(dataDir, 'dynamodb.sqlite');

/** All that it writes: SQLite keeps its log and the index of it in files of their own. */
export const engineFiles = (dataDir: string): string[] =>
  ['', '-wal', '-shm'].map((suffix) => `${engineFile(dataDir)}${suffix}`);

/** Whether the process was started with this data, as the engine is. */
function isEngineOf(dataDir: string, pid: number): boolean {
  const { stdout } = spawnSync('ps', ['-o', 'args=', '-p', String(pid)], { encoding: 'utf8' });
  return String(stdout)
    .trim()
    .endsWith(`--db-path ${engineFile(dataDir)}`);
}

const readRecord = (dataDir: string): RecordedStack | undefined =>
  readDataObject(recordFile(dataDir), recorded);
