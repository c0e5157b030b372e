import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
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

/** Ends the engine of a stack that was killed before it could end it itself. */
export async function endOrphan(dataDir: string): Promise<void> {
  const recorded = readRecord(dataDir);
  if (!recorded?.enginePid || !(await isReachable(recorded.dynamodb))) return;
  process.kill(recorded.enginePid, 'SIGTERM');
  while (await isReachable(recorded.dynamodb));
}

function readRecord(dataDir: string): RecordedStack | undefined {
  if (!existsSync(recordFile(dataDir))) return undefined;
  return JSON.parse(readFileSync(recordFile(dataDir), 'utf8')) as RecordedStack;
}
