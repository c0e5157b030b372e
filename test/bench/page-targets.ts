import type { UsableAfter } from './measures/pages.ts';
import type { Results } from './results.ts';
import type { Row } from './row.ts';
import { median } from './statistics.ts';

const MOST_KILOBYTES = 100;
const MOST_MILLISECONDS = 500;

/** What the console weighs, and how soon it can be used. */
export function pageRows({ pages: { bytes, usable } }: Results): Row[] {
  const kilobytes = (count: number) => `${(count / 1_000).toFixed(1)} KB`;
  return [
    {
      what: 'console: first load, compressed',
      target: `< ${MOST_KILOBYTES} KB`,
      measured: kilobytes(bytes.first),
      met: bytes.first < MOST_KILOBYTES * 1_000,
    },
    {
      what: 'console: all of it, compressed',
      target: `< ${MOST_KILOBYTES} KB`,
      measured: kilobytes(bytes.console),
      met: bytes.console < MOST_KILOBYTES * 1_000,
    },
    { what: 'reference, compressed', target: '', measured: kilobytes(bytes.reference) },
    ...usable.map(usableRow),
  ];
}

function usableRow({ customers, rounds }: UsableAfter): Row {
  const [console = 0, empty = 0] = ['console', 'empty'].map((name) => median(rounds.get(name) ?? []));
  return {
    what: `console: ${customers} customers, from navigation to usable; an empty page`,
    target: `< ${MOST_MILLISECONDS} ms`,
    measured: `${console.toFixed(0)} ms; ${empty.toFixed(0)} ms`,
    met: console < MOST_MILLISECONDS,
  };
}
