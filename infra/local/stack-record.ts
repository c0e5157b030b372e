import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { isReachable } from './reachable.ts';

/** A running stack, as other commands on the same data find it. */
export interface RecordedStack {
  readonly pid: number;
  readonly enginePid?: number | undefined;
  readonly dynamodb: string;
  readonly kms: string;
}

const recordFile = (dataDir: string): string => join(dataDir, 'stack.json');

/** Readable by its owner only: who knows the address of the signing service can have tokens signed. */
export const recordStack = (dataDir: string, stack: RecordedStack): void =>
  writeFileSync(recordFile(dataDir), JSON.stringify(stack), { mode: 0o600 });

export const forgetStack = (dataDir: string): void => rmSync(recordFile(dataDir), { force: true });

/** The stack that runs on this data, if one does: its signing service, which ends with its process, is reachable. */
export async function runningStack(dataDir: string): Promise<RecordedStack | undefined> {
  const recorded = readRecord(dataDir);
  return recorded && (await isReachable(recorded.kms)) ? recorded : undefined;
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

/** Whether the process was started with this data, as the engine is. */
function isEngineOf(dataDir: string, pid: number): boolean {
  const { stdout } = spawnSync('ps', ['-o', 'args=', '-p', String(pid)], { encoding: 'utf8' });
  return String(stdout)
    .trim()
    .endsWith(`--db-path ${engineFile(dataDir)}`);
}

function readRecord(dataDir: string): RecordedStack | undefined {
  if (!existsSync(recordFile(dataDir))) return undefined;
  return JSON.parse(readFileSync(recordFile(dataDir), 'utf8')) as RecordedStack;
}
