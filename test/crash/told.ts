import { appendFileSync } from 'node:fs';
import { setTimeout as delay } from 'node:timers/promises';
import { eachChange } from '../../shared/streams/each-change.ts';

/** A worker of the crash test's own: it takes its time, and writes down whatever it is told, when that is done. */
export const handler = eachChange('workers/write-down', async ({ after }) => {
  await delay(10);
  appendFileSync(process.env.TOLD as string, `${after?.number}\n`);
  return 'written down';
});
