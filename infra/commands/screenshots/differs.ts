import type { Pixels } from './pixels.ts';

/** The share of pixels in which pictures of one page may differ: ids and times are other ones at each run. */
const MOST_SHARE = 0.05;

/** How far a channel may be off: pictures that are kept have fewer colours. */
const MOST_OFF = 24;

/** Whether a picture shows something else than the one before. */
export function differs(before: Pixels, now: Pixels): boolean {
  if (before.width !== now.width || before.height !== now.height) return true;
  let different = 0;
  for (let at = 0; at < now.data.length; at += 4) {
    const isOff = (channel: number) =>
      Math.abs(Number(now.data[at + channel]) - Number(before.data[at + channel])) > MOST_OFF;
    if (isOff(0) || isOff(1) || isOff(2)) different++;
  }
  return different / (now.data.length / 4) > MOST_SHARE;
}
