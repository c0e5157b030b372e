import type { Taken } from './measures/uploads.ts';
import { against } from './ratios.ts';
import type { Results } from './results.ts';
import type { Row } from './row.ts';

/** What a file takes, to a request for each of its rows. */
export function uploadRows({ uploads }: Results): Row[] {
  return [...uploads].flatMap(([name, ways]) => {
    const what = `a file of ${name} to single requests`;
    const ratio = (read: (taken: Taken) => number, to: string) => against(ways, 'file', read, to) as number;
    const time = ({ clock }: Taken) => clock;
    const row = (what: string, most: number, ratio: number): Row => ({
      what,
      target: `≤ ${most.toFixed(2)}`,
      measured: ratio.toFixed(2),
      met: ratio <= most,
    });
    const crowd = ratio(time, 'sixteen at a time').toFixed(2);
    return [
      row(`${what}: time`, 0.4, ratio(time, 'one after the other')),
      { what: `${what}, sixteen at a time: time`, target: '', measured: crowd },
      row(
        `${what}: requests to DynamoDB`,
        0.5,
        ratio(({ requests }) => requests, 'one after the other'),
      ),
    ];
  });
}
