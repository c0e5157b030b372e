import { rmSync } from 'node:fs';
import { join } from 'node:path';
import * as z from 'zod/mini';
import { aheadBy, now, setAhead } from '../../../shared/clock.ts';
import { readDataObject, writeDataFile } from '../data-files.ts';
import type { Clock } from './shapes.ts';

/** Where it is kept how far the functions' clock is ahead. Without the file it is not. */
export const CLOCK_FILE = 'clock.json';

const kept = z.object({ aheadMs: z.int() });

/** Sets the clock of this process as it was left on these data. @throws StartupError */
export const useKeptClock = (dataDir: string): void =>
  setAhead(readDataObject(join(dataDir, CLOCK_FILE), kept)?.aheadMs ?? 0);

/** Sets the clock, and keeps it for later starts and for commands on the same data. @throws StartupError */
export function setClock(dataDir: string, aheadMs: number): void {
  const file = join(dataDir, CLOCK_FILE);
  if (aheadMs === 0) rmSync(file, { force: true });
  else writeDataFile(file, JSON.stringify({ aheadMs }));
  setAhead(aheadMs);
}

export const currentClock = (): Clock => ({ now: now().toISOString(), aheadMs: aheadBy() });
