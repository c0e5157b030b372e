const UNITS = [
  ['day', 86_400],
  ['hour', 3_600],
  ['minute', 60],
  ['second', 1],
] as const;

/** A time in words, to the second that it is over in: `31 days 2 hours`. */
export function inWords(milliseconds: number): string {
  let rest = Math.ceil(milliseconds / 1_000);
  const words: string[] = [];
  for (const [unit, seconds] of UNITS) {
    const count = Math.floor(rest / seconds);
    rest -= count * seconds;
    if (count > 0) words.push(`${count.toLocaleString('en-GB')} ${unit}${count > 1 ? 's' : ''}`);
  }
  return words.join(' ') || '0 seconds';
}
