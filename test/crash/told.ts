import { appendFileSync, readFileSync } from 'node:fs';
import { setTimeout as delay } from 'node:timers/promises';
import { eachChange } from '../../shared/streams/each-change.ts';

const { TOLD, MOST } = process.env as { TOLD: string; MOST: string };

/** A worker of the crash test's own: it writes down what it is told, and stops before numbers that it may not do yet. */
export const handler = eachChange('workers/write-down', async ({ after }) => {
  const number = Number(after?.number);
  while (number > Number(readFileSync(MOST, 'utf8'))) await delay(10);
  appendFileSync(TOLD, `${number}\n`);
  return 'written down';
});
